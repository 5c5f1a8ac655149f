using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>What the frozen rules and paper allow to change, in the ledger's terms.</summary>
internal static class FrozenTerms
{
    /// <summary>The terms by which an audit judges changes.</summary>
    public static ChangeTerms Of(FrozenRules rules, Paper paper) => new(
        ChangeRules.LimitOf(rules.Money), ChangeRules.LimitOf(rules.Withdrawal), ChangeRules.ShowsStandings(rules),
        paper.Pots.ToImmutableSortedDictionary(pot => pot.Id, pot => pot.Amount, StringComparer.Ordinal),
        paper.Proposals.Select(proposal => proposal.Id).ToImmutableHashSet(StringComparer.Ordinal), Paper.MostMoney);
}

/// <summary>A frozen paper with its rules.</summary>
internal sealed record FrozenDay(Paper Paper, FrozenRules Rules)
{
    /// <summary>Reads both; <c>null</c> where one cannot be read.</summary>
    public static FrozenDay? Read(OpenBox frozen) =>
        Paper.TryParse(frozen.Paper, out var paper, out _) && FrozenRules.TryParse(frozen.Rules, out var rules, out _) ? new(paper!, rules!) : null;

    /// <summary>Whether these could be opened under after such changes: all are of this paper and of a kind that these rules allow.</summary>
    public bool Allows(PaperChanges changes) =>
        (changes.Pots.IsEmpty || Rules.Money != MoneyChanges.Never)
        && (changes.Withdrawn.IsEmpty || Rules.Withdrawal != Withdrawals.Never)
        && changes.Pots.Keys.All(id => Paper.Pots.Any(pot => string.Equals(pot.Id, id, StringComparison.Ordinal)))
        && changes.Withdrawn.All(id => Paper.Find(id) is not null)
        && changes.IsWithinBounds(Paper);
}
