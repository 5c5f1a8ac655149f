using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// Card sheets as a PDF: A4, four cards a sheet or two large ones, with the lines to cut, tear and fold by. The same sheet gives the same bytes.
/// </summary>
public static class CardSheetPdf
{
    private const float PointsAMillimetre = 72 / 25.4f;

    // Pages are rounded to this grid: hundredths of a millimetre, which A4 fits. No picture is drawn by it.
    private const float GridAnInch = 2540;

    /// <summary>
    /// Whether the fonts here have every character of a sheet. What they lack (most emoji, a script of few readers) is printed
    /// from the page.
    /// </summary>
    public static bool CanSet(IEnumerable<string> titles, IReadOnlyList<CardWords> words) =>
        titles.Zip(words).All(title => CanSet(title.First, title.Second.Language))
        && words.All(one => one.Texts.Concat(one.TestTexts).All(text => CanSet(text, one.Language)));

    /// <summary>Draws the sheets.</summary>
    public static byte[] Draw(CardSheet sheet)
    {
        using var bytes = new MemoryStream();
        Write(sheet, bytes);
        return bytes.ToArray();
    }

    /// <summary>Draws the sheets into a stream, which is left open. Each sheet leaves memory when it is drawn.</summary>
    public static void Write(CardSheet sheet, Stream output)
    {
        using var panels = new CardPanels(sheet);
        using var stream = new SKManagedWStream(output, disposeManagedStream: false);
        var about = new SKDocumentPdfMetadata { Title = sheet.Titles[0], RasterDpi = GridAnInch, EncodingQuality = 101 };
        using var document = SKDocument.CreatePdf(stream, about);
        using var ink = new SKPaint { Color = SKColors.Black };
        foreach (var cards in sheet.Sheets)
        {
            var canvas = document.BeginPage((float)sheet.Page.Width * PointsAMillimetre, (float)sheet.Page.Height * PointsAMillimetre);
            canvas.Scale((float)sheet.Scale * PointsAMillimetre);
            DrawLines(canvas, sheet);
            panels.Draw(canvas, sheet, cards, ink);
            document.EndPage();
        }
        document.Close();
    }

    private static bool CanSet(string text, string language) =>
        new Passage(text, new TextStyle(Typeface.Text, 1, language)).IsWhole
        && new Passage(text, new TextStyle(Typeface.Bold, 1, language)).IsWhole;

    // The cards fill the sheet, so that one cut across and one down part them. The tear line is dotted and the folds are dashed, each from edge to edge.
    private static void DrawLines(SKCanvas canvas, CardSheet sheet)
    {
        var (across, down) = sheet.Grid;
        var (width, height) = (across * CardSheet.CardWidth, down * CardSheet.CardHeight);
        using var cut = new SKPaint { Color = new SKColor(0x70, 0x70, 0x70), IsStroke = true, StrokeWidth = 0.25f };
        using var tear = new SKPaint { Color = cut.Color, IsStroke = true, StrokeWidth = 0.4f };
        using var fold = new SKPaint { Color = cut.Color, IsStroke = true, StrokeWidth = 0.2f };
        void Line(double x1, double y1, double x2, double y2, SKPaint paint) => canvas.DrawLine((float)x1, (float)y1, (float)x2, (float)y2, paint);
        void Dashes(double y, float dash, float gap, SKPaint paint)
        {
            using var builder = new SKPathBuilder();
            for (var x = 0f; x < width; x += dash + gap)
            {
                builder.MoveTo(x, (float)y);
                builder.LineTo(Math.Min(x + dash, (float)width), (float)y);
            }
            using var path = builder.Detach();
            canvas.DrawPath(path, paint);
        }
        for (var column = 1; column < across; column++) Line(column * CardSheet.CardWidth, 0, column * CardSheet.CardWidth, height, cut);
        for (var row = 0; row < down; row++)
        {
            var top = row * CardSheet.CardHeight;
            if (row > 0) Line(0, top, width, top, cut);
            Dashes(top + CardSheet.TearLine, 0.4f, 1.2f, tear);
            Dashes(top + CardSheet.BackFold, 3, 2, fold);
            Dashes(top + CardSheet.FrontFold, 3, 2, fold);
        }
    }
}
