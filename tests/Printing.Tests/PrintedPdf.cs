using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Printing.Tests;

/// <summary>Reads back what a PDF would print: its pages, and the codes drawn on each as sets of dark modules.</summary>
internal sealed partial class PrintedPdf
{
    private readonly byte[] _bytes;
    private readonly string _text;

    public PrintedPdf(byte[] bytes)
    {
        (_bytes, _text) = (bytes, Encoding.Latin1.GetString(bytes));
        Assert.StartsWith("%PDF-1.7", _text, StringComparison.Ordinal);
        var start = int.Parse(LastCrossReference().Match(_text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref", _text[start..], StringComparison.Ordinal);
        foreach (var (number, offset) in Offset().Matches(_text[start..]).Select((match, at) => (at + 1, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))))
            Assert.StartsWith($"{number} 0 obj", _text[offset..], StringComparison.Ordinal);
    }

    public int PageCount => PageObject().Count(_text);

    /// <summary>The drawing of each page, in order.</summary>
    public IReadOnlyList<string> Drawings => [.. PageObject().Matches(_text).Select(page => Inflate(int.Parse(page.Groups[1].Value, CultureInfo.InvariantCulture)))];

    /// <summary>The codes of a page.</summary>
    public static List<HashSet<(int X, int Y)>> Codes(string drawing)
    {
        var codes = new List<HashSet<(int, int)>>();
        var rectangles = new List<double[]>();
        foreach (var line in drawing.Split('\n'))
        {
            if (line.EndsWith(" re", StringComparison.Ordinal)) rectangles.Add([.. line.Split(' ').Take(4).Select(number => double.Parse(number, CultureInfo.InvariantCulture))]);
            if (line != "f") continue;
            codes.Add(Modules(rectangles));
            rectangles.Clear();
        }
        return codes;
    }

    /// <summary>How many lines of text a page has.</summary>
    public static int Lines(string drawing) => drawing.Split('\n').Count(line => line.StartsWith("BT ", StringComparison.Ordinal));

    public static bool Same(HashSet<(int X, int Y)> drawn, QrMatrix code) =>
        drawn.SetEquals(Enumerable.Range(0, code.Size).SelectMany(y => Enumerable.Range(0, code.Size).Where(x => code.IsDark(x, y)).Select(x => (x, y))));

    private static HashSet<(int X, int Y)> Modules(List<double[]> rectangles)
    {
        var (left, top, module) = (rectangles.Min(r => r[0]), rectangles.Min(r => r[1]), rectangles[0][3]);
        return [.. rectangles.SelectMany(r => Enumerable.Range(0, (int)Math.Round(r[2] / module)).Select(i => ((int)Math.Round((r[0] - left) / module) + i, (int)Math.Round((r[1] - top) / module))))];
    }

    private string Inflate(int number)
    {
        var at = _text.IndexOf($"\n{number} 0 obj", StringComparison.Ordinal);
        var begin = _text.IndexOf("stream\n", at, StringComparison.Ordinal) + "stream\n".Length;
        using var zip = new ZLibStream(new MemoryStream(_bytes, begin, _bytes.Length - begin), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"/Type /Page /[^>]*/Contents (\d+) 0 R")]
    private static partial Regex PageObject();

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n\z")]
    private static partial Regex LastCrossReference();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Offset();
}
