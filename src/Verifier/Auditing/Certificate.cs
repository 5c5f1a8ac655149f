using System.Globalization;
using System.Net;
using System.Text;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>
/// The verdict as one page to print, sign and file: HTML without scripts and without anything from elsewhere. Every text
/// that comes out of a file is encoded.
/// </summary>
internal static class Certificate
{
    private const string Look = """
        @page { size: A4; margin: 12mm 16mm; }
        * { box-sizing: border-box; }
        body { font: 10.5pt/1.4 Georgia, "Times New Roman", serif; color: #111; background: #fff; max-width: 178mm; margin: 8mm auto; padding: 0 4mm; }
        @media print { body { margin: 0; padding: 0; max-width: none; } }
        h1 { font-size: 19pt; font-weight: normal; margin: 0 0 1mm; }
        p { margin: 0 0 3mm; }
        .verdict { border: 1.5pt solid; padding: 2mm 4mm; font-size: 13pt; margin: 2mm 0 3mm; }
        .holds { color: #14532d; } .fails { color: #991b1b; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: start; vertical-align: top; padding: 0.35mm 3mm 0.35mm 0; font-weight: normal; }
        .facts th { width: 38mm; color: #444; }
        .facts { margin-bottom: 4mm; font-size: 9.5pt; }
        .checks { font-size: 7.5pt; line-height: 1.2; }
        .checks td { border-top: 0.3pt solid #bbb; padding-block: 0.12mm; }
        .checks .word { white-space: nowrap; width: 20mm; }
        .checks .says { color: #444; }
        code, pre { font: 8pt/1.35 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; overflow-wrap: anywhere; white-space: pre-wrap; margin: 0; }
        .sign { display: grid; grid-template-columns: 2fr 2fr 1fr; gap: 8mm; margin-top: 13mm; break-inside: avoid; }
        .sign div { border-top: 0.6pt solid #111; padding-top: 1mm; font-size: 9pt; }
        footer { margin-top: 3mm; font-size: 8pt; color: #444; }
        """;

    /// <summary>The page.</summary>
    /// <param name="report">What the audit came to.</param>
    /// <param name="tool">The program's name and version.</param>
    public static string Print(AuditReport report, string tool)
    {
        var page = new StringBuilder();
        string title = report.Holds ? "Certificate of audit" : "Report of audit";
        page.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}: {Safe(report.Day ?? "a decision day")}</title>\n<style>\n{Look}\n</style>\n</head>\n<body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{title}</h1>\n<p>{Safe(report.Day ?? "A decision day")}</p>\n");
        foreach (LeftOutLog log in report.LeftOut)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict fails\">LEFT OUT: {Safe(log.Log)}, {CountedNoun.Of(log.Cards, "card")} ({log.Reason})</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict {(report.Holds ? "holds" : "fails")}\">{Safe(VerdictText.Of(report))}</p>\n");
        page.Append("<table class=\"facts\">\n");
        if (report.Key is { } key)
            Fact(page, "Key of the log", $"<code>{key.Fingerprint}</code>, {(report.KeyGiven ? "given by the auditor" : "taken from the file: compare it with the one printed on the cards")}");
        if (report.Note is { } note)
            Fact(page, "Last checkpoint: log, entries, root, signature", $"<pre>{Safe(note)}</pre>");
        Fact(page, "SHA-256, public file", $"<code>{Convert.ToHexStringLower(report.PublicHash.ToBytes())}</code>");
        if (report.AuditorHash is { } auditor)
            Fact(page, "SHA-256, openings", $"<code>{Convert.ToHexStringLower(auditor.ToBytes())}</code>");
        page.Append("</table>\n<table class=\"checks\">\n");
        foreach (CheckResult check in report.Checks)
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"word {(check.Verdict == Verdict.Fails ? "fails" : "")}\">{VerdictText.Of(check.Verdict)}</td><td>{Safe(check.Title)} <span class=\"says\">{Safe(VerdictText.Says(check))}</span></td></tr>\n");
        page.Append("</table>\n<div class=\"sign\"><div>Name</div><div>Signature</div><div>Date</div></div>\n");
        page.Append(CultureInfo.InvariantCulture, $"<footer>Made by {Safe(tool)} from the files alone. Whoever has the files can make this page again: <code>pbdd verify public.zip{(report.AuditorHash is null ? "" : " --openings auditor.zip")}{(report.SoFar ? " --so-far" : "")} --certificate FILE.html</code></footer>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Fact(StringBuilder page, string name, string html) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{name}</th><td>{html}</td></tr>\n");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
