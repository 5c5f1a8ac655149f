using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Contracts.Days;

/// <summary>Another log of a day.</summary>
/// <param name="Log">Its name.</param>
/// <param name="State">Whether it is joined.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DayLog")]
public sealed record DayLog([property: Id(0)] string Log, [property: Id(1)] LogState State);
