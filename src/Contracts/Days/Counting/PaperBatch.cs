using System.Collections.Immutable;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>A pile of slips that is typed in together, as one person of the count team may see it.</summary>
/// <param name="Batch">Its name, as it is printed on the ballot papers.</param>
/// <param name="Pile">How many slips were counted by hand; they are numbered from 1.</param>
/// <param name="Opened">How often it was opened.</param>
/// <param name="Finished">Whether it stands in the log as it is.</param>
/// <param name="Agreed">Slips on which two people, or a third one, agree.</param>
/// <param name="Once">Slips that one person has typed.</param>
/// <param name="Differ">Slips that wait for a third person, in numeric order.</param>
/// <param name="Own">What whoever asks has typed, in numeric order.</param>
/// <param name="Upcoming">The slips that whoever asks types next, in order, at most some; none where none is left for them.</param>
/// <param name="Differences">How often two people have typed something else, however it was settled, in all times that the batch was opened.</param>
/// <param name="Photographed">Settled slips of which a photograph is kept, in numeric order.</param>
/// <param name="Counted">What the pile was counted as, one number after the other.</param>
[GenerateSerializer, Immutable, Alias("pbdd.PaperBatch")]
public sealed record PaperBatch(
    [property: Id(0)] string Batch,
    [property: Id(1)] int Pile,
    [property: Id(2)] int Opened,
    [property: Id(3)] bool Finished,
    [property: Id(4)] int Agreed,
    [property: Id(5)] int Once,
    [property: Id(6)] ImmutableArray<SlipDifference> Differ,
    [property: Id(7)] ImmutableArray<OwnSlip> Own,
    [property: Id(8)] ImmutableArray<int> Upcoming,
    [property: Id(9)] int Differences,
    [property: Id(10)] ImmutableArray<int> Photographed,
    [property: Id(11)] ImmutableArray<int> Counted)
{
    /// <summary>Slips that whoever asks has settled, in numeric order: until the batch is finished they may say something else.</summary>
    [Id(12)]
    public ImmutableArray<SlipDifference> Settled { get; init; } = [];

    /// <summary>The slip that whoever asks types next; 0 where none is left for them.</summary>
    public int Next => Upcoming.FirstOrDefault();

    /// <summary>Slips that nobody has typed yet.</summary>
    public int Untyped => Pile - Agreed - Once - Differ.Length;
}

/// <summary>A slip of which two people read something else.</summary>
/// <param name="Number">The number inked on it.</param>
/// <param name="First">What one of them read; <c>null</c> for whoever is one of the two, and for whoever is told nothing.</param>
/// <param name="Second">What the other read; <c>null</c> likewise.</param>
/// <param name="IsPhotographed">Whether a photograph of the slip is kept.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SlipDifference")]
public sealed record SlipDifference(
    [property: Id(0)] int Number, [property: Id(1)] SlipReading? First, [property: Id(2)] SlipReading? Second, [property: Id(3)] bool IsPhotographed)
{
    /// <summary>What whoever asks found on it; <c>null</c> where they have not settled it.</summary>
    [Id(4)]
    public SlipReading? Found { get; init; }

    /// <summary>Whether whoever asks may settle it.</summary>
    public bool MaySettle => First is not null;

    /// <summary>Whether a reading is one of the two.</summary>
    public bool Holds(SlipReading reading) => reading == First || reading == Second;
}

/// <summary>A slip as whoever asks has typed it.</summary>
/// <param name="Number">The number inked on it.</param>
/// <param name="Reading">What they read.</param>
/// <param name="State">How it stands.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OwnSlip")]
public sealed record OwnSlip([property: Id(0)] int Number, [property: Id(1)] SlipReading Reading, [property: Id(2)] SlipState State);

/// <summary>How a slip stands.</summary>
[GenerateSerializer, Alias("pbdd.SlipState")]
public enum SlipState
{
    /// <summary>Somebody else types it too.</summary>
    Once,

    /// <summary>Two people, or a third one, agree.</summary>
    Agreed,

    /// <summary>Two people read something else, and a third looks.</summary>
    Differs,
}

/// <summary>Opens a batch of slips, or one that was finished once more.</summary>
/// <param name="Batch">Its name: 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit.</param>
/// <param name="Pile">How many slips were counted by hand, 0 to <see cref="MostSlips"/>.</param>
/// <param name="By">An organiser's id, or a station's.</param>
[GenerateSerializer, Immutable, Alias("pbdd.OpenPaperBatch")]
public sealed record OpenPaperBatch([property: Id(0)] string Batch, [property: Id(1)] int Pile, [property: Id(2)] string By)
{
    /// <summary>The most slips of one batch: what two people can type in an hour or two.</summary>
    public const int MostSlips = 1000;

    /// <summary>Whether one that is not finished is opened once more too, and all its slips are typed anew; for organisers alone.</summary>
    [Id(3)]
    public bool Again { get; init; }
}

/// <summary>What one person reads on a slip.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Number">The number inked on the slip.</param>
/// <param name="Reading">What they read.</param>
/// <param name="By">An organiser's id, or a station's.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeySlip")]
public sealed record KeySlip(
    [property: Id(0)] string Batch, [property: Id(1)] int Number, [property: Id(2)] SlipReading Reading, [property: Id(3)] string By);

/// <summary>What a third person finds, looking at a slip of which two people read something else.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Number">The number inked on the slip.</param>
/// <param name="Reading">What they read.</param>
/// <param name="ByPhotograph">Whether they look at the photograph that is kept of it; otherwise at the slip itself.</param>
/// <param name="By">An organiser's id, or a station's; neither of the two.</param>
[GenerateSerializer, Immutable, Alias("pbdd.SettleSlip")]
public sealed record SettleSlip(
    [property: Id(0)] string Batch, [property: Id(1)] int Number, [property: Id(2)] SlipReading Reading, [property: Id(3)] bool ByPhotograph,
    [property: Id(4)] string By)
{
    /// <summary>Whether a reading is meant that is neither of the two; one that was not looked at twice is refused.</summary>
    [Id(5)]
    public bool Sure { get; init; }
}

/// <summary>Keeps a photograph of a slip that waits for a third person, in place of one that was kept before.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Number">The number inked on the slip.</param>
/// <param name="Picture">A JPEG or a PNG of at most <see cref="SheetPicture.MostBytes"/>, of which nothing but what is seen was left.</param>
/// <param name="By">An organiser's id, or a station's; whoever typed the slip may photograph it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeepSlipPhotograph")]
public sealed record KeepSlipPhotograph(
    [property: Id(0)] string Batch, [property: Id(1)] int Number, [property: Id(2)] ImmutableArray<byte> Picture, [property: Id(3)] string By);

/// <summary>What became of a slip that was typed.</summary>
/// <param name="Outcome">Whether it is kept.</param>
/// <param name="State">How the slip stands.</param>
[GenerateSerializer, Immutable, Alias("pbdd.KeyedSlip")]
public sealed record KeyedSlip([property: Id(0)] DayOutcome Outcome, [property: Id(1)] SlipState State);
