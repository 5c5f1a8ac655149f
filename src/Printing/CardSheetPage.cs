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
            html.Append("<section class=\"page\">\n");
            foreach (var card in cards)
            {
                html.Append("<article class=\"card\">\n");
                AddOutside(html, sheet, card);
                AddInside(html, sheet, card);
                AddCover(html, sheet);
                html.Append("</article>\n");
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

    private static void AddOutside(StringBuilder html, CardSheet sheet, PrintedCard card)
    {
        html.Append("<div class=\"panel outside\"><div class=\"words\">");
        foreach (var (title, words) in sheet.PrintedTitles.Zip(sheet.Words)) html.Append(CultureInfo.InvariantCulture, $"<p class=\"title\" {In(words)}>{Text(title)}</p>");
        if (sheet.Rehearsal) html.Append("<p class=\"rehearsal\">").AppendJoin(" · ", sheet.Words.Select(words => $"<bdi {In(words)}>{Text(words.Rehearsal)}</bdi>")).Append("</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"number\">{card.Outside}</p></div>{QrMatrix.Of(card.Outside.Symbols).Svg("")}<p class=\"foot\">");
        html.AppendJoin(' ', sheet.Words.Select(words => $"<span {In(words)}>{Text(words.DoNotOpen)}</span>"));
        if (sheet.LogKey.Length > 0) html.Append(CultureInfo.InvariantCulture, $" <span class=\"key\" dir=\"ltr\">{Text(sheet.Words[0].LogKey)} {sheet.LogKey}</span>");
        html.Append("</p></div>\n");
    }

    private static void AddInside(StringBuilder html, CardSheet sheet, PrintedCard card)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"panel inside\">{QrMatrix.Of(card.InsideLink).Svg("")}<div class=\"words\">");
        foreach (var words in sheet.Words) html.Append(CultureInfo.InvariantCulture, $"<p class=\"title\" {In(words)}>{Text(words.YourCode)}</p>");
        html.Append("<p class=\"secret\" dir=\"ltr\">").AppendJoin(' ', card.InsideCode.Chunk(2).Select(pair => $"<span>{string.Join(' ', pair)}</span>")).Append("</p>");
        foreach (var words in sheet.Words) html.Append(CultureInfo.InvariantCulture, $"<p class=\"small\" {In(words)}>{Text(words.KeepSecret)}</p>");
        html.Append("</div></div>\n");
    }

    private static void AddCover(StringBuilder html, CardSheet sheet)
    {
        html.Append(sheet.Words.Count == 1 ? "<div class=\"panel cover single\">" : "<div class=\"panel cover\">");
        foreach (var words in sheet.Words) html.Append(CultureInfo.InvariantCulture, $"<div {In(words)}>").AppendJoin("", words.HowTo.Select(step => $"<p>{Text(step).Replace(Text(words.Address), Address(words.Address), StringComparison.Ordinal)}</p>")).Append("</div>");
        html.Append("</div>\n");
    }

    // An address breaks behind a slash alone: a hyphen at a line's end would not be typed, and in a line from right to left its end would come first.
    private static string Address(string address) => $"<bdi dir=\"ltr\">{string.Concat(address.Split('/').Select((part, at) => $"<span class=\"part\">{(at > 0 ? "/" : "")}{Text(part)}</span><wbr>"))}</bdi>";

    private static string In(CardWords words) => $"lang=\"{words.Language}\" dir=\"{words.Direction}\"";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
