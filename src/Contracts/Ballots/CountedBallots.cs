using Orleans;
using Orleans.Concurrency;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>Identical ballots.</summary>
/// <param name="Ballot">The canonical ballot.</param>
/// <param name="Number">How many there are, 1 or more.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountedBallots")]
public sealed record CountedBallots([property: Id(0)] string Ballot, [property: Id(1)] int Number);
