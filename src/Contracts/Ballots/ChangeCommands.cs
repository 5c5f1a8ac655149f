using Orleans;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>A pot's new total.</summary>
/// <param name="Pot">The pot's id on the frozen paper.</param>
/// <param name="Amount">The new total in minor units, 0 or more.</param>
/// <param name="Source">Whose money it is.</param>
/// <param name="Reason">Why the total changes.</param>
/// <param name="Frozen">The rules and the paper as published: a box that has not opened does not know them yet.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChangePot")]
public sealed record ChangePot(
    [property: Id(0)] string Pot,
    [property: Id(1)] long Amount,
    [property: Id(2)] PotSource Source,
    [property: Id(3)] PotReason Reason,
    [property: Id(4)] OpenBox Frozen);

/// <summary>The withdrawal of a proposal, or its restoring.</summary>
/// <param name="Proposal">The proposal's id on the frozen paper.</param>
/// <param name="Reason">Why.</param>
/// <param name="Frozen">The rules and the paper as published: a box that has not opened does not know them yet.</param>
[GenerateSerializer, Immutable, Alias("pbdd.WithdrawProposal")]
public sealed record WithdrawProposal(
    [property: Id(0)] string Proposal,
    [property: Id(1)] WithdrawReason Reason,
    [property: Id(2)] OpenBox Frozen);

/// <summary>The outcome of a change.</summary>
/// <param name="Result">Whether it is done; <see cref="BoxResult.Invalid"/> where <paramref name="Refusal"/> says why not.</param>
/// <param name="Refusal">What stands against it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChangeAnswer")]
public sealed record ChangeAnswer([property: Id(0)] BoxResult Result, [property: Id(1)] ChangeRefusal Refusal);

/// <summary>What stands against a change of money or a withdrawal.</summary>
[GenerateSerializer, Alias("pbdd.ChangeRefusal")]
public enum ChangeRefusal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The paper has no such pot or proposal.</summary>
    NotOnPaper,

    /// <summary>The frozen rules allow no such change.</summary>
    NeverAllowed,

    /// <summary>The frozen rules allow it until the opening.</summary>
    AfterOpening,

    /// <summary>The frozen rules allow it until casting has ended.</summary>
    AfterLast,

    /// <summary>The ballots are mixed, or counted where there is no mix.</summary>
    AfterMix,

    /// <summary>The day has opened and shows standings or bands: whoever sees them could steer the result.</summary>
    StandingsShown,

    /// <summary>Money that was added leaves no more in the pot, or money that was withdrawn no less.</summary>
    OtherDirection,

    /// <summary>All pots together would hold more than a paper may.</summary>
    TooMuchMoney,

    /// <summary>The proposal is withdrawn already, for another reason.</summary>
    WithdrawnBefore,

    /// <summary>The proposal was not withdrawn.</summary>
    NotWithdrawn,
}

/// <summary>What a pot holds after a change.</summary>
/// <param name="Pot">The pot's id.</param>
/// <param name="Amount">Its total in minor units.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PotTotal")]
public sealed record PotTotal([property: Id(0)] string Pot, [property: Id(1)] long Amount);
