using System.Buffers.Binary;
using System.IO.Compression;

namespace PbDecisionDay.Printing.Pdf;

/// <summary>What a PDF has to know of a TrueType font: glyphs of characters, their widths, and the file itself. Source: OpenType 1.9, tables cmap (format 4), head, hhea, hmtx.</summary>
internal sealed class TrueTypeFont
{
    private const int Em = 1000;
    private readonly byte[] _file;
    private readonly Dictionary<char, ushort> _glyphs = [];
    private readonly int[] _widths;

    private TrueTypeFont(string name, byte[] file)
    {
        (Name, _file) = (name, file);
        var unitsPerEm = U16(Table("head") + 18);
        var metrics = U16(Table("hhea") + 34);
        var hmtx = Table("hmtx");
        _widths = [.. Enumerable.Range(0, metrics).Select(glyph => U16(hmtx + 4 * glyph) * Em / unitsPerEm)];
        ReadCharacters();
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zip.Write(file);
        Packed = packed.ToArray();
    }

    /// <summary>Running text.</summary>
    public static TrueTypeFont Text => Fonts.Text.Value;

    /// <summary>Emphasis.</summary>
    public static TrueTypeFont Bold => Fonts.Bold.Value;

    /// <summary>Codes, in which 0 and O, 1 and I differ.</summary>
    public static TrueTypeFont Code => Fonts.Code.Value;

    public string Name { get; }

    /// <summary>The file, compressed for a PDF's FlateDecode.</summary>
    public byte[] Packed { get; }

    /// <summary>The length of the file before compression, bytes.</summary>
    public int Length => _file.Length;

    /// <summary>The glyph of a character; 0, the font's empty box, where it has none.</summary>
    public ushort Glyph(char character) => _glyphs.GetValueOrDefault(character);

    /// <summary>A glyph's width in thousandths of the em.</summary>
    public int Width(ushort glyph) => _widths[Math.Min(glyph, _widths.Length - 1)];

    /// <summary>A line's width in ems.</summary>
    public double Width(string line) => line.Sum(character => Width(Glyph(character))) / (double)Em;

    private void ReadCharacters()
    {
        var cmap = Table("cmap");
        var format4 = Enumerable.Range(0, U16(cmap + 2)).Select(at => cmap + (int)U32(cmap + 4 + 8 * at + 4)).First(at => U16(at) == 4);
        var segments = U16(format4 + 6) / 2;
        var (ends, starts) = (format4 + 14, format4 + 16 + 2 * segments);
        var (deltas, offsets) = (starts + 2 * segments, starts + 4 * segments);
        for (var segment = 0; segment < segments; segment++)
        {
            var offset = U16(offsets + 2 * segment);
            for (int character = U16(starts + 2 * segment); character <= U16(ends + 2 * segment) && character < char.MaxValue; character++)
            {
                var glyph = offset == 0 ? character : U16(offsets + 2 * segment + offset + 2 * (character - U16(starts + 2 * segment)));
                if (glyph != 0 || offset == 0) glyph = (glyph + U16(deltas + 2 * segment)) & 0xFFFF;
                if (glyph != 0) _glyphs[(char)character] = (ushort)glyph;
            }
        }
    }

    private int Table(string tag)
    {
        for (var at = 0; at < U16(4); at++)
            if (System.Text.Encoding.ASCII.GetString(_file, 12 + 16 * at, 4) == tag) return (int)U32(12 + 16 * at + 8);
        throw new InvalidDataException($"The font {Name} has no table {tag}.");
    }

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));

    // Embedded in this assembly; read once a process.
    private static class Fonts
    {
        public static readonly Lazy<TrueTypeFont> Text = new(() => Load("DejaVuSans")), Bold = new(() => Load("DejaVuSans-Bold")), Code = new(() => Load("DejaVuSansMono-Bold"));

        private static TrueTypeFont Load(string name)
        {
            using var resource = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"fonts/{name}.ttf")
                ?? throw new InvalidOperationException($"The font {name} was not built in.");
            var file = new byte[resource.Length];
            resource.ReadExactly(file);
            return new TrueTypeFont(name, file);
        }
    }
}
