using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PbDecisionDay.Printing.Pdf;

/// <summary>
/// A PDF of text, lines and filled rectangles: all that a printed sheet needs. The one PDF library that can be had here asks the whole
/// project to take its licence (AGPL) or to pay, so these pages write the few objects themselves. Source: ISO 32000-1, 7 and 9.7.
/// </summary>
internal sealed class PdfFile
{
    private readonly List<PdfPage> _pages = [];
    private readonly Dictionary<TrueTypeFont, PdfFont> _fonts = [];
    private readonly MemoryStream _bytes = new();
    private readonly List<long> _offsets = [];

    /// <summary>Adds an A4 page whose unit is the millimetre, from its top left corner.</summary>
    public PdfPage AddPage()
    {
        var page = new PdfPage(Font);
        _pages.Add(page);
        return page;
    }

    /// <summary>The finished file.</summary>
    public byte[] ToBytes(string title)
    {
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var (catalog, pages, info) = (1, 2, 3);
        var next = 4;
        foreach (var font in _fonts.Values) (font.Number, next) = (next, next + PdfFont.Objects);
        var first = next;
        Object(catalog, $"<< /Type /Catalog /Pages {pages} 0 R >>");
        Object(pages, $"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', _pages.Select((_, at) => $"{first + 2 * at} 0 R"))}] >>");
        Object(info, $"<< /Title <{Convert.ToHexString([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(title)])}> >>");
        foreach (var (face, font) in _fonts) font.Write(this, face);
        var resources = string.Join(' ', _fonts.Values.Select(font => $"/{font.Name} {font.Number} 0 R"));
        for (var at = 0; at < _pages.Count; at++)
        {
            Object(first + 2 * at, $"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595.276 841.89] /Contents {first + 2 * at + 1} 0 R /Resources << /Font << {resources} >> >> >>");
            Stream(first + 2 * at + 1, "", Pack(Encoding.ASCII.GetBytes(_pages[at].Content)));
        }
        WriteEnd(catalog, info);
        return _bytes.ToArray();
    }

    /// <summary>Writes an object; its numbers are given out before, in rising order.</summary>
    public void Object(int number, string body)
    {
        if (number != _offsets.Count + 1) throw new InvalidOperationException("Objects are written in order.");
        _offsets.Add(_bytes.Position);
        Write($"{number} 0 obj\n{body}\nendobj\n");
    }

    /// <summary>Writes a compressed stream.</summary>
    public void Stream(int number, string entries, byte[] packed)
    {
        if (number != _offsets.Count + 1) throw new InvalidOperationException("Objects are written in order.");
        _offsets.Add(_bytes.Position);
        Write($"{number} 0 obj\n<< /Filter /FlateDecode /Length {packed.Length}{entries} >>\nstream\n");
        _bytes.Write(packed);
        Write("\nendstream\nendobj\n");
    }

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }

    private PdfFont Font(TrueTypeFont face)
    {
        if (!_fonts.TryGetValue(face, out var font)) _fonts[face] = font = new PdfFont($"F{_fonts.Count}");
        return font;
    }

    private void WriteEnd(int catalog, int info)
    {
        var start = _bytes.Position;
        Write($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in _offsets) Write(offset.ToString("0000000000", CultureInfo.InvariantCulture) + " 00000 n \n");
        Write($"trailer\n<< /Size {_offsets.Count + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n");
    }

    private void Write(string text) => _bytes.Write(Encoding.Latin1.GetBytes(text));
}
