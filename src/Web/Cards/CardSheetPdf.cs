using PbDecisionDay.Web.Localisation;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace PbDecisionDay.Web.Cards;

/// <summary>Card sheets as a PDF: A4, eight strips a sheet, with cut and fold marks.</summary>
public static class CardSheetPdf
{
    private const double Point = 72 / 25.4, Padding = 2.5;

    /// <summary>
    /// Whether the PDF can set every language of the sheet. It cannot shape Arabic and its kin: for those the print page is used,
    /// where the browser does.
    /// </summary>
    public static bool CanSet(IEnumerable<string> languages) => languages.All(tag => SiteLanguage.DirectionOf(tag) == "ltr");

    /// <summary>Draws the sheets.</summary>
    public static byte[] Draw(CardSheet sheet)
    {
        CardFonts.Install();
        using var document = new PdfDocument();
        document.Info.Title = sheet.Titles[0].Text;
        foreach (var cards in sheet.Sheets)
        {
            var page = document.AddPage();
            page.Size = PageSize.A4;
            using var graphics = XGraphics.FromPdfPage(page);
            graphics.ScaleTransform(Point);
            var pen = new CardPen(graphics);
            DrawMarks(pen, cards.Length);
            for (var row = 0; row < cards.Length; row++) DrawCard(pen, sheet, cards[row], CardSheet.TopMargin + row * CardSheet.StripHeight);
        }
        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }

    private static void DrawMarks(CardPen pen, int strips)
    {
        var bottom = CardSheet.TopMargin + strips * CardSheet.StripHeight;
        for (var row = 0; row <= strips; row++)
        {
            var y = CardSheet.TopMargin + row * CardSheet.StripHeight;
            pen.Line(1, y, CardSheet.SideMargin - 1, y, dashed: false);
            pen.Line(CardSheet.PageWidth - CardSheet.SideMargin + 1, y, CardSheet.PageWidth - 1, y, dashed: false);
        }
        for (var fold = 0; fold <= 3; fold++)
        {
            var x = CardSheet.SideMargin + fold * CardSheet.PanelWidth;
            var isFold = fold is 1 or 2;
            pen.Line(x, 2, x, CardSheet.TopMargin - 1, isFold);
            pen.Line(x, bottom + 1, x, bottom + CardSheet.TopMargin - 2, isFold);
            if (isFold) pen.Line(x, CardSheet.TopMargin, x, bottom, dashed: true);
        }
    }

    private static void DrawCard(CardPen pen, CardSheet sheet, PrintedCard card, double top)
    {
        DrawOutside(pen, sheet, card, new XRect(CardSheet.SideMargin, top, CardSheet.PanelWidth, CardSheet.StripHeight));
        DrawInside(pen, sheet, card, new XRect(CardSheet.SideMargin + CardSheet.PanelWidth, top, CardSheet.PanelWidth, CardSheet.StripHeight));
        DrawCover(pen, sheet, new XRect(CardSheet.SideMargin + 2 * CardSheet.PanelWidth, top, CardSheet.PanelWidth, CardSheet.StripHeight));
    }

    private static void DrawOutside(CardPen pen, CardSheet sheet, PrintedCard card, XRect panel)
    {
        const double side = 20;
        pen.Qr(QrMatrix.Of(card.Outside.Symbols), panel.Right - side - Padding, panel.Top + Padding + 1, side);
        var width = panel.Width - side - 3 * Padding;
        var y = panel.Top + Padding + 1;
        foreach (var title in sheet.Titles.Take(sheet.Words.Count)) y = pen.Paragraph(title.Text, panel.Left + Padding, y, width, 2.9, bold: true, mostLines: 2) + 0.6;
        if (sheet.Rehearsal) pen.Paragraph(string.Join(" · ", sheet.Words.Select(words => words.Rehearsal)), panel.Left + Padding, y, width, 2.1, bold: true, mostLines: 2);
        pen.Code(card.Outside.ToString(), panel.Left + Padding, panel.Bottom - 11.2, 3.3);
        var foot = pen.Paragraph(string.Join(" · ", sheet.Words.Select(words => words.DoNotOpen)), panel.Left + Padding, panel.Bottom - 7.4, panel.Width - 2 * Padding, 1.9, bold: false, mostLines: 2);
        pen.Paragraph($"{sheet.Words[0].LogKey} {sheet.LogKey}", panel.Left + Padding, foot + 0.2, panel.Width - 2 * Padding, 1.7, bold: false, mostLines: 1);
    }

    private static void DrawInside(CardPen pen, CardSheet sheet, PrintedCard card, XRect panel)
    {
        var side = panel.Height - 2 * Padding + 0.6;
        pen.Qr(QrMatrix.Of(card.InsideLink), panel.Left + Padding - 1.2, panel.Top + Padding - 0.3, side);
        var (x, y) = (panel.Left + Padding + side, panel.Top + Padding + 0.5);
        var width = panel.Right - Padding - x;
        foreach (var words in sheet.Words) y = pen.Paragraph(words.YourCode, x, y, width, 2.2, bold: true, mostLines: 1) + 0.2;
        y += 0.8;
        foreach (var pair in card.InsideCode.Chunk(2))
        {
            pen.Code(string.Join(' ', pair), x, y, 3.6);
            y += 4.5;
        }
        y += 0.6;
        foreach (var words in sheet.Words) y = pen.Paragraph(words.KeepSecret, x, y, width, 1.8, bold: false, mostLines: 2) + 0.3;
    }

    private static void DrawCover(CardPen pen, CardSheet sheet, XRect panel)
    {
        var width = (panel.Width - Padding * (sheet.Words.Count + 1)) / sheet.Words.Count;
        for (var i = 0; i < sheet.Words.Count; i++)
        {
            var (x, y) = (panel.Left + Padding + i * (width + Padding), panel.Top + Padding + 0.5);
            foreach (var step in sheet.Words[i].HowTo) y = pen.Paragraph(step, x, y, width, 2.0, bold: false, mostLines: 6) + 0.9;
        }
    }
}
