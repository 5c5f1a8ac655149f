using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
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
    /// <summary>Two organisers' own codes, which are good for this step and no other from now on.</summary>
    Read,

    /// <summary>One of them is nobody's.</summary>
    Wrong,

    /// <summary>Both are one person's.</summary>
    OnePerson,

    /// <summary>Too many wrong ones: wait ten minutes.</summary>
    Wait,

    /// <summary>One of them was used for another step.</summary>
    Spent,
}

/// <summary>A step at a door that takes two people.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Tells it from every other step of the day, and names neither the card nor the person.</param>
/// <param name="Door">The name of the door's station.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorStep")]
public sealed record DoorStep([property: Id(0)] DoorStepKind Kind, [property: Id(1)] string Key, [property: Id(2)] string Door)
{
    /// <summary>A step for something.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="what">The short number of the card or strip, or the id of the line.</param>
    /// <param name="door">The name of the door's station.</param>
    public static DoorStep Of(DoorStepKind kind, string what, string door) =>
        new(kind, $"{kind}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..32]}", door);
}

/// <summary>The kinds of steps that take two people.</summary>
[GenerateSerializer, Alias("pbdd.DoorStepKind")]
public enum DoorStepKind
{
    /// <summary>A card that was handed out is ended.</summary>
    UndoCard,

    /// <summary>A check-in is undone, or a person who was added is taken off.</summary>
    UndoPerson,

    /// <summary>A lost card is replaced.</summary>
    ReplaceLost,
}

/// <summary>An organiser's codes for the doors of a day.</summary>
/// <param name="Left">How many of them are good still.</param>
/// <param name="Uses">Where their codes were used, in the order of the doors' names.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OwnDoorCodes")]
public sealed record OwnDoorCodes([property: Id(0)] int Left, [property: Id(1)] ImmutableArray<DoorCodeUse> Uses);

/// <summary>How often an organiser's codes were used at a door, also where the step was refused then; neither cards nor people are named.</summary>
/// <param name="Door">The name of the door's station.</param>
/// <param name="Kind">For what.</param>
/// <param name="Count">How often.</param>
[GenerateSerializer, Immutable, Alias("pbdd.DoorCodeUse")]
public sealed record DoorCodeUse([property: Id(0)] string Door, [property: Id(1)] DoorStepKind Kind, [property: Id(2)] long Count);
