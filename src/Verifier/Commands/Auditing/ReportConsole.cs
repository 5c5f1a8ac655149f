using System.Globalization;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary>Tells a report to a person: a line for each check, the reasons below those that fail, the verdict last.</summary>
internal static class ReportConsole
{
    private const int ReasonsShown = 5;

    public static void Print(AuditReport report)
    {
        foreach (LeftOutLog log in report.LeftOut)
            Out.Line((log.Accepted ? Style.Strong : Style.Bad, $"LEFT OUT: {log.Log}, {CountedNoun.Of(log.Cards, "card")} ({log.Reason})"));
        if (report.Day is { } day)
            Out.Line((Style.Strong, day));
        if (report.Checkpoint is { } checkpoint)
            Out.Line((Style.Plain, string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Origin}, {checkpoint.Size:N0} entries, root {checkpoint.Root}")));
        Out.Line();
        foreach (CheckResult check in report.Checks)
            Print(check);
        Out.Line();
        Out.Line((report.Holds ? Style.Good : Style.Bad, VerdictText.Of(report)));
    }

    private static void Print(CheckResult check)
    {
        var (style, mark) = check.Verdict switch
        {
            Verdict.Holds => (Style.Good, "✓"),
            Verdict.Fails => (Style.Bad, "✗"),
            Verdict.NotDue or Verdict.NotAsked => (Style.Quiet, "·"),
            Verdict.Unknown => (Style.Quiet, "?"),
        };
        string word = check.Verdict == Verdict.Holds ? "" : $" [{VerdictText.Of(check.Verdict)}]";
        Out.Line((style, mark), (Style.Plain, $" {check.Number,2} {check.Name,-17} {check.Title}"), (style, word), (Style.Quiet, check.Says.Length > 0 ? $" {check.Says}" : ""));
        foreach (Finding finding in check.Findings.Take(ReasonsShown))
            Out.Line((Style.Bad, $"    {VerdictText.Of(finding)}"));
        if (check.Found > ReasonsShown)
            Out.Line((Style.Quiet, string.Create(CultureInfo.InvariantCulture, $"    and {check.Found - ReasonsShown:N0} more")));
    }
}
