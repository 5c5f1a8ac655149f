using System.Globalization;
using System.Text;

namespace PbDecisionDay.Printing.Pdf;

/// <summary>A font of a PDF: text is written as glyph numbers, and the characters behind them stand beside it for readers that search or speak.</summary>
/// <param name="name">Its name in the pages' resources.</param>
internal sealed class PdfFont(string name)
{
    /// <summary>How many objects a font takes.</summary>
    public const int Objects = 5;

    private readonly SortedDictionary<ushort, char> _used = [];

    public string Name => name;

    /// <summary>The number of its first object.</summary>
    public int Number { get; set; }

    /// <summary>A line as the hexadecimal glyph numbers that show it.</summary>
    public string Encode(TrueTypeFont face, string line)
    {
        var hex = new StringBuilder(4 * line.Length);
        foreach (var character in line)
        {
            var glyph = face.Glyph(character);
            _used[glyph] = character;
            hex.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
        }
        return hex.ToString();
    }

    public void Write(PdfFile file, TrueTypeFont face)
    {
        var n = Number;
        file.Object(n, $"<< /Type /Font /Subtype /Type0 /BaseFont /{face.Name} /Encoding /Identity-H /DescendantFonts [{n + 1} 0 R] /ToUnicode {n + 2} 0 R >>");
        var widths = string.Concat(_used.Keys.Select(glyph => $"{glyph} [{face.Width(glyph)}] "));
        file.Object(n + 1, $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{face.Name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {n + 3} 0 R /CIDToGIDMap /Identity /W [{widths}] >>");
        file.Stream(n + 2, "", PdfFile.Pack(Encoding.ASCII.GetBytes(Characters())));
        file.Object(n + 3, $"<< /Type /FontDescriptor /FontName /{face.Name} /Flags 4 /FontBBox [-1100 -500 2000 1300] /ItalicAngle 0 /Ascent 928 /Descent -236 /CapHeight 729 /StemV 90 /FontFile2 {n + 4} 0 R >>");
        file.Stream(n + 4, $" /Length1 {face.Length}", face.Packed);
    }

    private string Characters()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var chunk in _used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (glyph, character) in chunk) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}
