using System.Diagnostics.CodeAnalysis;
using System.Text;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Printing;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>How a batch's sheets look. The same secrets may be printed again with other words: they stay the same cards.</summary>
/// <param name="Languages">One or two of the languages that cards speak.</param>
/// <param name="Titles">The day's title, one for each language or one for all.</param>
/// <param name="LogKey">The fingerprint of the log's key, or nothing.</param>
/// <param name="Rehearsal">Whether every card says that it is for a rehearsal.</param>
internal sealed record PrintFile(IReadOnlyList<string> Languages, IReadOnlyList<string> Titles, string LogKey, bool Rehearsal)
{
    private const string HowToPrint =
        "Print this page on A4 without margins, at 100 %. Cut along the full lines. Fold the lowest part up over the square code, and the part with the number behind; close with a sticker. Then close this page and empty the browser's cache.";

    /// <summary>Reads what was asked for; a refusal says what to give instead.</summary>
    public static bool TryRead(
        string languages, string[] titles, string? key, bool rehearsal, CardBatch batch, [NotNullWhen(true)] out PrintFile? print, [NotNullWhen(false)] out string? problem)
    {
        string[] tags = languages.Split(',', StringSplitOptions.TrimEntries);
        problem = null;
        string logKey = "";
        if (tags.Length > CardWords.MostLanguages || tags.Distinct(StringComparer.Ordinal).Count() != tags.Length || !tags.All(tag => CardWords.Languages.Contains(tag, StringComparer.Ordinal)))
            problem = $"--lang is one or two of {string.Join(", ", CardWords.Languages)} with a comma between, for example en,gd: the languages that cards speak";
        else if (titles.Length > tags.Length || titles.Any(string.IsNullOrWhiteSpace))
            problem = "--title is the day's title; give it once for each language of --lang and in its order, or once for all";
        else if (key is not null && !TryReadKey(key, batch.Origin, out logKey))
            problem = $"--key is the verifier key of the log {batch.Origin}, a line that begins with {batch.Origin}+: copy it from the console's Cards page, in quotation marks, or leave it out";
        print = problem is null ? new PrintFile(tags, titles.Length > 0 ? titles : [batch.Day], logKey, rehearsal) : null;
        return print is not null;
    }

    /// <summary>Draws the sheets and writes them; the very same, where they are there, are written over with themselves.</summary>
    /// <returns>The file.</returns>
    public string Write(CardBatch batch, IEnumerable<CardSecret> secrets, BatchFolder files)
    {
        PrintedCard[] cards = [.. secrets.Select(secret => PrintedCard.Of(batch.Site, batch.Day, batch.Origin, secret))];
        var sheet = new CardSheet(Titles, Rehearsal, LogKey, CardWords.For(Languages, batch.Address), cards);
        bool pdf = CardSheetPdf.CanSet(sheet.PrintedTitles, sheet.Words);
        (string file, string other) = pdf ? (files.Pdf, files.Page) : (files.Page, files.Pdf);
        if (pdf)
            BatchFolder.Write(file, output => CardSheetPdf.Write(sheet, output));
        else
            BatchFolder.Write(file, output => output.Write(Encoding.UTF8.GetBytes(CardSheetPage.Draw(sheet, HowToPrint))));
        if (File.Exists(other))
            BatchFolder.Destroy(other);
        return file;
    }

    private static bool TryReadKey(string text, string origin, out string fingerprint)
    {
        bool read = LogPublicKey.TryParseVerifierKey(text, out string? name, out LogPublicKey? key) && name == origin;
        fingerprint = read ? key!.Fingerprint.ToString() : "";
        return read;
    }
}
