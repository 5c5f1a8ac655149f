namespace PbDecisionDay.Printing.Text;

/// <summary>Texts one below the other, set smaller where they are higher than their room or would be cut short.</summary>
/// <param name="Left">Its left edge, millimetres.</param>
/// <param name="Top">Its top, millimetres.</param>
/// <param name="Width">Its width, millimetres.</param>
/// <param name="Height">Its room, millimetres.</param>
internal sealed record Column(double Left, double Top, double Width, double Height)
{
    /// <summary>The smallest that texts are set, as a part of their size.</summary>
    public const double SmallestScale = 0.7;

    private const double Step = 0.05;

    /// <summary>Sets texts.</summary>
    /// <param name="blocks">The texts.</param>
    /// <returns>The lines at their places, and the bottom of the last.</returns>
    public ColumnLines Set(IReadOnlyList<Block> blocks)
    {
        for (var scale = 1.0; ; scale -= Step)
        {
            var lines = Set(blocks, scale, out var isCut);
            if (scale - Step < SmallestScale || !isCut && lines.Bottom <= Top + Height + 0.001) return lines;
        }
    }

    private ColumnLines Set(IReadOnlyList<Block> blocks, double scale, out bool isCut)
    {
        List<PlacedLine> lines = [];
        isCut = false;
        var y = Top;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var passage = new Passage(block.Text, block.Style with { Size = block.Style.Size * scale }, block.RightToLeft);
            var paragraph = new Paragraph(passage, Width, block.MostLines);
            isCut |= paragraph.IsCut;
            foreach (var line in paragraph.Lines)
            {
                lines.Add(new(line, line.RightToLeft ? Left + Width - line.Width : Left, y, i));
                y += line.Height;
            }
            y += block.Below;
        }
        return new(lines, y - (blocks.Count > 0 ? blocks[^1].Below : 0));
    }
}

/// <summary>A text of a column.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it is set.</param>
/// <param name="MostLines">The most lines.</param>
/// <param name="Below">The gap below it, millimetres.</param>
/// <param name="RightToLeft">Its direction; where none is given, that of its first letter.</param>
internal readonly record struct Block(string Text, TextStyle Style, int MostLines, double Below, bool? RightToLeft = null);

/// <summary>The lines of a column.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Bottom">Where the last ends, millimetres.</param>
internal sealed record ColumnLines(IReadOnlyList<PlacedLine> Lines, double Bottom);

/// <summary>A line at its place, millimetres.</summary>
/// <param name="Line">The line.</param>
/// <param name="Left">Its left end.</param>
/// <param name="Top">Its top.</param>
/// <param name="Block">The index of its text in the column.</param>
internal readonly record struct PlacedLine(ShapedLine Line, double Left, double Top, int Block);
