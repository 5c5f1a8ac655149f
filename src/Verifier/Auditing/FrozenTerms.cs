using System.Collections.Immutable;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What the frozen rules and paper allow to change, in the ledger's terms; and what a log changed, in those of the rules.</summary>
internal static class FrozenTerms
{
    /// <summary>The terms by which the audit judges changes.</summary>
    public static ChangeTerms Of(FrozenPapers frozen) => new(
        frozen.Rules.Money switch
        {
            MoneyChanges.Never => ChangeLimit.Never,
            MoneyChanges.UntilLast => ChangeLimit.UntilLast,
            MoneyChanges.UntilMix => ChangeLimit.UntilMix,
        },
        frozen.Rules.Withdrawal switch
        {
            Withdrawals.Never => ChangeLimit.Never,
            Withdrawals.UntilOpen => ChangeLimit.UntilOpen,
            Withdrawals.UntilLast => ChangeLimit.UntilLast,
            Withdrawals.UntilMix => ChangeLimit.UntilMix,
        },
        frozen.Rules.Live is LiveResults.Standings or LiveResults.Rounded,
        frozen.Paper.Pots.ToImmutableSortedDictionary(pot => pot.Id, pot => pot.Amount, StringComparer.Ordinal),
        frozen.Paper.Proposals.Select(proposal => proposal.Id).ToImmutableHashSet(StringComparer.Ordinal),
        Paper.MostMoney);

    /// <summary>What the log changed of the paper.</summary>
    public static PaperChanges Changes(LogAudit audit) => new(
        audit.PotTotals.ToImmutableSortedDictionary(StringComparer.Ordinal), audit.Withdrawn.ToImmutableSortedSet(StringComparer.Ordinal));
}
