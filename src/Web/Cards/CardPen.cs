using PdfSharp.Drawing;

namespace PbDecisionDay.Web.Cards;

/// <summary>Draws on a page whose unit is the millimetre.</summary>
internal sealed class CardPen(XGraphics graphics)
{
    private const double LineHeight = 1.22;
    private readonly Dictionary<(string Family, bool Bold, double Size), XFont> _fonts = [];

    public void Line(double x1, double y1, double x2, double y2, bool dashed) =>
        graphics.DrawLine(new XPen(XColors.Gray, dashed ? 0.1 : 0.2) { DashStyle = dashed ? XDashStyle.Dash : XDashStyle.Solid }, x1, y1, x2, y2);

    /// <summary>A QR code whose quiet zone is inside the given side.</summary>
    public void Qr(QrMatrix code, double left, double top, double side)
    {
        var module = side / (code.Size + 2 * QrMatrix.QuietZone);
        var path = new XGraphicsPath { FillMode = XFillMode.Winding };
        foreach (var (x, y, length) in code.Runs())
            path.AddRectangle(left + (x + QrMatrix.QuietZone) * module, top + (y + QrMatrix.QuietZone) * module, length * module, module);
        graphics.DrawPath(XBrushes.Black, path);
    }

    /// <summary>One line in the family of codes.</summary>
    public void Code(string text, double left, double top, double size) =>
        graphics.DrawString(text, Font(CardFonts.Code, bold: true, size), XBrushes.Black, left, top, XStringFormats.TopLeft);

    /// <summary>A paragraph that breaks between words and ends in an ellipsis where it does not fit.</summary>
    /// <returns>Where the next paragraph may begin.</returns>
    public double Paragraph(string text, double left, double top, double width, double size, bool bold, int mostLines)
    {
        var font = Font(CardFonts.Text, bold, size);
        var lines = Break(text, font, width);
        if (lines.Count > mostLines) lines = [.. lines.Take(mostLines - 1), Shorten(lines[mostLines - 1], font, width)];
        foreach (var line in lines)
        {
            graphics.DrawString(line, font, XBrushes.Black, left, top, XStringFormats.TopLeft);
            top += size * LineHeight;
        }
        return top;
    }

    private List<string> Break(string text, XFont font, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && graphics.MeasureString(longer, font).Width > width)
            {
                lines.Add(line);
                line = word;
            }
            else line = longer;
        }
        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    private string Shorten(string line, XFont font, double width)
    {
        while (line.Length > 1 && graphics.MeasureString(line + "…", font).Width > width) line = line[..^1];
        return line + "…";
    }

    private XFont Font(string family, bool bold, double size)
    {
        if (!_fonts.TryGetValue((family, bold, size), out var font))
            _fonts[(family, bold, size)] = font = new XFont(family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
        return font;
    }
}
