using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The outcome of a cast or a surrender.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Receipt">The receipt's text, where the status is <see cref="CastStatus.Accepted"/>; otherwise empty.</param>
/// <param name="Index">The entry's index; for <see cref="CastStatus.AnotherAttempt"/> that of the entry which used the version; otherwise -1.</param>
/// <param name="Broken">For <see cref="CastStatus.InvalidBallot"/>, which rule is broken; otherwise <c>null</c>.</param>
/// <param name="LeafHash">The entry's leaf hash, base64, where there is a receipt; otherwise empty.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CastResult")]
public sealed record CastResult(
    [property: Id(0)] CastStatus Status,
    [property: Id(1)] string Receipt,
    [property: Id(2)] long Index,
    [property: Id(3)] BrokenRule? Broken,
    [property: Id(4)] string LeafHash)
{
    /// <summary>A refusal that says no more than its status.</summary>
    public static CastResult Refused(CastStatus status) => new(status, "", -1, null, "");
}

/// <summary>The frozen rule that a ballot breaks.</summary>
/// <param name="Rule">Its word, such as <c>too-many</c>; <see cref="Malformed"/> for a text that is no canonical ballot.</param>
/// <param name="Given">What the ballot has: projects, points or money in minor units; 0 where the rule has no number.</param>
/// <param name="Allowed">What the rule allows or asks for, in the same unit.</param>
/// <param name="Project">The project it is about; empty where it is about the whole ballot.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BrokenRule")]
public sealed record BrokenRule(
    [property: Id(0)] string Rule,
    [property: Id(1)] long Given,
    [property: Id(2)] long Allowed,
    [property: Id(3)] string Project)
{
    /// <summary>The rule that a text which is no canonical ballot breaks.</summary>
    public const string Malformed = "malformed";

    /// <summary>Whether the rule asks for exactly <see cref="Allowed"/> projects, no fewer and no more.</summary>
    [Id(4)]
    public bool Exactly { get; init; }
}

/// <summary>The outcomes of casting.</summary>
[GenerateSerializer, Alias("pbdd.CastStatus")]
public enum CastStatus
{
    /// <summary>The ballot is in the log; the receipt says where.</summary>
    Accepted,

    /// <summary>The same attempt was accepted before; this is its receipt.</summary>
    AcceptedBefore,

    /// <summary>Another attempt has used this version of the card.</summary>
    AnotherAttempt,

    /// <summary>The ballot breaks a frozen rule.</summary>
    InvalidBallot,

    /// <summary>The card is unknown, unusable, ended or void, or the proof is not its own: one uniform answer.</summary>
    CardRefused,

    /// <summary>The box is not open yet, paused, or casting has ended; for a challenge, before the opening or after the close.</summary>
    NotOpen,

    /// <summary>For a challenge: no vote could follow, and whoever asks did not say that they know. Nothing was opened.</summary>
    LosesVote,

    /// <summary>The command is malformed.</summary>
    Malformed,

    /// <summary>The journal could not be written. Ask again with the same attempt.</summary>
    Unavailable,

    /// <summary>The card votes in another log of the day: ask that log's box.</summary>
    AnotherLog,
}
