using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>The typing in of a day's slips as its events have it; a fold.</summary>
internal sealed record PaperState
{
    /// <summary>Before the first batch.</summary>
    public static readonly PaperState None = new();

    /// <summary>SHA-256 of the key that seals what is typed, base64; empty before it was made.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The batches by name.</summary>
    public ImmutableSortedDictionary<string, SlipBatch> Batches { get; private init; } = ImmutableSortedDictionary.Create<string, SlipBatch>(StringComparer.Ordinal);

    public PaperState Apply(PaperEvent happened) => happened switch
    {
        TypingKeyMade made => this with { Key = made.Sha256 },
        SlipBatchOpened opened => With((Batches.GetValueOrDefault(opened.Batch) ?? new SlipBatch(opened.Batch)).Open(opened.Pile)),
        PileRecounted counted => With(Batches[counted.Batch].Count(counted.Pile)),
        SlipTyped typed => With(Batches[typed.Batch].Type(typed.Number, new TypedSlip(typed.By, typed.Sealed), typed.Differs)),
        SlipPhotographed taken => With(Batches[taken.Batch].Photograph(taken.Number, taken.Sha256)),
        SlipSettled settled => With(Batches[settled.Batch].Settle(settled.Number, new TypedSlip(settled.By, settled.Sealed))),
        SlipBatchFinished finished => With(Batches[finished.Batch].Finish(finished.LeftOut)),
        _ => throw new InvalidDataException($"The typing of slips does not know the event {happened.GetType().Name}."),
    };

    private PaperState With(SlipBatch batch) => this with { Batches = Batches.SetItem(batch.Name, batch) };
}

/// <summary>A batch of slips.</summary>
internal sealed record SlipBatch(string Name)
{
    /// <summary>Slips in the pile, counted by hand.</summary>
    public int Pile { get; private init; }

    public int Opened { get; private init; }

    /// <summary>What the pile was counted as, one number after the other, in all times that it was opened; never the same twice running.</summary>
    public ImmutableArray<int> Counted { get; private init; } = [];

    public bool Finished { get; private init; }

    /// <summary>The slips that were typed since it was opened last.</summary>
    public ImmutableSortedDictionary<int, Slip> Slips { get; private init; } = ImmutableSortedDictionary<int, Slip>.Empty;

    /// <summary>How often two people read something else, in all times that it was opened.</summary>
    public int Differences { get; private init; }

    /// <summary>The highest number that may stand in the log; 0 before it was finished.</summary>
    public int Logged { get; private init; }

    /// <summary>Spoilt slips up to <see cref="Logged"/> that have no entry in the log.</summary>
    public ImmutableSortedSet<int> LeftOut { get; private init; } = [];

    public SlipBatch Open(int pile) => Count(pile) with { Opened = Opened + 1, Finished = false, Slips = Slips.Clear() };

    public SlipBatch Count(int pile) => this with { Pile = pile, Counted = Counted is [.., var last] && last == pile ? Counted : Counted.Add(pile) };

    public SlipBatch Type(int number, TypedSlip typed, bool differs) => this with
    {
        Slips = Slips.SetItem(
            number, Slips.GetValueOrDefault(number) is { } slip && !slip.First.IsBy(typed.By) ? slip with { Second = typed, Differs = differs } : new Slip(typed)),
        Differences = Differences + (differs ? 1 : 0),
    };

    public SlipBatch Photograph(int number, string sha256) => this with { Slips = Slips.SetItem(number, Slips[number] with { Photograph = sha256 }) };

    public SlipBatch Settle(int number, TypedSlip settled) => this with { Slips = Slips.SetItem(number, Slips[number] with { Settled = settled }) };

    public SlipBatch Finish(ImmutableArray<int> leftOut) => this with { Finished = true, Logged = Math.Max(Logged, Pile), LeftOut = [.. leftOut] };

    /// <summary>Whether the log has an entry of a slip's from a time that the batch was finished.</summary>
    public bool IsLogged(int number) => number <= Logged && !LeftOut.Contains(number);
}

/// <summary>A slip since its batch was opened last.</summary>
/// <param name="First">Who typed it first.</param>
internal sealed record Slip(TypedSlip First)
{
    /// <summary>Who typed it second; <c>null</c> while nobody has.</summary>
    public TypedSlip? Second { get; init; }

    /// <summary>Whether the two read something else.</summary>
    public bool Differs { get; init; }

    /// <summary>SHA-256 of the sealed photograph, base64; <c>null</c> where none was taken.</summary>
    public string? Photograph { get; init; }

    /// <summary>What a third person found; <c>null</c> while nobody has looked, or nobody needs to.</summary>
    public TypedSlip? Settled { get; init; }

    /// <summary>How it stands.</summary>
    public SlipState State => Second is null ? SlipState.Once : Differs && Settled is null ? SlipState.Differs : SlipState.Agreed;

    /// <summary>What is agreed.</summary>
    public TypedSlip Agreed => Settled ?? First;

    /// <summary>Whether somebody is one of the two who typed it.</summary>
    public bool IsTypedBy(string by) => First.IsBy(by) || Second?.IsBy(by) == true;
}

/// <summary>What somebody typed.</summary>
/// <param name="By">An organiser's id, or a station's.</param>
/// <param name="Sealed">What they read, sealed.</param>
internal sealed record TypedSlip(string By, string Sealed)
{
    public bool IsBy(string by) => string.Equals(By, by, StringComparison.Ordinal);
}
