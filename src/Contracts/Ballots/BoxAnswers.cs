using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The outcome of handing out a card.</summary>
[GenerateSerializer, Alias("pbdd.IssueResult")]
public enum IssueResult
{
    /// <summary>The card is usable now: hand it over.</summary>
    Issued,

    /// <summary>The card had already been handed out.</summary>
    AlreadyIssued,

    /// <summary>No card of this day has that number.</summary>
    Unknown,

    /// <summary>The card was ended: take another.</summary>
    Ended,

    /// <summary>The day has no cards yet, or is closed.</summary>
    WrongPhase,

    /// <summary>The journal could not be written. Ask again.</summary>
    Unavailable,

    /// <summary>The card votes in another log of the day: ask that log's box.</summary>
    AnotherLog,

    /// <summary>The card is usable now, in place of one that was taken in: hand it over. It lets nobody new in.</summary>
    Replaced,

    /// <summary>The card is kept to replace others, and no card was taken in that is not replaced.</summary>
    NoneToReplace,

    /// <summary>The card is of no batch for exchange, and doors of this day hand out no others. Nothing more is said of it.</summary>
    NotForExchange,
}

/// <summary>The outcome of taking in a card that a challenge left no cast.</summary>
[GenerateSerializer, Alias("pbdd.ExchangeResult")]
public enum ExchangeResult
{
    /// <summary>The card was ended: keep it, and hand out a card of the batch for exchange.</summary>
    Exchanged,

    /// <summary>The card was taken in before, and replaced then or yet to be: no second one for it.</summary>
    AlreadyExchanged,

    /// <summary>The card is no test that is over: it can still vote, or has voted, or was handed in for a paper ballot.</summary>
    NotToExchange,

    /// <summary>No card of this day has this inside.</summary>
    Unknown,

    /// <summary>Voting has not begun, or has ended: nothing is exchanged.</summary>
    WrongPhase,

    /// <summary>The journal could not be written. Ask again.</summary>
    Unavailable,

    /// <summary>The card votes in another log of the day: ask that log's box.</summary>
    AnotherLog,
}

/// <summary>The next step that a card can take.</summary>
/// <param name="State">Where the card stands.</param>
/// <param name="NextVersion">
/// The version of its next cast, 1 to 6; where its cast stands for good, that of a challenge, 2 to 7; 0 where nothing follows.
/// </param>
[GenerateSerializer, Immutable, Alias("pbdd.CardStanding")]
public sealed record CardStanding([property: Id(0)] CardState State, [property: Id(1)] int NextVersion)
{
    /// <summary>For <see cref="CardState.ToExchange"/>, and after the exchange, the version of the cast that was opened last, 5 or 6; otherwise 0.</summary>
    [Id(2)]
    public int OpenedVersion { get; init; }
}

/// <summary>Where a card stands, for whoever holds it.</summary>
[GenerateSerializer, Alias("pbdd.CardState")]
public enum CardState
{
    /// <summary>Unknown, not handed out yet, or void: one uniform answer.</summary>
    NotUsable,

    /// <summary>It has not voted yet.</summary>
    Fresh,

    /// <summary>It has voted and may replace its ballot.</summary>
    MayReplace,

    /// <summary>Its last vote stands for good, or it was handed in for a paper ballot.</summary>
    Spent,

    /// <summary>Its last ballot was opened by a challenge: nothing of it counts until it votes again, which it may.</summary>
    Challenged,

    /// <summary>Its last ballot was opened by a challenge, and it has no vote left: the door exchanges it until the end of casting.</summary>
    ToExchange,

    /// <summary>It votes in another log of the day: ask that log's box.</summary>
    AnotherLog,
}

/// <summary>A page of changes in the counted ballots.</summary>
/// <param name="Changes">The changes, in log order.</param>
/// <param name="NextIndex">The log position to read from next; the log size when all has been read.</param>
/// <param name="LogSize">Entries in the log.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountedPage")]
public sealed record CountedPage(
    [property: Id(0)] ImmutableArray<CountedChange> Changes,
    [property: Id(1)] long NextIndex,
    [property: Id(2)] long LogSize)
{
    /// <summary>Whether casting had ended before <see cref="NextIndex"/>. No page goes across the end of casting.</summary>
    [Id(3)]
    public bool Ended { get; init; }
}

/// <summary>One change in the counted ballots; which card made it is not said.</summary>
/// <param name="Removed">The canonical ballot that no longer counts; empty if none.</param>
/// <param name="Added">The canonical ballot that counts now; empty if none.</param>
[GenerateSerializer, Immutable, Alias("pbdd.CountedChange")]
public sealed record CountedChange([property: Id(0)] string Removed, [property: Id(1)] string Added)
{
    /// <summary>
    /// The place in the log of a card's first cast, where this change takes it in or, after a challenge, out; -1 for every other
    /// change. The live standings go by it.
    /// </summary>
    [Id(2)]
    public long FirstCast { get; init; } = -1;

    /// <summary>Whether a challenge made it.</summary>
    [Id(3)]
    public bool ByChallenge { get; init; }
}

/// <summary>The proof of a receipt's entry, as far as there is one.</summary>
/// <param name="State">Whether it is in the log and covered.</param>
/// <param name="Index">The entry's index, or -1.</param>
/// <param name="Proof">The RFC 6962 inclusion proof, each hash base64, where covered.</param>
/// <param name="Checkpoint">The signed checkpoint that covers it, where covered.</param>
[GenerateSerializer, Immutable, Alias("pbdd.InclusionAnswer")]
public sealed record InclusionAnswer(
    [property: Id(0)] InclusionState State,
    [property: Id(1)] long Index,
    [property: Id(2)] ImmutableArray<string> Proof,
    [property: Id(3)] string Checkpoint);

/// <summary>Whether an entry is in the log.</summary>
[GenerateSerializer, Alias("pbdd.InclusionState")]
public enum InclusionState
{
    /// <summary>No entry has this leaf hash.</summary>
    NotInLog,

    /// <summary>It is in the log; the next checkpoint, within a minute, will cover it.</summary>
    AwaitsCheckpoint,

    /// <summary>It is in the log and the checkpoint covers it.</summary>
    Covered,
}
