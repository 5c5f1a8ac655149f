namespace PbDecisionDay.Printing.Text;

/// <summary>
/// Texts one below the other, as large as their room allows and never smaller than they are given. Where even that is too high, texts of several lines are
/// cut to one, and then those that may be missing are left out, the last first.
/// </summary>
/// <param name="Left">Its left edge, millimetres.</param>
/// <param name="Top">Its top, millimetres.</param>
/// <param name="Width">Its width, millimetres.</param>
/// <param name="Height">Its room, millimetres.</param>
internal sealed record Column(double Left, double Top, double Width, double Height)
{
    private const double Step = 0.05, Exact = 0.001, NastaliqLeading = 0.85;

    /// <summary>The largest that texts are set, as a part of the size that they are given: 1 or more.</summary>
    public double LargestScale { get; init; } = 1;

    /// <summary>The part of a face's own line height from one line to the next.</summary>
    public double Leading { get; init; } = 1;

    /// <summary>Sets texts.</summary>
    /// <param name="blocks">The texts.</param>
    /// <returns>The lines at their places, and the bottom of the last.</returns>
    public ColumnLines Set(IReadOnlyList<Block> blocks)
    {
        for (var scale = LargestScale; scale > 1 - Step; scale -= Step)
        {
            var lines = Set(blocks, Math.Max(scale, 1), int.MaxValue, out var isCut);
            if (!isCut && Fits(lines)) return lines with { IsWhole = true };
        }
        foreach (var mostLines in (int[])[int.MaxValue, 1])
            if (Set(blocks, 1, mostLines, out _) is var cut && Fits(cut)) return cut;
        for (List<Block> left = [.. blocks]; ;)
        {
            var lines = Set(left, 1, 1, out _);
            if (Fits(lines) || left.FindLastIndex(block => block.Optional) is var spare && spare < 0) return lines;
            left.RemoveAt(spare);
        }
    }

    // Nastaliq's words lean, so that its lines may stand closer than its face asks.
    private double LeadingOf(Block block) => block.Style.Language == "ur" ? Leading * NastaliqLeading : Leading;

    private bool Fits(ColumnLines lines) => lines.Bottom <= Top + Height + Exact;

    private ColumnLines Set(IReadOnlyList<Block> blocks, double scale, int mostLines, out bool isCut)
    {
        List<PlacedLine> lines = [];
        isCut = false;
        var y = Top;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var passage = new Passage(block.Text, block.Style with { Size = block.Style.Size * scale }, block.RightToLeft);
            var paragraph = new Paragraph(passage, Width, Math.Min(block.MostLines, mostLines));
            isCut |= paragraph.IsCut;
            foreach (var line in paragraph.Lines)
            {
                lines.Add(new(line, line.RightToLeft ? Left + Width - line.Width : Left, y, i));
                y += line.Height * LeadingOf(block);
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
/// <param name="Optional">Whether it is left out where there is no room.</param>
internal readonly record struct Block(string Text, TextStyle Style, int MostLines, double Below, bool? RightToLeft = null, bool Optional = false);

/// <summary>The lines of a column.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Bottom">Where the last ends, millimetres.</param>
internal sealed record ColumnLines(IReadOnlyList<PlacedLine> Lines, double Bottom)
{
    /// <summary>Whether all of every text is there.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>A line at its place, millimetres.</summary>
/// <param name="Line">The line.</param>
/// <param name="Left">Its left end.</param>
/// <param name="Top">Its top.</param>
/// <param name="Block">The index of its text in the column.</param>
internal readonly record struct PlacedLine(ShapedLine Line, double Left, double Top, int Block);
