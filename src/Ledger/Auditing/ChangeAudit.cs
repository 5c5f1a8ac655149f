using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Auditing;

/// <summary>
/// Changes of money and withdrawals. What the frozen rules allow is known once they are given; entries that stand before that are kept and
/// judged then, each by what the log had come to at its place.
/// </summary>
internal sealed class ChangeAudit(AuditFindings findings)
{
    private readonly SortedDictionary<string, long> totals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WithdrawReason> withdrawn = new(StringComparer.Ordinal);
    private readonly List<(long Index, LogEntry Entry, ChangeMoment Moment)> unjudged = [];
    private ChangeTerms? terms;

    /// <summary>Totals that entries gave to pots, in minor units, by the pot's id.</summary>
    public IReadOnlyDictionary<string, long> Totals => totals;

    /// <summary>Ids of the proposals that are withdrawn.</summary>
    public IReadOnlyCollection<string> Withdrawn => withdrawn.Keys;

    public ChangeTerms? Terms
    {
        get => terms;
        set
        {
            terms = value;
            if (terms is null)
                return;
            foreach (var (index, entry, moment) in unjudged)
                Judge(index, entry, moment);
            unjudged.Clear();
        }
    }

    /// <summary>Takes an entry <c>pot</c> or <c>withdraw</c>.</summary>
    public void Take(long index, LogEntry entry, ChangeMoment moment)
    {
        if (terms is null)
            unjudged.Add((index, entry, moment));
        else
            Judge(index, entry, moment);
    }

    private void Judge(long index, LogEntry entry, ChangeMoment moment)
    {
        var check = entry is PotEntry ? AuditChecks.Money : AuditChecks.Withdrawals;
        if ((entry is PotEntry pot ? Problem(pot, moment, terms!) : Problem((WithdrawEntry)entry, moment, terms!)) is { } problem)
            findings.Add(check, index, problem);
        else if (entry is PotEntry changed)
            totals[changed.Pot] = changed.Amount;
        else if (entry is WithdrawEntry { Reason: WithdrawReason.Restored } restored)
            withdrawn.Remove(restored.Proposal);
        else if (entry is WithdrawEntry one)
            withdrawn[one.Proposal] = one.Reason;
    }

    private string? Problem(PotEntry entry, ChangeMoment moment, ChangeTerms rules)
    {
        if (!rules.Pots.TryGetValue(entry.Pot, out var onPaper))
            return $"Pot {entry.Pot} is not on the paper.";
        if (TooLate(rules.Money, moment, out var when))
            return $"The total of pot {entry.Pot} was changed {when}.";
        if (rules.ShowsStandings && moment.Opened)
            return $"The total of pot {entry.Pot} was changed after the opening, and standings are shown.";
        var before = totals.GetValueOrDefault(entry.Pot, onPaper);
        if (entry.Reason == PotReason.Added ? entry.Amount <= before : entry.Reason == PotReason.Withdrawn && entry.Amount >= before)
            return $"Money was {(entry.Reason == PotReason.Added ? "added to" : "withdrawn from")} pot {entry.Pot}, and its total went from {before} to {entry.Amount}.";
        var sum = rules.Pots.Aggregate((Int128)0, (sum, pot) =>
            sum + (string.Equals(pot.Key, entry.Pot, StringComparison.Ordinal) ? entry.Amount : totals.GetValueOrDefault(pot.Key, pot.Value)));
        return sum > rules.MostMoney ? $"With this total of pot {entry.Pot} all pots hold more than {rules.MostMoney}." : null;
    }

    private string? Problem(WithdrawEntry entry, ChangeMoment moment, ChangeTerms rules)
    {
        var restores = entry.Reason == WithdrawReason.Restored;
        if (!rules.Proposals.Contains(entry.Proposal))
            return $"Proposal {entry.Proposal} is not on the paper.";
        if (TooLate(rules.Withdrawal, moment, out var when))
            return $"Proposal {entry.Proposal} was {(restores ? "restored" : "withdrawn")} {when}.";
        if (rules.ShowsStandings && moment.Opened && entry.Reason != WithdrawReason.Withdrawn)
            return $"Proposal {entry.Proposal} was {(restores ? "restored" : "taken out by somebody else than its group")} after the opening, and standings are shown.";
        return restores == withdrawn.ContainsKey(entry.Proposal) ? null
            : restores ? $"Proposal {entry.Proposal} was restored and had not been withdrawn."
            : $"Proposal {entry.Proposal} was withdrawn before.";
    }

    private static bool TooLate(ChangeLimit limit, ChangeMoment moment, [NotNullWhen(true)] out string? when)
    {
        when =
            limit == ChangeLimit.Never ? "which the rules do not allow"
            : moment.Decided ? "after the mix or the result"
            : limit == ChangeLimit.UntilOpen && moment.Opened ? "after the opening, and the rules allow it until then"
            : limit == ChangeLimit.UntilLast && moment.Ended ? "after casting had ended, and the rules allow it until then"
            : null;
        return when is not null;
    }
}

/// <summary>How far the log had come where a change stands.</summary>
/// <param name="Opened">Whether the day has opened.</param>
/// <param name="Ended">Whether casting has ended: after <c>last</c>, or <c>close</c>.</param>
/// <param name="Decided">Whether the ballots are mixed, or the result stands.</param>
internal readonly record struct ChangeMoment(bool Opened, bool Ended, bool Decided);
