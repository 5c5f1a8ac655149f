using System.Globalization;
using System.Net;
using System.Text;

namespace PbDecisionDay.Printing;

/// <summary>
/// Card sheets as a page for a browser's own print, which sets every script. The console puts them into its page; <see cref="Draw"/> makes a
/// file that needs nothing else.
/// </summary>
public static class CardSheetPage
{
    /// <summary>The sheets as HTML, to be styled by <see cref="Style"/>.</summary>
    public static string Sheets(CardSheet sheet)
    {
        var html = new StringBuilder();
        foreach (var cards in sheet.Sheets)
        {
            html.Append(sheet.Size == CardSize.Large ? "<section class=\"page large\">\n" : "<section class=\"page\">\n");
            foreach (var card in cards)
            {
                if (card is null) AddTest(html, sheet, sheet.Test!);
                else AddCard(html, sheet, card);
            }
            html.Append("</section>\n");
        }
        return html.ToString();
    }

    /// <summary>The sheets as one HTML file with its style inside, for a machine without a network.</summary>
    /// <param name="sheet">The sheets.</param>
    /// <param name="howToPrint">What stands above them on the screen and not on paper.</param>
    public static string Draw(CardSheet sheet, string howToPrint) => $"""
        <!DOCTYPE html>
        <html lang="{sheet.Words[0].Language}">
        <head>
        <meta charset="utf-8">
        <title>{Text(sheet.Titles[0])}</title>
        <style>
        {Style()}</style>
        </head>
        <body>
        <div class="how no-print"><p lang="en" dir="ltr">{Text(howToPrint)}</p></div>
        {Sheets(sheet)}</body>
        </html>

        """;

    /// <summary>The style sheet of the sheets, as CSS. A site whose pages may hold no style serves it as a file.</summary>
    public static string Style()
    {
        using var resource = typeof(CardSheetPage).Assembly.GetManifestResourceStream("card-sheet.css") ?? throw new InvalidOperationException("The style of the card sheets was not built in.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static void AddCard(StringBuilder html, CardSheet sheet, PrintedCard card)
    {
        var first = sheet.Words[0];
        html.Append(CultureInfo.InvariantCulture, $"<article class=\"card\">\n<div class=\"panel strip\"><p class=\"number\">{card.Outside}</p><p {In(first)}>{Text(first.KeepStrip)}</p>");
        if (sheet.LogKey.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"key\" {In(first)}>{Text(first.LogKey)} <bdi dir=\"ltr\">{sheet.KeyInGroups}</bdi></p>");
        html.Append("</div>\n<div class=\"panel outside\"><div class=\"words\">");
        foreach (var (title, words) in sheet.PrintedTitles.Zip(sheet.Words)) html.Append(CultureInfo.InvariantCulture, $"<p class=\"title\" {In(words)}>{Text(title)}</p>");
        if (sheet.Rehearsal) AddLines(html, "rehearsal", sheet.Words, words => words.Rehearsal);
        AddLines(html, "open", sheet.Words, words => words.DoNotOpen);
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"number\">{card.Outside}</p></div>{QrMatrix.Of(card.Outside.Symbols).Svg("")}</div>\n");
        AddInside(html, card.InsideLink, card.InsideCode.Chunk(2).Select(pair => string.Join(' ', pair)), () => AddLines(html, "title", sheet.Words, words => words.YourCode), () => AddLines(html, "keep", sheet.Words, words => words.KeepSecret));
        html.Append("<div class=\"panel cover\">");
        foreach (var words in sheet.Words) html.Append(CultureInfo.InvariantCulture, $"<div {In(words)}>").AppendJoin("", words.HowTo.Select(step => $"<p>{Text(step)}</p>")).Append("</div>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"address\">{Address(first.Address)}</p></div>\n</article>\n");
    }

    private static void AddTest(StringBuilder html, CardSheet sheet, TestCard test)
    {
        html.Append("<article class=\"card test\">\n<div class=\"panel strip\">");
        AddLines(html, "title", sheet.Words, words => words.Test);
        html.Append("</div>\n<div class=\"panel outside\"><div class=\"words\">");
        AddLines(html, "title", sheet.Words, words => words.Test);
        html.Append("</div></div>\n");
        AddInside(html, test.Link, [test.Code], () => AddLines(html, "title", sheet.Words.Take(1), words => words.Test), () => { });
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"panel cover\"><div {In(sheet.Words[0])}>").AppendJoin("", sheet.Words[0].TestHowTo.Select(step => $"<p>{Text(step)}</p>")).Append("</div></div>\n</article>\n");
    }

    private static void AddInside(StringBuilder html, string link, IEnumerable<string> code, Action above, Action below)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"panel inside\">{QrMatrix.Of(link).Svg("")}<div class=\"words\">");
        above();
        html.Append("<p class=\"secret\" dir=\"ltr\">").AppendJoin(' ', code.Select(line => $"<span>{line}</span>")).Append("</p>");
        below();
        html.Append("</div></div>\n");
    }

    private static void AddLines(StringBuilder html, string style, IEnumerable<CardWords> languages, Func<CardWords, string> said)
    {
        foreach (var words in languages) html.Append(CultureInfo.InvariantCulture, $"<p class=\"{style}\" {In(words)}>{Text(said(words))}</p>");
    }

    // An address breaks behind a slash alone: a hyphen at a line's end would not be typed, and in a line from right to left its end would come first.
    private static string Address(string address) => $"<bdi dir=\"ltr\">{string.Concat(address.Split('/').Select((part, at) => $"<span class=\"part\">{(at > 0 ? "/" : "")}{Text(part)}</span><wbr>"))}</bdi>";

    private static string In(CardWords words) => $"lang=\"{words.Language}\" dir=\"{words.Direction}\"";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
