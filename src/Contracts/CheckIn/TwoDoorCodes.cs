using Orleans;

namespace PbDecisionDay.Contracts.CheckIn;

/// <summary>Whose codes two people typed at a door.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="First">The first organiser's id; empty unless both are right.</param>
/// <param name="Second">The second organiser's id, another than the first; empty unless both are right.</param>
[GenerateSerializer, Immutable, Alias("pbdd.TwoDoorCodes")]
public sealed record TwoDoorCodes([property: Id(0)] DoorCodesStatus Status, [property: Id(1)] string First, [property: Id(2)] string Second);

/// <summary>The outcomes of reading two codes.</summary>
[GenerateSerializer, Alias("pbdd.DoorCodesStatus")]
public enum DoorCodesStatus
{
    /// <summary>Two organisers' own codes.</summary>
    Read,

    /// <summary>One of them is nobody's.</summary>
    Wrong,

    /// <summary>Both are one person's.</summary>
    OnePerson,

    /// <summary>Too many wrong ones: wait ten minutes.</summary>
    Wait,
}
