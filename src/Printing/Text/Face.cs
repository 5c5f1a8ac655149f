using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>A font file of this assembly: HarfBuzz shapes by it, Skia draws with it. Several threads may use it at once.</summary>
internal sealed class Face
{
    private readonly HarfBuzzSharp.Face _face;
    private readonly Font _shaping;
    private readonly double _unitsPerEm;

    private Face(string name, double baseline, double lineHeight)
    {
        (Name, Baseline, LineHeight) = (name, baseline, lineHeight);
        var file = Woff.Unpack(Read(name));
        // HarfBuzz reads the tables for as long as the process lives, so they stand still.
        var pinned = GCHandle.Alloc(file, GCHandleType.Pinned);
        var blob = new Blob(pinned.AddrOfPinnedObject(), file.Length, MemoryMode.ReadOnly);
        _face = new HarfBuzzSharp.Face(blob, 0);
        _unitsPerEm = _face.UnitsPerEm;
        _shaping = new Font(_face);
        _shaping.SetScale(_face.UnitsPerEm, _face.UnitsPerEm);
    }

    /// <summary>The file's name in this assembly.</summary>
    public string Name { get; }

    /// <summary>The distance from a line's top to its baseline, ems.</summary>
    public double Baseline { get; }

    /// <summary>The distance from a line's top to the next one's, ems.</summary>
    public double LineHeight { get; }

    /// <summary>A face that is read when it is first used.</summary>
    public static Lazy<Face> Of(string name, double baseline, double lineHeight) =>
        new(() => new Face(name, baseline, lineHeight));

    /// <summary>Whether the face has a glyph for a character.</summary>
    public bool Has(int character) => _shaping.TryGetNominalGlyph((uint)character, out _);

    /// <summary>Turns characters into glyphs, their places in ems.</summary>
    /// <param name="buffer">The characters, with direction, script and language; afterwards the glyphs.</param>
    /// <returns>The glyphs from left to right, and the width of all.</returns>
    public (IReadOnlyList<ShapedGlyph> Glyphs, double Width) Shape(HarfBuzzSharp.Buffer buffer)
    {
        _shaping.Shape(buffer);
        var infos = buffer.GetGlyphInfoSpan();
        var places = buffer.GetGlyphPositionSpan();
        var glyphs = new ShapedGlyph[infos.Length];
        double x = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            var (dx, dy) = (places[i].XOffset / _unitsPerEm, places[i].YOffset / _unitsPerEm);
            glyphs[i] = new((ushort)infos[i].Codepoint, (int)infos[i].Cluster, x + dx, -dy);
            x += places[i].XAdvance / _unitsPerEm;
        }
        return (glyphs, x);
    }

    /// <summary>Some of its glyphs, under their own numbers, to be drawn with.</summary>
    public SKTypeface Subset(IEnumerable<ushort> glyphs)
    {
        using var file = SKData.CreateCopy(FontSubset.Of(_face, glyphs));
        return SKTypeface.FromData(file) ?? throw new InvalidOperationException($"The subset of {Name} cannot be read.");
    }

    private static byte[] Read(string name)
    {
        using var resource = typeof(Face).Assembly.GetManifestResourceStream($"fonts/{name}")
            ?? throw new InvalidOperationException($"The font {name} was not built in.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return file;
    }
}

/// <summary>A glyph of a run.</summary>
/// <param name="Glyph">Its number in the face; 0 is the empty box.</param>
/// <param name="Cluster">Where its first character stands in the text.</param>
/// <param name="X">Its origin, ems from the run's left end.</param>
/// <param name="Y">Its origin, ems below the baseline.</param>
internal readonly record struct ShapedGlyph(ushort Glyph, int Cluster, double X, double Y);
