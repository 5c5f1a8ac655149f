using System.Globalization;
using PbDecisionDay.Printing.Pdf;

namespace PbDecisionDay.Printing;

/// <summary>Card sheets as a PDF: A4, eight strips a sheet, with cut and fold marks.</summary>
public static class CardSheetPdf
{
    private const double Padding = 2.5;

    /// <summary>
    /// Whether the PDF can set every text of a sheet. It cannot shape Arabic and its kin, and its fonts do not have every script: for those
    /// the print page is used, where the browser does both.
    /// </summary>
    public static bool CanSet(IEnumerable<string> titles, IEnumerable<CardWords> words) =>
        titles.Concat(words.SelectMany(one => one.Texts)).All(text => text.All(CanSet));

    // From Hebrew on, scripts run from right to left or their letters join; marks have to be placed on their letters.
    private static bool CanSet(char character) =>
        character is < '\u0590' or (>= '\u1E00' and < '\uFB1D')
        && CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        && TrueTypeFont.Text.Glyph(character) != 0 && TrueTypeFont.Bold.Glyph(character) != 0;

    /// <summary>Draws the sheets.</summary>
    public static byte[] Draw(CardSheet sheet)
    {
        var file = new PdfFile();
        foreach (var cards in sheet.Sheets)
        {
            var page = file.AddPage();
            DrawMarks(page, cards.Length);
            for (var row = 0; row < cards.Length; row++) DrawCard(page, sheet, cards[row], CardSheet.TopMargin + row * CardSheet.StripHeight);
        }
        return file.ToBytes(sheet.Titles[0]);
    }

    private static void DrawMarks(PdfPage page, int strips)
    {
        var bottom = CardSheet.TopMargin + strips * CardSheet.StripHeight;
        for (var row = 0; row <= strips; row++)
        {
            var y = CardSheet.TopMargin + row * CardSheet.StripHeight;
            page.Line(1, y, CardSheet.SideMargin - 1, y, dashed: false);
            page.Line(CardSheet.PageWidth - CardSheet.SideMargin + 1, y, CardSheet.PageWidth - 1, y, dashed: false);
        }
        for (var fold = 0; fold <= 3; fold++)
        {
            var x = CardSheet.SideMargin + fold * CardSheet.PanelWidth;
            var isFold = fold is 1 or 2;
            page.Line(x, 2, x, CardSheet.TopMargin - 1, isFold);
            page.Line(x, bottom + 1, x, bottom + CardSheet.TopMargin - 2, isFold);
            if (isFold) page.Line(x, CardSheet.TopMargin, x, bottom, dashed: true);
        }
    }

    private static void DrawCard(PdfPage page, CardSheet sheet, PrintedCard card, double top)
    {
        DrawOutside(page, sheet, card, new Panel(CardSheet.SideMargin, top, CardSheet.PanelWidth, CardSheet.StripHeight));
        DrawInside(page, sheet, card, new Panel(CardSheet.SideMargin + CardSheet.PanelWidth, top, CardSheet.PanelWidth, CardSheet.StripHeight));
        DrawCover(page, sheet, new Panel(CardSheet.SideMargin + 2 * CardSheet.PanelWidth, top, CardSheet.PanelWidth, CardSheet.StripHeight));
    }

    private static void DrawOutside(PdfPage page, CardSheet sheet, PrintedCard card, Panel panel)
    {
        const double side = 20;
        page.Qr(QrMatrix.Of(card.Outside.Symbols), panel.Right - side - Padding, panel.Top + Padding + 1, side);
        var width = panel.Width - side - 3 * Padding;
        var y = panel.Top + Padding + 1;
        foreach (var title in sheet.PrintedTitles) y = page.Paragraph(title, TrueTypeFont.Bold, panel.Left + Padding, y, width, 2.9, mostLines: 2) + 0.6;
        const double number = 11.2, small = 2.1;
        var room = (int)((panel.Bottom - number - y) / PdfPage.HeightOf(small));
        if (sheet.Rehearsal) page.Paragraph(string.Join(" · ", sheet.Words.Select(words => words.Rehearsal)), TrueTypeFont.Bold, panel.Left + Padding, y, width, small, Math.Max(1, room));
        page.Text(card.Outside.ToString(), TrueTypeFont.Code, panel.Left + Padding, panel.Bottom - number, 3.3);
        var foot = page.Paragraph(string.Join(" · ", sheet.Words.Select(words => words.DoNotOpen)), TrueTypeFont.Text, panel.Left + Padding, panel.Bottom - 7.4, panel.Width - 2 * Padding, 1.9, mostLines: 2);
        if (sheet.LogKey.Length > 0) page.Paragraph($"{sheet.Words[0].LogKey} {sheet.LogKey}", TrueTypeFont.Text, panel.Left + Padding, foot + 0.2, panel.Width - 2 * Padding, 1.7, mostLines: 1);
    }

    private static void DrawInside(PdfPage page, CardSheet sheet, PrintedCard card, Panel panel)
    {
        var side = panel.Height - 2 * Padding + 0.6;
        page.Qr(QrMatrix.Of(card.InsideLink), panel.Left + Padding - 1.2, panel.Top + Padding - 0.3, side);
        var (x, y) = (panel.Left + Padding + side, panel.Top + Padding + 0.5);
        var width = panel.Right - Padding - x;
        foreach (var words in sheet.Words) y = page.Paragraph(words.YourCode, TrueTypeFont.Bold, x, y, width, 2.2, mostLines: 1) + 0.2;
        y += 0.8;
        foreach (var pair in card.InsideCode.Chunk(2))
        {
            page.Text(string.Join(' ', pair), TrueTypeFont.Code, x, y, 3.6);
            y += 4.5;
        }
        y += 0.6;
        foreach (var words in sheet.Words) y = page.Paragraph(words.KeepSecret, TrueTypeFont.Text, x, y, width, 1.8, mostLines: 2) + 0.3;
    }

    private static void DrawCover(PdfPage page, CardSheet sheet, Panel panel)
    {
        var width = (panel.Width - Padding * (sheet.Words.Count + 1)) / sheet.Words.Count;
        for (var i = 0; i < sheet.Words.Count; i++)
        {
            var (x, y) = (panel.Left + Padding + i * (width + Padding), panel.Top + Padding + 0.5);
            foreach (var step in sheet.Words[i].HowTo) y = page.Paragraph(step, TrueTypeFont.Text, x, y, width, 2.0, mostLines: 6) + 0.9;
        }
    }

    /// <summary>A panel of a strip, millimetres.</summary>
    private readonly record struct Panel(double Left, double Top, double Width, double Height)
    {
        public double Right => Left + Width;

        public double Bottom => Top + Height;
    }
}
