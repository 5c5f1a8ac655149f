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
