using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>Where a box stands; the log alone decides.</summary>
[GenerateSerializer, Alias("pbdd.BoxPhase")]
public enum BoxPhase
{
    /// <summary>Cards may be registered; nothing may be cast.</summary>
    BeforeOpening,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>No ballots for the moment.</summary>
    Paused,

    /// <summary>No ballots ever again.</summary>
    Closed,
}

/// <summary>How far the mix is: the proof that the published ballots are the sealed ones.</summary>
[GenerateSerializer, Alias("pbdd.MixStage")]
public enum MixStage
{
    /// <summary>There is no mix: not yet, or too few ballots count.</summary>
    None,

    /// <summary>The box is bound to the published ballots; the dice come next.</summary>
    AwaitsDice,

    /// <summary>The dice are in the log; the proof is being written. Entering the same digits again goes on with it.</summary>
    AwaitsProof,

    /// <summary>The proof is published.</summary>
    Proved,
}

/// <summary>A box as its committed log has it. All numbers are counts.</summary>
/// <param name="Phase">Where the box stands.</param>
/// <param name="Origin">The log's name; empty before set-up.</param>
/// <param name="LogSize">Entries in the log.</param>
/// <param name="Printed">Cards in all registered batches.</param>
/// <param name="Issued">Cards made usable.</param>
/// <param name="CardsUsed">Distinct cards that have cast or were surrendered.</param>
/// <param name="Ballots">Ballots that count now.</param>
/// <param name="Casts">Casts ever accepted, replaced and challenged ones included.</param>
/// <param name="Surrendered">Cards handed in for a paper ballot.</param>
/// <param name="Voided">Cards ended without a ballot.</param>
/// <param name="Batches">The batches, in log order.</param>
/// <param name="LogKey">The log's public key as a C2SP verifier key; empty before set-up.</param>
/// <param name="ResultHash">SHA-256 of the published result, base64; empty until it is in the log.</param>
/// <param name="Mix">How far the mix is.</param>
/// <param name="Challenges">Casts that were opened by a challenge.</param>
/// <param name="Papers">Paper ballots that count.</param>
/// <param name="Replaced">Casts that a later cast of the same card replaced.</param>
/// <param name="Dice">The eight digits of the dice; empty until they are in the log.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BoxStatus")]
public sealed record BoxStatus(
    [property: Id(0)] BoxPhase Phase,
    [property: Id(1)] string Origin,
    [property: Id(2)] long LogSize,
    [property: Id(3)] long Printed,
    [property: Id(4)] long Issued,
    [property: Id(5)] long CardsUsed,
    [property: Id(6)] long Ballots,
    [property: Id(7)] long Casts,
    [property: Id(8)] long Surrendered,
    [property: Id(9)] long Voided,
    [property: Id(10)] ImmutableArray<BatchStatus> Batches,
    [property: Id(11)] string LogKey,
    [property: Id(12)] string ResultHash,
    [property: Id(13)] MixStage Mix,
    [property: Id(14)] long Challenges,
    [property: Id(15)] long Papers,
    [property: Id(16)] long Replaced,
    [property: Id(17)] string Dice)
{
    /// <summary>Whether the openings key is needed no more, so that the service destroys its own copy.</summary>
    [Id(18)]
    public bool OpeningsOver { get; init; }
}

/// <summary>A batch of cards.</summary>
/// <param name="Batch">Its id.</param>
/// <param name="Cards">How many cards it holds.</param>
/// <param name="MadeByService">Whether this service made the secrets.</param>
/// <param name="Active">Whether the whole batch was made usable.</param>
[GenerateSerializer, Immutable, Alias("pbdd.BatchStatus")]
public sealed record BatchStatus(
    [property: Id(0)] string Batch,
    [property: Id(1)] long Cards,
    [property: Id(2)] bool MadeByService,
    [property: Id(3)] bool Active);
