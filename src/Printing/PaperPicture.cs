using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// Draws the service's own pictures into a PDF: SVG of paths, circles and ellipses with fills and strokes, which is all that the set uses.
/// </summary>
internal static class PaperPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws a picture into a place, as large as fits.</summary>
    public static void Draw(SKCanvas canvas, string svg, SKRect place)
    {
        var root = XElement.Parse(svg);
        var box = root.Attribute("viewBox")!.Value.Split(' ').Select(Read).ToArray();
        var scale = Math.Min(place.Width / box[2], place.Height / box[3]);
        canvas.Save();
        canvas.Translate(place.Left, place.Top);
        canvas.Scale(scale);
        canvas.ClipRect(new SKRect(0, 0, box[2], box[3]));
        foreach (var shape in root.Descendants().Where(shape => shape.Name.Namespace == Svg)) Draw(canvas, shape);
        canvas.Restore();
    }

    private static void Draw(SKCanvas canvas, XElement shape)
    {
        if (shape.Name.LocalName is not ("path" or "circle" or "ellipse")) return;
        var opacity = (byte)(255 * Number(shape, "opacity", 1));
        using var paint = new SKPaint { IsAntialias = true };
        canvas.Save();
        if (Text(shape, "transform") is { } turn) Turn(canvas, turn);
        if ((Text(shape, "fill") ?? "#000") is not "none" and var fill)
        {
            paint.Color = SKColor.Parse(fill).WithAlpha(opacity);
            Draw(canvas, shape, paint);
        }
        if (Text(shape, "stroke") is not (null or "none") and var stroke)
        {
            paint.Color = SKColor.Parse(stroke).WithAlpha(opacity);
            (paint.IsStroke, paint.StrokeWidth) = (true, Number(shape, "stroke-width", 1));
            if (Text(shape, "stroke-linecap") == "round") paint.StrokeCap = SKStrokeCap.Round;
            if (Text(shape, "stroke-linejoin") == "round") paint.StrokeJoin = SKStrokeJoin.Round;
            Draw(canvas, shape, paint);
        }
        canvas.Restore();
    }

    private static void Draw(SKCanvas canvas, XElement shape, SKPaint paint)
    {
        if (shape.Name.LocalName == "path")
        {
            using var path = SKPath.ParseSvgPathData(Text(shape, "d"));
            canvas.DrawPath(path, paint);
            return;
        }
        var (x, y, r) = (Number(shape, "cx", 0), Number(shape, "cy", 0), Number(shape, "r", 0));
        canvas.DrawOval(x, y, Number(shape, "rx", r), Number(shape, "ry", r), paint);
    }

    // The one transform of the set: rotate(angle x y).
    private static void Turn(SKCanvas canvas, string text)
    {
        var numbers = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Read).ToArray();
        if (!text.StartsWith("rotate", StringComparison.Ordinal) || numbers is not [var angle, var x, var y])
            throw new InvalidDataException($"A picture is moved by {text}, which is not drawn.");
        canvas.RotateDegrees(angle, x, y);
    }

    // An attribute stands on the shape or on a group around it.
    private static string? Text(XElement shape, string name) =>
        shape.AncestorsAndSelf().Select(one => one.Attribute(name)?.Value).FirstOrDefault(value => value is not null);

    private static float Number(XElement shape, string name, float missing) => Text(shape, name) is { } text ? Read(text) : missing;

    private static float Read(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
