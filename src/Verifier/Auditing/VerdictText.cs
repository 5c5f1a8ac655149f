using System.Globalization;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Verdicts in plain words, the same on the console and on the certificate.</summary>
internal static class VerdictText
{
    /// <summary>The whole report in a sentence or two.</summary>
    public static string Of(AuditReport report) => report.Disputes == 0
        ? Judged(report)
        : string.Create(CultureInfo.InvariantCulture, $"{Judged(report)} Disputes in the log, of papers named by the dice or of the dice: {report.Disputes}. Ask what the statement says of them.");

    private static string Judged(AuditReport report)
    {
        if (Unheld(report) is { } reason)
            return $"This day does not verify: {reason}.";
        if (report.LeftOut.Where(log => !log.Accepted).Select(log => log.Log).ToArray() is { Length: > 0 } unasked)
            return $"Every check holds, and this day does not verify as a whole: {(unasked.Length == 1 ? "a log is" : "logs are")} left out of the count. "
                + $"Whoever accepts that says so: {string.Join(' ', unasked.Select(log => $"--without {log}"))}.";
        if (report.Checks.Any(check => string.Equals(check.Name, AuditCheck.Finished, StringComparison.Ordinal) && check.Verdict == Verdict.NotDue))
            return "All that can be checked so far holds. The day is not finished.";
        if (report.LeftOut.Any())
            return "Everything else holds: the published result is what the sealed ballots give under the frozen rules, without the logs that are left out.";
        return "Everything holds: the published result is what the sealed ballots give under the frozen rules.";
    }

    // How many checks stand in the way, or null where all of them hold.
    private static string? Unheld(AuditReport report)
    {
        string fail = Checks(report, Verdict.Fails, "check fails", "checks fail");
        string untold = Checks(report, Verdict.Unknown, "check cannot be told", "checks cannot be told");
        return (fail, untold) switch
        {
            ("", "") => null,
            (_, "") => fail,
            ("", _) => untold,
            _ => $"{fail}, and {untold}",
        };
    }

    private static string Checks(AuditReport report, Verdict verdict, string one, string many) => report.Checks.Count(check => check.Verdict == verdict) switch
    {
        0 => "",
        1 => $"1 {one}",
        var number => string.Create(CultureInfo.InvariantCulture, $"{number} {many}"),
    };

    /// <summary>One check's verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.Fails => "FAILS",
        Verdict.NotDue => "not due yet",
        Verdict.NotAsked => "not asked",
        Verdict.Unknown => "cannot be told",
    };

    /// <summary>What was seen, or the first thing found wrong.</summary>
    public static string Says(CheckResult check)
    {
        if (check.Findings.IsEmpty)
            return check.Says;
        string more = check.Found > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {check.Found - 1:N0} more)") : "";
        return Of(check.Findings[0]) + more;
    }

    /// <summary>A finding with its entry.</summary>
    public static string Of(Finding finding) =>
        finding.Entry is { } entry ? $"{LogNames.Entry(finding.Log, entry)}: {finding.Reason}"
        : finding.Log != LogNames.Main ? $"the log {finding.Log}: {finding.Reason}"
        : finding.Reason;
}
