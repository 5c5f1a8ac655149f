namespace PbDecisionDay.Printing.Pack;

/// <summary>A sheet of the pack: a poster, a sign, or what somebody reads or fills in. It takes as many A4 pages as it needs.</summary>
/// <param name="Language">The language's tag, one of <see cref="SheetWords.Languages"/>.</param>
/// <param name="RightToLeft">Whether it is read from the right.</param>
/// <param name="Foot">What stands small at the foot of each of its pages.</param>
/// <param name="Blocks">What it says, from the top.</param>
public sealed record PackSheet(string Language, bool RightToLeft, string Foot, IReadOnlyList<PackBlock> Blocks);

/// <summary>A part of a sheet.</summary>
public abstract record PackBlock
{
    private PackBlock()
    {
    }

    /// <summary>A line in large letters.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Points">The size of its letters.</param>
    public sealed record Heading(string Text, double Points = 30) : PackBlock;

    /// <summary>A paragraph.</summary>
    /// <param name="Text">What it says.</param>
    /// <param name="Points">The size of its letters, at least <see cref="PackPdf.SmallestPoints"/>.</param>
    public sealed record Paragraph(string Text, double Points = 16) : PackBlock;

    /// <summary>A numbered step.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Text">What is done.</param>
    /// <param name="Points">The size of its letters.</param>
    public sealed record Step(int Number, string Text, double Points = 16) : PackBlock;

    /// <summary>A square code in the middle, with its address below it to type.</summary>
    /// <param name="Link">What it says.</param>
    /// <param name="Side">Its side with the light border, millimetres.</param>
    public sealed record Code(string Link, double Side) : PackBlock;

    /// <summary>Lines to write on.</summary>
    /// <param name="Lines">How many.</param>
    public sealed record Writing(int Lines) : PackBlock;

    /// <summary>Numbers to fill in, each in a box beside its name, with the sign that stands before it.</summary>
    /// <param name="Boxes">The sign, empty for the first, and the name.</param>
    public sealed record Sum(IReadOnlyList<(string Sign, string Name)> Boxes) : PackBlock;
}
