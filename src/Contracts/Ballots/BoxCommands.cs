using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>The set-up of a box.</summary>
/// <param name="Origin">The log's name, for example <c>pb.south.example/troon-2026</c>.</param>
/// <param name="Rehearsal">A rehearsal may open without shares of the openings key.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SetUpBox")]
public sealed record SetUpBox([property: Id(0)] string Origin, [property: Id(1)] bool Rehearsal);

/// <summary>A printed batch of cards to be registered.</summary>
/// <param name="Batch">The batch's id, 1 to 32 characters of <c>[a-z0-9-]</c>.</param>
/// <param name="Cards">The cards' numbers, base64; at least one, each once in the whole day, and no two with one short number.</param>
/// <param name="MadeByService">Whether this service made the secrets, which the log says for ever.</param>
[GenerateSerializer, Immutable, Alias("pbdd.AddBatch")]
public sealed record AddBatch(
    [property: Id(0)] string Batch,
    [property: Id(1)] ImmutableArray<string> Cards,
    [property: Id(2)] bool MadeByService)
{
    /// <summary>The log that accepts the cards: <see cref="BoxKey.MainLog"/>, or another that was announced.</summary>
    [Id(3)]
    public string Log { get; init; } = BoxKey.MainLog;

    /// <summary>
    /// Whether a batch is kept to replace cards that a door took in: its id is <c>exchange</c>, or begins with <c>exchange-</c>. Handing one of its
    /// cards out lets nobody new in, and none of their ballots is ever shown live.
    /// </summary>
    /// <param name="batch">The batch's id.</param>
    public static bool IsForExchange(string batch) => batch == "exchange" || batch.StartsWith("exchange-", StringComparison.Ordinal);

    /// <summary>How the id of a batch begins that is kept for a door to hand out while it has no network (cards-only mode).</summary>
    /// <param name="station">The station's public id.</param>
    public static string PileOf(string station) => $"door-{station.ToLowerInvariant()}-";

    /// <summary>Whether a batch is kept for a door: all its cards are made usable beforehand, and that door alone hands them out.</summary>
    /// <param name="batch">The batch's id.</param>
    public static bool IsKeptForDoor(string batch) => batch.StartsWith("door-", StringComparison.Ordinal);
}

/// <summary>
/// The taking in of a card that a challenge left no cast, by its inside. What the inside gives is held against the card's number and forgotten.
/// </summary>
/// <param name="Card">The card's number A, base64.</param>
/// <param name="Inside">The start a0 of the card's chain, base64, which only its inside gives.</param>
[GenerateSerializer, Immutable, Alias("pbdd.ExchangeCard")]
public sealed record ExchangeCard([property: Id(0)] string Card, [property: Id(1)] string Inside)
{
    /// <summary>Says that this is a secret, and not which.</summary>
    public override string ToString() => "exchange of a card (inside hidden)";
}

/// <summary>The leaving out of another log of the day, for good.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Surrendered">How many surrendered cards are in its envelope: so many paper ballots may be keyed for them, 0 to 9,999,999.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LeaveOutLog")]
public sealed record LeaveOutLog([property: Id(0)] string Log, [property: Id(1)] MissingReason Reason, [property: Id(2)] int Surrendered);

/// <summary>The rules and the ballot paper that a box opens under.</summary>
/// <param name="Rules">The frozen rules' canonical text.</param>
/// <param name="Paper">The frozen ballot paper's canonical text.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpenBox")]
public sealed record OpenBox([property: Id(0)] string Rules, [property: Id(1)] string Paper)
{
    /// <summary>The list of the voter's pages, as <c>pages/1.txt</c> has it; empty where a service serves none.</summary>
    [Id(2)]
    public string Pages { get; init; } = "";

    /// <summary>Whether nobody keeps a share of the openings key, as on a rehearsal: the service then keeps its own copy until it is erased.</summary>
    [Id(3)]
    public bool WithoutShares { get; init; }
}

/// <summary>The ending of a card that can no longer be used.</summary>
/// <param name="ShortNumber">The number on the card's outside.</param>
/// <param name="Reason">Lost, found or unused.</param>
[GenerateSerializer, Immutable, Alias("pbdd.VoidCard")]
public sealed record VoidCard([property: Id(0)] string ShortNumber, [property: Id(1)] VoidReason Reason);

/// <summary>The pairing or revoking of a station.</summary>
/// <param name="Station">The station's public id.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Paired">Whether it was paired; otherwise it was revoked.</param>
[GenerateSerializer, Immutable, Alias("pbdd.RecordStation")]
public sealed record RecordStation(
    [property: Id(0)] string Station,
    [property: Id(1)] StationRole Role,
    [property: Id(2)] bool Paired);

/// <summary>The outcome of a command to a box.</summary>
[GenerateSerializer, Alias("pbdd.BoxResult")]
public enum BoxResult
{
    /// <summary>It is done, and durable.</summary>
    Done,

    /// <summary>It had been done before; nothing changed.</summary>
    AlreadyDone,

    /// <summary>The box is not in a state that allows it.</summary>
    WrongPhase,

    /// <summary>No such batch or card.</summary>
    Unknown,

    /// <summary>The id was used for something else, or a card number or a short number is in the log already.</summary>
    Conflict,

    /// <summary>The command is malformed.</summary>
    Invalid,

    /// <summary>The card has cast, so it cannot be voided.</summary>
    CardHasCast,

    /// <summary>The journal, the files or the folder of keys could not be written; nothing was done as far as is known. Ask again.</summary>
    Unavailable,

    /// <summary>More paper ballots than cards that were handed in for one.</summary>
    TooManyPapers,

    /// <summary>Too few ballots count for a mix; only totals will be published.</summary>
    TooFewBallots,

    /// <summary>A card of the batch is usable, was used or was ended, so the batch cannot be ended as one that failed.</summary>
    BatchInUse,

    /// <summary>It is being worked on and takes longer than an answer. Ask again.</summary>
    Working,

    /// <summary>The batch or card votes in another log of the day: ask that log's box.</summary>
    AnotherLog,

    /// <summary>Another log of the day is neither joined nor left out yet.</summary>
    LogsUnsettled,

    /// <summary>The card was handed in for a paper ballot, so it was neither lost, nor unused, nor handed out by mistake.</summary>
    CardSurrendered,

    /// <summary>The card was ended before, for another reason.</summary>
    CardEnded,

    /// <summary>The card was not handed out, so that nobody has lost it and there is nothing to undo.</summary>
    CardNotOut,

    /// <summary>Another ballot was entered under this number, and the command may not correct it.</summary>
    EnteredOtherwise,

    /// <summary>The batch is kept for exchange: its cards are handed out one by one, each for one that was taken in.</summary>
    BatchForExchange,

    /// <summary>The card replaced another, so handing it out let nobody new in and there is nothing to undo.</summary>
    CardReplaced,
}
