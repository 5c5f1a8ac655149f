using System.Globalization;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Holds the log against the protocol, and says of each of the ledger's checks what was seen.</summary>
internal static class LogChecks
{
    /// <summary>Takes all entries. The manifests, <c>issued.txt</c> and what the rules say of replacement are given before.</summary>
    public static void Run(LogAudit audit, IReadOnlyList<LogEntry> entries, Findings findings)
    {
        for (int i = 0; i < entries.Count; i++)
            audit.Take(i, entries[i]);
        foreach (AuditFinding finding in audit.Findings)
            findings.Fail(finding.Check, finding.Reason, finding.Entry);
        foreach (string check in AuditChecks.All)
            if (NotDue(check, audit) is { } why)
                findings.NotDue(check, why);
            else if (check != AuditChecks.Replacement || audit.Replacement is not null || audit.Opening is null)
                findings.Hold(check, Seen(check, audit.Account, entries));
    }

    private static string? NotDue(string check, LogAudit audit) => check switch
    {
        AuditChecks.Opening when audit.Opening is null => "the day has not opened",
        AuditChecks.Closing or AuditChecks.Issued or AuditChecks.UsableCards or AuditChecks.CheckedIn when audit.Close is null => "the day has not closed",
        AuditChecks.MixOrder or AuditChecks.MixLeast when audit.Mix is null =>
            audit.Result is null ? "there is no mix yet" : "there is no mix: totals only, and the openings show the rest",
        AuditChecks.Result when audit.Result is null => "there is no result yet",
        _ => null,
    };

    private static string Seen(string check, BallotAccount account, IReadOnlyList<LogEntry> entries) => check switch
    {
        AuditChecks.Batches => $"{Many(entries.OfType<BatchEntry>().Count(), "batch", "batches")}, {Many(account.Printed, "card")}{(entries.OfType<BatchEntry>().Any(batch => batch.Maker == CardMaker.Service) ? ", some made by the service itself" : "")}",
        AuditChecks.CardProofs => $"{Many(account.Casts, "cast")}, {Many(account.CardsUsed, "card")} used",
        AuditChecks.CardVersions => $"{Many(account.CountedCards, "card")} with a ballot that counts, {Many(account.Replaced, "cast")} replaced",
        AuditChecks.Challenges => Many(account.Challenged, "challenge"),
        AuditChecks.Voids => $"{Many(account.Lost, "card")} lost, {Many(account.Found, "card")} found",
        AuditChecks.UnusedCards => $"{Many(account.Unused, "card")} voided as unused",
        AuditChecks.Issued => Many(account.Issued, "card"),
        AuditChecks.CheckedIn => $"{Many(account.CheckedIn, "person", "people")} checked in, {Many(account.CardsUsed, "card")} used",
        AuditChecks.Papers => $"{Many(account.Papers, "paper ballot")}, {Many(account.Surrendered, "card")} exchanged, {Many(account.Corrections, "correction")}",
        AuditChecks.MixLeast => Many(account.Counted, "ballot"),
        _ => "",
    };

    private static string Many(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
