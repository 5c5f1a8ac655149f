using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What somebody read on a paper slip: a ballot, or why it is none.</summary>
/// <param name="Ballot">The canonical ballot; empty where the slip is spoilt.</param>
/// <param name="Spoilt">Why it is no ballot; <c>null</c> where it is one.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SlipReading")]
public sealed record SlipReading([property: Id(0)] string Ballot, [property: Id(1)] SpoiltReason? Spoilt)
{
    /// <summary>A slip that says something.</summary>
    public static SlipReading Of(string ballot) => new(ballot, null);

    /// <summary>A slip that counts for nothing.</summary>
    public static SlipReading Of(SpoiltReason reason) => new("", reason);
}

/// <summary>Why a slip counts for nothing.</summary>
[GenerateSerializer, Alias("pbdd.SpoiltReason")]
public enum SpoiltReason
{
    /// <summary>More is marked than the day's rules allow.</summary>
    TooMany,

    /// <summary>Nobody can say what was meant.</summary>
    Unreadable,

    /// <summary>It is not one of the day's ballot papers.</summary>
    Unofficial,

    /// <summary>It came after the box was sealed.</summary>
    Late,

    /// <summary>It breaks another of the day's rules for ballots.</summary>
    AgainstRules,
}
