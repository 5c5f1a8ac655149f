using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace PbDecisionDay.Printing.Text;

/// <summary>A line of a passage as glyphs, from left to right as they are seen.</summary>
internal sealed class ShapedLine
{
    private readonly Passage _passage;
    private SKTextBlob? _glyphs;

    /// <summary>Shapes a part of a passage.</summary>
    public ShapedLine(Passage passage, int start, int end)
    {
        _passage = passage;
        var size = passage.Style.Size;
        List<Run> runs = [];
        double x = 0;
        foreach (var stretch in passage.Stretches(start, end))
        {
            var (glyphs, width) = Shape(stretch);
            runs.Add(new(stretch, x, glyphs));
            x += width * size;
        }
        Runs = runs;
        Width = x;
        Text = passage.Text[start..end];
        Baseline = size * runs.Select(run => run.Stretch.Face.Baseline).DefaultIfEmpty().Max();
        Height = size * runs.Select(run => run.Stretch.Face.LineHeight).DefaultIfEmpty().Max();
    }

    /// <summary>What the line says.</summary>
    public string Text { get; }

    /// <summary>Its width, millimetres.</summary>
    public double Width { get; }

    /// <summary>From its top to its baseline, millimetres.</summary>
    public double Baseline { get; }

    /// <summary>From its top to the next line's, millimetres.</summary>
    public double Height { get; }

    public bool RightToLeft => _passage.RightToLeft;

    /// <summary>Its runs.</summary>
    public IReadOnlyList<Run> Runs { get; }

    /// <summary>Draws the line; the characters go along with the glyphs, for readers that search or speak.</summary>
    /// <param name="canvas">A canvas whose unit is the millimetre.</param>
    /// <param name="left">Its left end.</param>
    /// <param name="top">Its top.</param>
    /// <param name="fonts">The document's fonts.</param>
    /// <param name="ink">The ink.</param>
    public void Draw(SKCanvas canvas, double left, double top, DocumentFonts fonts, SKPaint ink)
    {
        _glyphs ??= Glyphs(fonts);
        if (_glyphs is not null) canvas.DrawText(_glyphs, (float)left, (float)(top + Baseline), ink);
    }

    private (IReadOnlyList<ShapedGlyph>, double) Shape(Passage.Stretch stretch)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(_passage.Text.AsSpan(), stretch.Start, stretch.Length);
        buffer.Direction = stretch.Level % 2 == 1 ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Script = stretch.Script;
        buffer.Language = new Language(_passage.Style.Language);
        return stretch.Face.Shape(buffer);
    }

    private SKTextBlob? Glyphs(DocumentFonts fonts)
    {
        using var builder = new SKTextBlobBuilder();
        var size = _passage.Style.Size;
        foreach (var (stretch, x, glyphs) in Runs)
        {
            if (glyphs.Count == 0) continue;
            var text = _passage.Text.AsSpan(stretch.Start, stretch.Length);
            using var font = fonts.At(stretch.Face, size, glyphs);
            var run = builder.AllocateRawPositionedTextRun(font, glyphs.Count, Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, run.Text);
            for (var i = 0; i < glyphs.Count; i++)
            {
                run.Glyphs[i] = glyphs[i].Glyph;
                run.Positions[i] = new((float)(x + glyphs[i].X * size), (float)(glyphs[i].Y * size));
                run.Clusters[i] = (uint)Encoding.UTF8.GetByteCount(text[..(glyphs[i].Cluster - stretch.Start)]);
            }
        }
        return builder.Build();
    }

    /// <summary>A stretch as glyphs.</summary>
    /// <param name="Stretch">Its characters.</param>
    /// <param name="X">Its left end, millimetres from the line's.</param>
    /// <param name="Glyphs">Its glyphs.</param>
    public sealed record Run(Passage.Stretch Stretch, double X, IReadOnlyList<ShapedGlyph> Glyphs);
}
