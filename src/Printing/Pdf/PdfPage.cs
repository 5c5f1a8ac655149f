using System.Globalization;
using System.Text;

namespace PbDecisionDay.Printing.Pdf;

/// <summary>A page of a PDF. Everything is measured in millimetres from the top left corner.</summary>
internal sealed class PdfPage(Func<TrueTypeFont, PdfFont> fonts)
{
    private const double Baseline = 0.8, LineHeight = 1.22;

    private readonly StringBuilder _content = new("2.834646 0 0 -2.834646 0 841.89 cm 0.5 G\n");

    /// <summary>The page's drawing so far.</summary>
    public string Content => _content.ToString();

    /// <summary>The height of a line of a paragraph.</summary>
    public static double HeightOf(double size) => size * LineHeight;

    /// <summary>A thin grey line.</summary>
    public void Line(double x1, double y1, double x2, double y2, bool dashed) =>
        Add($"{(dashed ? "[1 1] 0 d 0.1 w" : "[] 0 d 0.2 w")} {x1:0.###} {y1:0.###} m {x2:0.###} {y2:0.###} l S\n");

    /// <summary>A QR code whose quiet zone is inside the given side.</summary>
    public void Qr(QrMatrix code, double left, double top, double side)
    {
        var module = side / (code.Size + 2 * QrMatrix.QuietZone);
        foreach (var (x, y, length) in code.Runs())
            Add($"{left + (x + QrMatrix.QuietZone) * module:0.####} {top + (y + QrMatrix.QuietZone) * module:0.####} {length * module:0.####} {module:0.####} re\n");
        Add($"f\n");
    }

    /// <summary>One line, its top at the given height.</summary>
    public void Text(string line, TrueTypeFont face, double left, double top, double size)
    {
        var font = fonts(face);
        Add($"BT /{font.Name} {size:0.###} Tf 1 0 0 -1 {left:0.###} {top + Baseline * size:0.###} Tm <{font.Encode(face, line)}> Tj ET\n");
    }

    /// <summary>A paragraph that breaks between words and ends in an ellipsis where it does not fit.</summary>
    /// <returns>Where the next paragraph may begin.</returns>
    public double Paragraph(string text, TrueTypeFont face, double left, double top, double width, double size, int mostLines)
    {
        var lines = Break(text, face, width / size);
        if (lines.Count > mostLines) lines = [.. lines.Take(mostLines - 1), Shorten(lines[mostLines - 1], face, width / size)];
        foreach (var line in lines)
        {
            Text(line, face, left, top, size);
            top += HeightOf(size);
        }
        return top;
    }

    private static List<string> Break(string text, TrueTypeFont face, double ems)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, face, ems)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && face.Width(longer) > ems)
            {
                lines.Add(line);
                line = word;
            }
            else line = longer;
        }
        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    // A word wider than the line, such as an address, breaks before its last slash that fits, or else where it must.
    private static IEnumerable<string> Pieces(string word, TrueTypeFont face, double ems)
    {
        while (face.Width(word) > ems && word.Length > 1)
        {
            var fits = Enumerable.Range(1, word.Length - 1).TakeWhile(length => face.Width(word[..length]) <= ems).LastOrDefault(1);
            if (word.LastIndexOf('/', fits) is > 0 and var slash) fits = slash;
            yield return word[..fits];
            word = word[fits..];
        }
        yield return word;
    }

    private static string Shorten(string line, TrueTypeFont face, double ems)
    {
        while (line.Length > 1 && face.Width(line + "…") > ems) line = line[..^1];
        return line + "…";
    }

    private void Add(FormattableString drawing) => _content.Append(drawing.ToString(CultureInfo.InvariantCulture));
}
