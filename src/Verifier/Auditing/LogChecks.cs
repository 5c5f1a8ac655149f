using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Entries;


namespace PbDecisionDay.Verifier.Auditing;

/// <summary>Holds the log against the protocol, and says of each of the ledger's checks what was seen.</summary>
internal static class LogChecks
{
    /// <summary>Takes all entries. The manifests, <c>issued.txt</c> and what the rules say of replacement are given before.</summary>
    public static void Run(LogAudit audit, IReadOnlyList<LogEntry> entries, Findings findings)
    {
        Take(audit, entries, findings);
        foreach (string check in AuditChecks.All)
            if (NotDue(check, audit) is { } why)
                findings.NotDue(check, why);
            else if (IsKnown(check, audit))
                findings.Hold(check, Seen(check, audit, audit.DayAccount, entries));
    }

    /// <summary>Takes all entries of a log.</summary>
    public static void Take(LogAudit audit, IReadOnlyList<LogEntry> entries, Findings findings)
    {
        for (int i = 0; i < entries.Count; i++)
            audit.Take(i, entries[i]);
        foreach (AuditFinding finding in audit.Findings)
            findings.Fail(finding.Check, finding.Reason, finding.Entry, audit.Name);
    }

    private static string Late(IReadOnlyList<LogEntry> entries)
    {
        string[] late = [.. entries.SkipWhile(entry => entry is not OpenEntry).OfType<BatchEntry>().Select(batch => batch.Batch)];
        return late.Length == 0 ? "" : $", added after the opening: {string.Join(", ", late)}";
    }

    private static string Told(LogAudit audit) => audit.UsedCards == 0 ? "" : $", {CountedNoun.Of(audit.UsedCards, "person", "people")} told that their card had voted";

    private static string Restarts(LogAudit audit)
    {
        string[] restarted = [.. audit.Joined.Prepend(audit).Where(log => log.Restarts > 0).Select(log => $"{log.Name} {log.Restarts}")];
        return restarted.Length == 0 ? "no restart" : $"restarts: {string.Join(", ", restarted)}";
    }

    private static string? NotDue(string check, LogAudit audit) => check switch
    {
        AuditChecks.Manifests or AuditChecks.PublishedCards when audit.Close is null && audit.LacksManifests => "the printed cards are published after the close",
        AuditChecks.Opening or AuditChecks.Pages when audit.Opening is null => "the day has not opened",
        AuditChecks.Closing or AuditChecks.Issued or AuditChecks.UsableCards when audit.Close is null => "the day has not closed",
        AuditChecks.CheckedIn when audit.Mix is null && audit.Result is null => "the ballots are not counted yet",
        AuditChecks.Joins when audit.Mix is null && audit.Result is null => "the ballots are not counted yet",
        AuditChecks.MixOrder or AuditChecks.MixLeast when audit.Mix is null =>
            audit.Result is null ? "there is no mix yet" : "there is no mix: totals only, and the openings show the rest",
        AuditChecks.PaperSamples when audit.Dice is null => audit.Result is null ? "the dice are not rolled yet" : "papers not sampled: there is no mix",
        AuditChecks.PaperSamples when audit.DrawnPapers.Count == 0 && !audit.Findings.Any(finding => finding.Check == AuditChecks.PaperSamples) =>
            "papers not sampled: no batch has 30 slips, or fewer than 30 ballots would stay unopened",
        AuditChecks.Result when audit.Result is null => "there is no result yet",
        _ => null,
    };

    // What only the frozen rules can say is not told where they cannot be read.
    private static bool IsKnown(string check, LogAudit audit) => check switch
    {
        AuditChecks.Replacement => audit.Replacement is not null || audit.Opening is null,
        AuditChecks.Money or AuditChecks.Withdrawals => audit.Terms is not null || audit.Opening is null,
        _ => true,
    };

    private static string Seen(string check, LogAudit audit, BallotAccount account, IReadOnlyList<LogEntry> entries) => check switch
    {
        AuditChecks.Releases => audit.Releases == 0 ? "they did not" : CountedNoun.Of(audit.Releases, "release"),
        AuditChecks.Pages => CountedNoun.Of(Math.Max(0, audit.PageLists - 1), "change"),
        AuditChecks.Logs => CountedNoun.Of(entries.OfType<AnnounceEntry>().Count(), "other log"),
        AuditChecks.Joins => $"{CountedNoun.Of(audit.Joined.Count, "log")} joined, {audit.LeftOut.Count} left out",
        AuditChecks.Batches => $"{CountedNoun.Of(entries.OfType<BatchEntry>().Count(), "batch", "batches")}, {CountedNoun.Of(account.Printed, "card")}{(entries.OfType<BatchEntry>().Any(batch => batch.Maker == CardMaker.Service) ? ", some made by the service itself" : "")}{Late(entries)}",
        AuditChecks.SpoiltBatches => CountedNoun.Of(entries.OfType<SpoilEntry>().Count(), "batch", "batches"),
        AuditChecks.CardProofs => $"{CountedNoun.Of(account.Casts, "cast")}, {CountedNoun.Of(account.CardsUsed, "card")} used",
        AuditChecks.CardVersions => $"{CountedNoun.Of(account.CountedCards, "card")} with a ballot that counts, {CountedNoun.Of(account.Replaced, "cast")} replaced",
        AuditChecks.Challenges => CountedNoun.Of(account.Challenged, "challenge"),
        AuditChecks.Voids => $"{CountedNoun.Of(account.Lost, "card")} lost, {CountedNoun.Of(account.Found, "card")} found, {CountedNoun.Of(account.Exchanged, "card")} exchanged after a challenge{Told(audit)}",
        AuditChecks.Pauses => Restarts(audit),
        AuditChecks.UnusedCards => $"{CountedNoun.Of(account.Unused, "card")} voided as unused",
        AuditChecks.Issued => CountedNoun.Of(account.Issued, "card"),
        AuditChecks.Totals => audit.LateCount is { } late ? $"{CountedNoun.Of(late, "person", "people")} added after the close, by a door that stayed cut off" : "",
        AuditChecks.CheckedIn => $"{CountedNoun.Of(account.CheckedIn, "person", "people")} checked in, {CountedNoun.Of(account.CountedCards + account.Surrendered, "card")} with a ballot or surrendered",
        AuditChecks.Papers => $"{CountedNoun.Of(account.Papers, "paper ballot")}, {CountedNoun.Of(account.Surrendered, "card")} exchanged, {CountedNoun.Of(account.Corrections, "correction")}",
        AuditChecks.PaperSamples => $"{CountedNoun.Of(entries.OfType<SampleEntry>().Count(), "paper")} of {CountedNoun.Of(account.Papers, "paper ballot")}{(audit.Disputes == 0 ? "" : $", DISPUTED in the log: {audit.Disputes}")}",
        AuditChecks.Money => CountedNoun.Of(entries.OfType<PotEntry>().Count(), "change"),
        AuditChecks.Withdrawals => CountedNoun.Of(entries.OfType<WithdrawEntry>().Count(), "entry", "entries"),
        AuditChecks.MixLeast => CountedNoun.Of(account.Counted, "ballot"),
        _ => "",
    };
}
