using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>What counting a closed box came to.</summary>
/// <param name="Result">
/// <see cref="BoxResult.Done"/> or <see cref="BoxResult.AlreadyDone"/> where the box is bound to the published ballots,
/// <see cref="BoxResult.TooFewBallots"/> where it is counted without, <see cref="BoxResult.Working"/> while it is at it; else why not.
/// </param>
/// <param name="Allocation">
/// The result's canonical text, printed from the very allocation that the published ballots were printed from; empty unless it was counted.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.CountAnswer")]
public sealed record CountAnswer([property: Id(0)] BoxResult Result, [property: Id(1)] string Allocation);
