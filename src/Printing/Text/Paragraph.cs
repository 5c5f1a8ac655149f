using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>
/// A passage in lines. Lines break behind spaces and between Chinese characters; what is wider than a line breaks before a slash,
/// or else where it must.
/// </summary>
internal sealed class Paragraph
{
    private const string NeverFirst = "，。、；：！？）」』】》〉〕”’…—·,.;:!?)]}»", NeverLast = "（「『【《〈〔“‘([{«";

    private readonly Passage _passage;
    private readonly double _width;

    /// <summary>Breaks a passage.</summary>
    /// <param name="passage">The text.</param>
    /// <param name="width">The lines' width, millimetres.</param>
    /// <param name="mostLines">The most lines; the last of them ends in an ellipsis where there would be more.</param>
    public Paragraph(Passage passage, double width, int mostLines)
    {
        (_passage, _width) = (passage, width);
        var lines = Break();
        IsCut = lines.Count > mostLines;
        if (IsCut) lines = [.. lines.Take(mostLines - 1), Shorten(lines[mostLines - 1])];
        Lines = lines;
    }

    /// <summary>The lines from top to bottom.</summary>
    public IReadOnlyList<ShapedLine> Lines { get; }

    /// <summary>Whether not all of it is there.</summary>
    public bool IsCut { get; }

    /// <summary>The height of all lines, millimetres.</summary>
    public double Height => Lines.Sum(line => line.Height);

    private List<ShapedLine> Break()
    {
        var text = _passage.Text;
        List<ShapedLine> lines = [];
        var (start, fits) = (0, 0);
        foreach (var end in Ends())
        {
            if (fits > start && Line(start, end).Width > _width)
            {
                lines.Add(Line(start, fits));
                start = SkipSpaces(fits);
            }
            while (Line(start, end).Width > _width && LongestPiece(start, end) is var piece && piece < end)
            {
                lines.Add(Line(start, piece));
                start = piece;
            }
            fits = end;
        }
        if (start < text.Length && Line(start, text.Length) is { Width: > 0 } rest) lines.Add(rest);
        return lines;
    }

    // Where a line may end.
    private IEnumerable<int> Ends()
    {
        var text = _passage.Text;
        for (var at = 1; at < text.Length; at++)
            if (text[at - 1] == ' ' && text[at] != ' ' || IsBetweenIdeographs(at)) yield return at;
        yield return text.Length;
    }

    private bool IsBetweenIdeographs(int at)
    {
        var text = _passage.Text;
        return !char.IsLowSurrogate(text[at]) && text[at] != ' '
            && (IsIdeograph(at) || IsIdeograph(char.IsLowSurrogate(text[at - 1]) ? at - 2 : at - 1))
            && !NeverFirst.Contains(text[at], StringComparison.Ordinal)
            && !NeverLast.Contains(text[at - 1], StringComparison.Ordinal);
    }

    private bool IsIdeograph(int at) =>
        Rune.TryGetRuneAt(_passage.Text, at, out var rune)
        && (Typeface.ScriptOf(rune.Value) == Script.Han || rune.Value is >= 0x3000 and < 0x3100 or >= 0xFF00 and < 0xFFF0);

    private int LongestPiece(int start, int end)
    {
        var text = _passage.Text[start..end];
        var elements = StringInfo.ParseCombiningCharacters(text);
        var least = elements.Length > 1 ? elements[1] : text.Length;
        var most = elements.Skip(1).TakeWhile(length => Line(start, start + length).Width <= _width).LastOrDefault(least);
        return start + (text.LastIndexOf('/', Math.Min(most, text.Length - 1)) is > 0 and var slash ? slash : most);
    }

    private ShapedLine Shorten(ShapedLine line)
    {
        var text = line.Text;
        for (var elements = StringInfo.ParseCombiningCharacters(text).Length; ; elements--)
        {
            var shorter = new StringInfo(text).SubstringByTextElements(0, elements).TrimEnd() + "…";
            var passage = new Passage(shorter, _passage.Style, _passage.RightToLeft);
            var shaped = new ShapedLine(passage, 0, shorter.Length);
            if (shaped.Width <= _width || elements == 1) return shaped;
        }
    }

    private int SkipSpaces(int at)
    {
        while (at < _passage.Text.Length && _passage.Text[at] == ' ') at++;
        return at;
    }

    private ShapedLine Line(int start, int end)
    {
        while (end > start && _passage.Text[end - 1] == ' ') end--;
        return new(_passage, start, end);
    }
}
