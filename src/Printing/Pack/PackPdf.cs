using PbDecisionDay.Printing.Text;
using SkiaSharp;

namespace PbDecisionDay.Printing.Pack;

/// <summary>
/// The pack as one PDF: signs, posters and sheets, and the ballot papers behind them. It holds no card and no pass. The same pack gives the same bytes.
/// </summary>
public static class PackPdf
{
    /// <summary>The smallest letters of a sheet, points.</summary>
    public const double SmallestPoints = 12;

    private const float PointsAMillimetre = 72 / 25.4f;
    private const float GridAnInch = 2540;

    /// <summary>Whether the fonts here have every character of the sheets and papers.</summary>
    public static bool CanSet(IEnumerable<PackSheet> sheets, IEnumerable<BallotPaper> papers)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        return sheets.All(sheet => Texts(sheet).All(text => IsWhole(text, sheet.Language))) && papers.All(BallotPaperPdf.CanSet);
    }

    /// <summary>How many pages a sheet takes.</summary>
    public static int PagesOf(PackSheet sheet) => new PackSetting(sheet).Pages.Count;

    /// <summary>Draws sheets, and ballot papers behind them.</summary>
    /// <param name="title">The file's title.</param>
    /// <param name="sheets">The sheets in order.</param>
    /// <param name="papers">The ballot papers.</param>
    public static byte[] Draw(string title, IReadOnlyList<PackSheet> sheets, IReadOnlyList<BallotPaper> papers)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        ArgumentNullException.ThrowIfNull(papers);
        PackPage[] pages = [.. sheets.SelectMany(sheet => new PackSetting(sheet).Pages)];
        using var fonts = new DocumentFonts(pages.SelectMany(page => page.Lines.Select(line => line.Line)));
        using var bytes = new MemoryStream();
        using (var stream = new SKManagedWStream(bytes, disposeManagedStream: false))
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = title, RasterDpi = GridAnInch, EncodingQuality = 101 }))
        {
            foreach (var page in pages) DrawPage(document, page, fonts);
            foreach (var paper in papers) BallotPaperPdf.DrawInto(document, paper);
            document.Close();
        }
        return bytes.ToArray();
    }

    private static void DrawPage(SKDocument document, PackPage page, DocumentFonts fonts)
    {
        using var ink = new SKPaint { Color = SKColors.Black };
        using var thin = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 0.25f };
        using var box = new SKPaint { Color = SKColors.Black, IsStroke = true, StrokeWidth = 0.5f };
        var canvas = document.BeginPage((float)PackSetting.PageWidth * PointsAMillimetre, (float)PackSetting.PageHeight * PointsAMillimetre);
        canvas.Scale(PointsAMillimetre);
        foreach (var (left, right, y) in page.Rules) canvas.DrawLine((float)left, (float)y, (float)right, (float)y, thin);
        foreach (var one in page.Boxes) canvas.DrawRect(one, box);
        foreach (var placed in page.Lines) placed.Line.Draw(canvas, placed.Left, placed.Top, fonts, ink);
        foreach (var (link, left, top, side) in page.Codes) QrPath.Draw(canvas, QrMatrix.Of(link), left, top, side, ink);
        document.EndPage();
    }

    private static bool IsWhole(string text, string language) =>
        text.Length == 0
        || (new Passage(text, new TextStyle(Typeface.Text, 1, language)).IsWhole && new Passage(text, new TextStyle(Typeface.Bold, 1, language)).IsWhole);

    private static IEnumerable<string> Texts(PackSheet sheet) => sheet.Blocks.SelectMany(block => block switch
    {
        PackBlock.Heading heading => [heading.Text],
        PackBlock.Paragraph paragraph => [paragraph.Text],
        PackBlock.Step step => [step.Text],
        PackBlock.Sum sum => sum.Boxes.Select(one => one.Name),
        PackBlock.Code code => [code.Link],
        _ => Array.Empty<string>(),
    }).Append(sheet.Foot);
}
