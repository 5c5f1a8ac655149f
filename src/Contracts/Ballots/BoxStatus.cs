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

    /// <summary>No ballots ever again. Those that were cast can still be opened and checked, until the box closes.</summary>
    Checking,

    /// <summary>Nothing more of a card's.</summary>
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
    /// <summary>Of a main box, the other logs of the day, in log order; otherwise none.</summary>
    [Id(18)]
    public ImmutableArray<LogStatus> Logs { get; init; } = [];

    /// <summary>The index of the entry that ended casting; -1 before.</summary>
    [Id(19)]
    public long LastIndex { get; init; } = -1;

    /// <summary>New totals of pots, by the order of their ids.</summary>
    [Id(20)]
    public ImmutableArray<PotTotal> PotTotals { get; init; } = [];

    /// <summary>Ids of the proposals that are withdrawn, in ordinal order.</summary>
    [Id(21)]
    public ImmutableArray<string> Withdrawn { get; init; } = [];

    /// <summary>Keyed papers that the dice named, in the order drawn.</summary>
    [Id(22)]
    public ImmutableArray<SampledPaper> Samples { get; init; } = [];

    /// <summary>Whether the openings key is needed no more, so that the service destroys its own copy.</summary>
    [Id(23)]
    public bool OpeningsOver { get; init; }

    /// <summary>Cards that were exchanged after a challenge that left them no cast.</summary>
    [Id(24)]
    public long Exchanged { get; init; }

    /// <summary>How many of the opened papers were found to differ from their slips, or had none.</summary>
    [Id(25)]
    public int Disputed { get; init; }

    /// <summary>Of a main box, those outside who countersign its checkpoints, in the order named.</summary>
    [Id(26)]
    public ImmutableArray<WitnessStanding> Witnesses { get; init; } = [];

    /// <summary>Whether voting opened though witnesses are named and none of them had signed.</summary>
    public bool OpenedBeforeWitnesses => Phase != BoxPhase.BeforeOpening && !Witnesses.IsEmpty && !Witnesses.Any(witness => witness.AtOpening);

    /// <summary>The figures of the whole day: this main box's with those of the other logs that are not left out. What is printed stands in the main log for all.</summary>
    /// <param name="others">The other boxes, each with its log's name.</param>
    public BoxStatus With(IEnumerable<(string Log, BoxStatus Box)> others) => others
        .Where(other => Logs.Any(log => log.State != LogState.Missing && string.Equals(log.Log, other.Log, StringComparison.Ordinal)))
        .Aggregate(this, (sum, other) => sum with
        {
            Issued = sum.Issued + other.Box.Issued,
            CardsUsed = sum.CardsUsed + other.Box.CardsUsed,
            Ballots = sum.Ballots + other.Box.Ballots,
            Casts = sum.Casts + other.Box.Casts,
            Surrendered = sum.Surrendered + other.Box.Surrendered,
            Voided = sum.Voided + other.Box.Voided,
            Exchanged = sum.Exchanged + other.Box.Exchanged,
            Challenges = sum.Challenges + other.Box.Challenges,
            Replaced = sum.Replaced + other.Box.Replaced,
            Batches = [.. sum.Batches.Select(batch => other.Box.Batches.FirstOrDefault(own => string.Equals(own.Batch, batch.Batch, StringComparison.Ordinal)) is { } known
                ? batch with { Active = known.Active }
                : batch)],
        });
}

/// <summary>Another log of a day, as the main log has it.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Key">SHA-256 of the SPKI DER of its public key, base64.</param>
/// <param name="State">Whether it is joined.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LogStatus")]
public sealed record LogStatus([property: Id(0)] string Log, [property: Id(1)] string Key, [property: Id(2)] LogState State);

/// <summary>How far another log of a day is.</summary>
[GenerateSerializer, Alias("pbdd.LogState")]
public enum LogState
{
    /// <summary>It was announced, and is neither joined nor left out yet.</summary>
    Announced,

    /// <summary>It is counted with the main log.</summary>
    Joined,

    /// <summary>It is left out for good.</summary>
    Missing,
}

/// <summary>A keyed paper that the dice named, opened for everyone to hold against its slip.</summary>
/// <param name="Batch">The paper batch's name.</param>
/// <param name="Number">The number inked on its slip.</param>
/// <param name="Ballot">What was keyed, in canonical form.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SampledPaper")]
public sealed record SampledPaper([property: Id(0)] string Batch, [property: Id(1)] int Number, [property: Id(2)] string Ballot);

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
    [property: Id(3)] bool Active)
{
    /// <summary>The log that accepts its cards.</summary>
    [Id(4)]
    public string Log { get; init; } = BoxKey.MainLog;

    /// <summary>Whether it was ended before any of its cards was usable, since its printing failed.</summary>
    [Id(5)]
    public bool Spoilt { get; init; }
}
