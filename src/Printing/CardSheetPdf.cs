using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing;

/// <summary>
/// Card sheets as a PDF: A4, eight strips a sheet, with cut and fold marks. The same sheet gives the same bytes.
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
        && words.All(one => one.Texts.All(text => CanSet(text, one.Language)));

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
            var canvas = document.BeginPage(
                (float)CardSheet.PageWidth * PointsAMillimetre, (float)CardSheet.PageHeight * PointsAMillimetre);
            canvas.Scale(PointsAMillimetre);
            DrawMarks(canvas, cards.Length);
            canvas.Translate((float)CardSheet.SideMargin, (float)CardSheet.TopMargin);
            panels.Draw(canvas, cards, ink);
            document.EndPage();
        }
        document.Close();
    }

    private static bool CanSet(string text, string language) =>
        new Passage(text, new TextStyle(Typeface.Text, 1, language)).IsWhole
        && new Passage(text, new TextStyle(Typeface.Bold, 1, language)).IsWhole;

    private static void DrawMarks(SKCanvas canvas, int strips)
    {
        using var cut = new SKPaint { Color = new SKColor(0x80, 0x80, 0x80), IsStroke = true, StrokeWidth = 0.2f };
        using var dashes = SKPathEffect.CreateDash([1, 1], 0);
        using var fold = new SKPaint { Color = cut.Color, IsStroke = true, StrokeWidth = 0.1f, PathEffect = dashes };
        void Line(double x1, double y1, double x2, double y2, SKPaint paint) =>
            canvas.DrawLine((float)x1, (float)y1, (float)x2, (float)y2, paint);
        var bottom = CardSheet.TopMargin + strips * CardSheet.StripHeight;
        for (var row = 0; row <= strips; row++)
        {
            var y = CardSheet.TopMargin + row * CardSheet.StripHeight;
            Line(1, y, CardSheet.SideMargin - 1, y, cut);
            Line(CardSheet.PageWidth - CardSheet.SideMargin + 1, y, CardSheet.PageWidth - 1, y, cut);
        }
        for (var edge = 0; edge <= 3; edge++)
        {
            var x = CardSheet.SideMargin + edge * CardSheet.PanelWidth;
            var isFold = edge is 1 or 2;
            Line(x, 2, x, CardSheet.TopMargin - 1, isFold ? fold : cut);
            Line(x, bottom + 1, x, bottom + CardSheet.TopMargin - 2, isFold ? fold : cut);
            if (isFold) Line(x, CardSheet.TopMargin, x, bottom, fold);
        }
    }
}
