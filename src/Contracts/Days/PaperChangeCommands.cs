using Orleans;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Days;

/// <summary>Gives a pot of a published day a new total.</summary>
/// <param name="Pot">The pot's id.</param>
/// <param name="Amount">The new total in minor units of the day's currency, 0 or more.</param>
/// <param name="Source">Whose money it is.</param>
/// <param name="Reason">Why the total changes.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ChangePotTotal")]
public sealed record ChangePotTotal(
    [property: Id(0)] string Pot,
    [property: Id(1)] long Amount,
    [property: Id(2)] PotSource Source,
    [property: Id(3)] PotReason Reason);

/// <summary>Withdraws a proposal of a published day, or restores it.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Consent">
/// Whether the organisers hold the group's signed consent; needed once a day has opened that shows standings or bands.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.WithdrawFromPaper")]
public sealed record WithdrawFromPaper(
    [property: Id(0)] string Proposal,
    [property: Id(1)] WithdrawReason Reason,
    [property: Id(2)] bool Consent);

/// <summary>Corrects what a project of a published day asks for, before voting opens.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="Ask">What it asks for, in minor units of the day's currency, above 0.</param>
/// <param name="Minimum">The least award with which it can go ahead, from 1 to the ask.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CorrectCost")]
public sealed record CorrectCost([property: Id(0)] string Proposal, [property: Id(1)] long Ask, [property: Id(2)] long Minimum);

/// <summary>A cost that two people corrected before voting opened, and the paper from before.</summary>
/// <param name="Proposal">The proposal's id.</param>
/// <param name="AskBefore">What it asked for, minor units.</param>
/// <param name="MinimumBefore">The least award before, minor units.</param>
/// <param name="Ask">What it asks for, minor units.</param>
/// <param name="Minimum">The least award, minor units.</param>
/// <param name="PaperBefore">The hash of the ballot paper before, base64.</param>
/// <param name="By">The organiser who asked.</param>
/// <param name="SecondBy">The organiser who agreed.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CorrectedCost")]
public sealed record CorrectedCost(
    [property: Id(0)] string Proposal,
    [property: Id(1)] long AskBefore,
    [property: Id(2)] long MinimumBefore,
    [property: Id(3)] long Ask,
    [property: Id(4)] long Minimum,
    [property: Id(5)] string PaperBefore,
    [property: Id(6)] string By,
    [property: Id(7)] string SecondBy,
    [property: Id(8)] DateTimeOffset At);

/// <summary>A change that two people made: of a pot's total, or a withdrawal or restoring; the other is <c>null</c>.</summary>
/// <param name="Pot">The pot's new total.</param>
/// <param name="Project">The withdrawal or restoring.</param>
/// <param name="By">The organiser who asked.</param>
/// <param name="SecondBy">The organiser who agreed.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("pbdd.MadeChange")]
public sealed record MadeChange(
    [property: Id(0)] ChangePotTotal? Pot,
    [property: Id(1)] WithdrawFromPaper? Project,
    [property: Id(2)] string By,
    [property: Id(3)] string SecondBy,
    [property: Id(4)] DateTimeOffset At);
