using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Days;

/// <summary>What two people changed of a day's frozen paper.</summary>
public static class ChangesMade
{
    /// <summary>What the changes came to.</summary>
    public static PaperChanges Of(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new(
            day.PotTotals.ToImmutableSortedDictionary(pot => pot.Pot, pot => pot.Amount, StringComparer.Ordinal),
            day.Withdrawn.ToImmutableSortedSet(StringComparer.Ordinal));
    }

    /// <summary>What they had come to after each, in the order made.</summary>
    public static IEnumerable<PaperChanges> AfterEach(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var changes = PaperChanges.None;
        foreach (var made in day.PaperChanges)
            yield return changes = made switch
            {
                { Pot: { } pot } => changes.WithTotal(pot.Pot, pot.Amount),
                { Project: { Reason: WithdrawReason.Restored } back } => changes.WithAgain(back.Proposal),
                { Project: { } project } => changes.Without(project.Proposal),
                _ => changes,
            };
    }
}
