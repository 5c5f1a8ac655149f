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
