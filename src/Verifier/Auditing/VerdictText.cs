using System.Globalization;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Verdicts in plain words, the same on the console and on the certificate.</summary>
internal static class VerdictText
{
    /// <summary>The whole report in a sentence.</summary>
    public static string Of(AuditReport report)
    {
        int fails = report.Checks.Count(check => check.Verdict == Verdict.Fails);
        int unknown = report.Checks.Count(check => check.Verdict == Verdict.Unknown);
        if (!report.Holds)
            return string.Create(CultureInfo.InvariantCulture, $"This day does not verify: {fails} {(fails == 1 ? "check fails" : "checks fail")}{(unknown > 0 ? $", {unknown} cannot be told" : "")}.");
        if (report.LeftOut.Any())
            return "Everything else holds: the published result is what the sealed ballots give under the frozen rules, without the logs that are left out.";
        return report.Checks.Any(check => string.Equals(check.Name, AuditCheck.Finished, StringComparison.Ordinal) && check.Verdict == Verdict.NotDue)
            ? "All that can be checked so far holds. The day is not finished."
            : "Everything holds: the published result is what the sealed ballots give under the frozen rules.";
    }

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
