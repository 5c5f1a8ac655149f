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
        AuditChecks.Batches => Say($"{entries.OfType<BatchEntry>().Count():N0} batches, {account.Printed:N0} cards{(entries.OfType<BatchEntry>().Any(batch => batch.Maker == CardMaker.Service) ? ", some made by the service itself" : "")}"),
        AuditChecks.CardProofs => Say($"{account.Casts:N0} casts by {account.CardsUsed:N0} cards"),
        AuditChecks.CardVersions => Say($"{account.CountedCards:N0} cards count; {account.Replaced:N0} casts were replaced"),
        AuditChecks.Challenges => Say($"{account.Challenged:N0} challenges"),
        AuditChecks.Voids => Say($"{account.Lost:N0} lost, {account.Found:N0} found"),
        AuditChecks.UnusedCards => Say($"{account.Unused:N0} cards voided as unused"),
        AuditChecks.Issued => Say($"{account.Issued:N0} cards"),
        AuditChecks.CheckedIn => Say($"{account.CheckedIn:N0} checked in, {account.CardsUsed:N0} cards used"),
        AuditChecks.Papers => Say($"{account.Papers:N0} paper ballots, {account.Surrendered:N0} cards exchanged, {account.Corrections:N0} corrections"),
        AuditChecks.MixLeast => Say($"{account.Counted:N0} ballots"),
        _ => "",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
