using SkiaSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>The fonts of one document: each face with the glyphs of the lines that it holds, and no others.</summary>
internal sealed class DocumentFonts : IDisposable
{
    private readonly Dictionary<Face, (HashSet<ushort> Glyphs, SKTypeface Typeface)> _faces = [];

    /// <summary>Cuts the faces down.</summary>
    /// <param name="lines">Lines that have every glyph of the document.</param>
    public DocumentFonts(IEnumerable<ShapedLine> lines)
    {
        foreach (var face in lines.SelectMany(line => line.Runs).GroupBy(run => run.Stretch.Face, run => run.Glyphs))
        {
            var glyphs = face.SelectMany(run => run.Select(glyph => glyph.Glyph)).ToHashSet();
            _faces[face.Key] = (glyphs, face.Key.Subset(glyphs));
        }
    }

    /// <summary>A face at a size, with outlines as they are designed.</summary>
    /// <exception cref="InvalidOperationException">A glyph was not among those of the document.</exception>
    public SKFont At(Face face, double size, IReadOnlyList<ShapedGlyph> glyphs)
    {
        if (!_faces.TryGetValue(face, out var known) || glyphs.Any(glyph => !known.Glyphs.Contains(glyph.Glyph)))
            throw new InvalidOperationException("A glyph is missing from the document's fonts.");
        return new(known.Typeface, (float)size) { Hinting = SKFontHinting.None, LinearMetrics = true, Subpixel = true };
    }

    public void Dispose()
    {
        foreach (var (_, typeface) in _faces.Values) typeface.Dispose();
    }
}
