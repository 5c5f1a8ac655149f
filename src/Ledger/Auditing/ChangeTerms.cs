namespace PbDecisionDay.Ledger.Auditing;

/// <summary>Until when something that was frozen may be changed by an entry.</summary>
public enum ChangeLimit
{
    /// <summary>It may not be changed.</summary>
    Never,

    /// <summary>Until <c>open</c>.</summary>
    UntilOpen,

    /// <summary>Until <c>last</c>.</summary>
    UntilLast,

    /// <summary>Until <c>mix</c>, or where there is none, until <c>result</c>.</summary>
    UntilMix,
}

/// <summary>What the frozen rules and paper say of changes of money and withdrawals; the ledger itself knows neither.</summary>
/// <param name="Money">Until when a pot's total may be changed.</param>
/// <param name="Withdrawal">Until when a proposal may be withdrawn or restored.</param>
/// <param name="ShowsStandings">Whether standings or bands are shown while voting is open.</param>
/// <param name="Pots">The pots of the paper with their totals in minor units.</param>
/// <param name="Proposals">The ids of the paper's proposals.</param>
/// <param name="MostMoney">The most that all pots may hold together, in minor units.</param>
public sealed record ChangeTerms(
    ChangeLimit Money, ChangeLimit Withdrawal, bool ShowsStandings, IReadOnlyDictionary<string, long> Pots, IReadOnlySet<string> Proposals, long MostMoney);
