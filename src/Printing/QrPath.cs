using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>A QR code as one shape of exact squares, so that no seam shows between its modules at any size.</summary>
internal static class QrPath
{
    /// <summary>Draws a code, its quiet zone inside the given side.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="code">The code.</param>
    /// <param name="left">The quiet zone's left edge.</param>
    /// <param name="top">The quiet zone's top edge.</param>
    /// <param name="side">The quiet zone's side, in the canvas's unit.</param>
    /// <param name="ink">The ink.</param>
    public static void Draw(SKCanvas canvas, QrMatrix code, double left, double top, double side, SKPaint ink)
    {
        var module = side / (code.Size + 2 * QrMatrix.QuietZone);
        using var path = new SKPathBuilder();
        foreach (var (x, y, length) in code.Runs()) path.AddRect(SKRect.Create(x, y, length, 1));
        using var shape = path.Detach();
        // Whole numbers in the file: exact, and a third of the length.
        var saved = canvas.Save();
        canvas.Translate((float)(left + QrMatrix.QuietZone * module), (float)(top + QrMatrix.QuietZone * module));
        canvas.Scale((float)module);
        canvas.DrawPath(shape, ink);
        canvas.RestoreToCount(saved);
    }
}
