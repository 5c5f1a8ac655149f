using Orleans;

namespace PbDecisionDay.Contracts.Days;

/// <summary>What a day is working on beside its answers; commands that would disturb it are answered by <see cref="DayRefusal.Working"/>.</summary>
[GenerateSerializer, Alias("pbdd.DayWork")]
public enum DayWork
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The ballots are mixed and the money is allocated.</summary>
    Counting,

    /// <summary>The dice are entered and the proof of the mix is written.</summary>
    Proving,
}
