using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>
/// Whether the frozen rules of a day let money or a project change at a moment, once for the ballot box that keeps to them and for the pages that
/// ask beforehand. Pure. Source: docs/formats/changes.md.
/// </summary>
public static class ChangeRules
{
    /// <summary>What stands against any change of money now.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="phase">Where the main box stands.</param>
    /// <param name="decided">Whether the ballots are mixed, or the result stands.</param>
    public static ChangeRefusal OfMoney(FrozenRules rules, BoxPhase phase, bool decided)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Late(LimitOf(rules.Money), phase, decided) is not ChangeRefusal.None and var late ? late
            : StandingsSeen(rules, phase) ? ChangeRefusal.StandingsShown
            : ChangeRefusal.None;
    }

    /// <summary>What stands against a withdrawal for a reason, or a restoring, now.</summary>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="phase">Where the main box stands.</param>
    /// <param name="decided">Whether the ballots are mixed, or the result stands.</param>
    /// <param name="byItsGroup">Whether it is the project's own group that withdraws it.</param>
    public static ChangeRefusal OfProjects(FrozenRules rules, BoxPhase phase, bool decided, bool byItsGroup)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Late(LimitOf(rules.Withdrawal), phase, decided) is not ChangeRefusal.None and var late ? late
            : StandingsSeen(rules, phase) && !byItsGroup ? ChangeRefusal.StandingsShown
            : ChangeRefusal.None;
    }

    /// <summary>Whether the day has opened and shows standings or bands, so that whoever changes something could have seen who leads.</summary>
    public static bool StandingsSeen(FrozenRules rules, BoxPhase phase) => ShowsStandings(rules) && phase != BoxPhase.BeforeOpening;

    /// <summary>Whether the day shows standings or bands while voting is open.</summary>
    public static bool ShowsStandings(FrozenRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Live is LiveResults.Standings or LiveResults.Rounded;
    }

    /// <summary>Until when a pot's total may change.</summary>
    public static ChangeLimit LimitOf(MoneyChanges money) => money switch
    {
        MoneyChanges.Never => ChangeLimit.Never,
        MoneyChanges.UntilLast => ChangeLimit.UntilLast,
        MoneyChanges.UntilMix => ChangeLimit.UntilMix,
    };

    /// <summary>Until when a proposal may be withdrawn.</summary>
    public static ChangeLimit LimitOf(Withdrawals withdrawal) => withdrawal switch
    {
        Withdrawals.Never => ChangeLimit.Never,
        Withdrawals.UntilOpen => ChangeLimit.UntilOpen,
        Withdrawals.UntilLast => ChangeLimit.UntilLast,
        Withdrawals.UntilMix => ChangeLimit.UntilMix,
    };

    private static ChangeRefusal Late(ChangeLimit limit, BoxPhase phase, bool decided) =>
        limit == ChangeLimit.Never ? ChangeRefusal.NeverAllowed
        : decided ? ChangeRefusal.AfterMix
        : limit == ChangeLimit.UntilOpen && phase != BoxPhase.BeforeOpening ? ChangeRefusal.AfterOpening
        : limit == ChangeLimit.UntilLast && phase is not (BoxPhase.BeforeOpening or BoxPhase.Open or BoxPhase.Paused) ? ChangeRefusal.AfterLast
        : ChangeRefusal.None;
}
