using Orleans;

namespace PbDecisionDay.Contracts.Stalls;

/// <summary>Which stall of a day is meant. A project and a stall that asks for no money may have one id.</summary>
/// <param name="Kind">Whose ids it is among.</param>
/// <param name="Id">Its id there.</param>
[GenerateSerializer, Immutable, Alias("pbdd.StallName")]
public sealed record StallName([property: Id(0)] StallKind Kind, [property: Id(1)] string Id);

/// <summary>The two kinds of stalls.</summary>
[GenerateSerializer, Alias("pbdd.StallKind")]
public enum StallKind
{
    /// <summary>A proposal on the paper.</summary>
    Project,

    /// <summary>A stall that asks for no money.</summary>
    Information,
}
