using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>What typing a slip comes to before anything is written.</summary>
/// <param name="Answer">The answer once the events are durable.</param>
/// <param name="Events">What is to be written.</param>
internal sealed record PaperVerdict(KeyedSlip Answer, ImmutableArray<PaperEvent> Events)
{
    public static PaperVerdict Refuse(DayRefusal refusal, string detail) => new(new KeyedSlip(new DayOutcome(refusal, detail), SlipState.Once), []);

    public static PaperVerdict Write(SlipState state, params ImmutableArray<PaperEvent> events) => new(new KeyedSlip(DayOutcome.Done, state), events);
}

/// <summary>How paper slips are typed by two and settled by a third. Pure: no clock, no storage, no other grain.</summary>
internal static class PaperDecision
{
    // More than anybody types before an answer comes.
    private const int MostUpcoming = 50;

    /// <summary>Opens a batch, or one that is finished once more; where that is asked for, one that is not finished too.</summary>
    /// <param name="held">Its numbers in the log, in numeric order.</param>
    public static PaperVerdict Open(PaperState state, OpenPaperBatch command, ImmutableArray<int> held, DateTimeOffset at)
    {
        if (WrongBatch(command) is { } wrong) return wrong;
        var known = state.Batches.GetValueOrDefault(command.Batch);
        // Opened again and nothing typed since: the same once more.
        if (known is { Finished: false } && (!command.Again || (known.Slips.IsEmpty && known.Pile == command.Pile)))
            return known.Pile == command.Pile ? PaperVerdict.Write(SlipState.Once) : PaperVerdict.Refuse(DayRefusal.AlreadyExists, "That batch is open already. Count its pile again there.");
        // Of a batch that nobody has opened the day says whether it was entered directly.
        return (known is null ? null : TooFew(held, command.Pile)) ?? PaperVerdict.Write(SlipState.Once, new SlipBatchOpened(command.Batch, command.Pile, command.By, at));
    }

    /// <summary>Notes that a pile was counted again.</summary>
    /// <param name="held">The batch's numbers in the log, in numeric order.</param>
    public static PaperVerdict Recount(PaperState state, OpenPaperBatch command, ImmutableArray<int> held, DateTimeOffset at)
    {
        if (WrongBatch(command) is { } wrong) return wrong;
        return NotOpen(state, command.Batch, out var batch)
            ?? (batch!.Pile == command.Pile ? PaperVerdict.Write(SlipState.Once)
                : TooFew(held, command.Pile) ?? Vanishing(batch, command.Pile) ?? PaperVerdict.Write(SlipState.Once, new PileRecounted(command.Batch, command.Pile, command.By, at)));
    }

    /// <summary>Keeps what somebody typed; the second one must be somebody else.</summary>
    public static PaperVerdict Type(PaperState state, SlipSeal seal, KeySlip command, DateTimeOffset at)
    {
        if (NotOpen(state, command.Batch, out var batch) is { } refused) return refused;
        if (command.Number < 1 || command.Number > batch!.Pile)
            return PaperVerdict.Refuse(DayRefusal.Invalid, $"The pile was counted as {batch!.Pile}, so no slip has the number {command.Number}. Look at the slip, or count the pile again.");
        var slip = batch.Slips.GetValueOrDefault(command.Number);
        if (slip is null) return Typed(differs: false, SlipState.Once);
        if (slip.IsTypedBy(command.By))
        {
            var own = slip.First.IsBy(command.By) ? slip.First : slip.Second!;
            return seal.Open(command.Batch, command.Number, own.Sealed) == command.Reading ? PaperVerdict.Write(slip.State)
                : slip.Second is null ? Typed(differs: false, SlipState.Once)
                : PaperVerdict.Refuse(DayRefusal.WrongPhase, "Somebody else has typed this slip too, so yours stays as it is. If they differ, a third person looks at the slip.");
        }
        if (slip.Second is not null) return PaperVerdict.Refuse(DayRefusal.WrongPhase, "Two people have typed this slip already. Type the next one.");
        var same = seal.Open(command.Batch, command.Number, slip.First.Sealed) == command.Reading;
        return Typed(!same, same ? SlipState.Agreed : SlipState.Differs);

        PaperVerdict Typed(bool differs, SlipState result) => PaperVerdict.Write(
            result, new SlipTyped(command.Batch, command.Number, seal.Close(command.Batch, command.Number, command.Reading), differs, command.By, at));
    }

    /// <summary>Whether a slip can be photographed: it waits for a third person.</summary>
    public static DayOutcome? NotPhotographed(PaperState state, KeepSlipPhotograph command) =>
        NotOpen(state, command.Batch, out var batch) is { } refused ? refused.Answer.Outcome
        : command.Picture.IsDefaultOrEmpty || SheetPicture.MediaTypeOf(command.Picture.AsSpan()) is null ? new DayOutcome(DayRefusal.Invalid, "The photograph is neither a JPEG nor a PNG.")
        : command.Picture.Length > SheetPicture.MostBytes ? new DayOutcome(DayRefusal.Invalid, $"At most {SheetPicture.MostBytes / 1024 / 1024} MB are kept of a photograph.")
        : batch!.Slips.GetValueOrDefault(command.Number) is not { State: SlipState.Differs } || command.Number > batch.Pile
            ? new DayOutcome(DayRefusal.Unknown, "Only a slip that waits for a third person is photographed.")
        : null;

    /// <summary>The photograph that somebody may look at; <c>null</c> for everybody else.</summary>
    public static string? PhotographFor(PaperState state, string batch, int number, string by, bool isOrganiser) =>
        by.Length > 0 && state.Batches.GetValueOrDefault(batch) is { } known && number <= known.Pile
            && known.Slips.GetValueOrDefault(number) is { Photograph: { } taken } slip
            && (slip.State == SlipState.Differs && !known.Finished ? !slip.IsTypedBy(by) : isOrganiser) ? taken : null;

    /// <summary>Keeps what a third person found.</summary>
    public static PaperVerdict Settle(PaperState state, SlipSeal seal, SettleSlip command, DateTimeOffset at)
    {
        if (NotOpen(state, command.Batch, out var batch) is { } refused) return refused;
        if (batch!.Slips.GetValueOrDefault(command.Number) is not { Differs: true } slip)
            return PaperVerdict.Refuse(DayRefusal.Unknown, "Nobody has to look at that slip: nobody has found a difference on it.");
        if (slip.IsTypedBy(command.By))
            return PaperVerdict.Refuse(DayRefusal.NeedsSecondPerson, "You typed this slip yourself. Somebody else has to look at it.");
        if (slip.Settled is { } settled)
        {
            if (!settled.IsBy(command.By)) return PaperVerdict.Refuse(DayRefusal.WrongPhase, "A third person has looked at this slip already.");
            if (seal.Open(command.Batch, command.Number, settled.Sealed) == command.Reading) return PaperVerdict.Write(SlipState.Agreed);
        }
        if (command.ByPhotograph && slip.Photograph is null)
            return PaperVerdict.Refuse(DayRefusal.Invalid, "No photograph of that slip is kept. Look at the slip itself, or keep a photograph of it first.");
        // What two have read can be wrong in both; what one alone reads, and against both, is more often a slip of the finger.
        if (!command.Sure && new[] { slip.First, slip.Second! }.All(typed => seal.Open(command.Batch, command.Number, typed.Sealed) != command.Reading))
            return PaperVerdict.Refuse(DayRefusal.Invalid, "Neither of the two read that. Look at the slip once more, and say that it is meant.");
        return PaperVerdict.Write(
            SlipState.Agreed,
            new SlipSettled(command.Batch, command.Number, seal.Close(command.Batch, command.Number, command.Reading), command.ByPhotograph, command.By, at));
    }

    /// <summary>What is wrong with a reading under a day's rules; <c>null</c> if nothing.</summary>
    public static string? Wrong(SlipReading reading, FrozenRules rules, Paper paper) =>
        reading.Spoilt is not null ? reading.Ballot.Length == 0 ? null : "A spoilt slip holds no ballot."
        : !Ballot.TryParse(reading.Ballot, out var ballot, out var problem) ? $"That is no ballot: {problem}."
        : rules.Form.Check(ballot!, paper)?.English;

    /// <summary>Why a batch cannot be finished; <c>null</c> where it can.</summary>
    /// <param name="held">Its numbers in the log, in numeric order.</param>
    public static DayOutcome? NotFinished(PaperState state, string name, ImmutableArray<int> held)
    {
        if (!state.Batches.TryGetValue(name, out var batch)) return Unopened.Answer.Outcome;
        if (!batch.Finished && TooFew(held, batch.Pile) is { } few) return few.Answer.Outcome;
        var missing = Enumerable.Range(1, batch.Pile).Where(number => batch.Slips.GetValueOrDefault(number)?.State != SlipState.Agreed).ToArray();
        return batch.Finished || missing.Length == 0 ? null : new DayOutcome(
            DayRefusal.Invalid,
            $"The pile was counted as {batch.Pile}. Slips on which nobody agrees yet: {missing.Length}. The first of them is {missing[0]}. "
            + "If there is no such slip, count the pile again.");
    }

    /// <summary>What goes into the log of a batch on which all agree, and what it comes to.</summary>
    /// <param name="held">Its numbers in the log.</param>
    public static (CountPaperBatch Command, ImmutableArray<int> LeftOut) Count(SlipBatch batch, SlipSeal seal, ImmutableArray<int> held)
    {
        var logged = held.ToHashSet();
        var agreed = batch.Slips.Where(slip => slip.Key <= batch.Pile)
            .Select(slip => (Number: slip.Key, Reading: seal.Open(batch.Name, slip.Key, slip.Value.Agreed.Sealed))).ToArray();
        // An entry of the log is never taken out again: a slip that was found to be spoilt after it went in counts as blank.
        ImmutableArray<int> leftOut = [.. agreed.Where(slip => slip.Reading.Spoilt is not null && !logged.Contains(slip.Number)).Select(slip => slip.Number)];
        ImmutableArray<AgreedSlip> entered =
        [
            .. agreed.Where(slip => slip.Reading.Spoilt is null || logged.Contains(slip.Number))
                .Select(slip => new AgreedSlip(slip.Number, slip.Reading.Spoilt is null ? slip.Reading.Ballot : Ballot.Blank.Canonical)),
        ];
        var figures = new PaperFigures(
            batch.Pile, agreed.Count(slip => slip.Reading.Spoilt is null && !IsBlank(slip.Reading)), agreed.Count(slip => IsBlank(slip.Reading)),
            Spoilt(SpoiltReason.TooMany), Spoilt(SpoiltReason.Unreadable), Spoilt(SpoiltReason.Unofficial), Spoilt(SpoiltReason.Late), Spoilt(SpoiltReason.AgainstRules),
            leftOut.Length, batch.Differences, batch.Opened) { Counted = batch.Counted.Length > 1 ? batch.Counted : null };
        return (new CountPaperBatch(batch.Name, entered, figures), leftOut);

        int Spoilt(SpoiltReason reason) => agreed.Count(slip => slip.Reading.Spoilt == reason);
    }

    /// <summary>A batch as one person may see it.</summary>
    public static PaperBatch Seen(SlipBatch batch, SlipSeal seal, string by)
    {
        var slips = batch.Slips.Where(slip => slip.Key <= batch.Pile).ToArray();
        return new PaperBatch(
            batch.Name, batch.Pile, batch.Opened, batch.Finished,
            slips.Count(slip => slip.Value.State == SlipState.Agreed), slips.Count(slip => slip.Value.State == SlipState.Once),
            [.. slips.Where(slip => slip.Value.State == SlipState.Differs).Select(Difference)],
            [.. slips.Where(slip => slip.Value.IsTypedBy(by)).Select(Own)],
            Upcoming(), batch.Differences,
            [.. slips.Where(slip => slip.Value is { Photograph: not null, State: SlipState.Agreed }).Select(slip => slip.Key)],
            batch.Counted)
        {
            Settled = batch.Finished ? [] : [.. slips.Where(slip => slip.Value.Settled?.IsBy(by) == true).Select(Difference)],
        };

        SlipReading Open(int number, TypedSlip typed) => seal.Open(batch.Name, number, typed.Sealed);

        SlipDifference Difference(KeyValuePair<int, Slip> slip) => slip.Value.IsTypedBy(by)
            ? new SlipDifference(slip.Key, null, null, slip.Value.Photograph is not null)
            : new SlipDifference(slip.Key, Open(slip.Key, slip.Value.First), Open(slip.Key, slip.Value.Second!), slip.Value.Photograph is not null)
            {
                Found = slip.Value.Settled is { } settled && settled.IsBy(by) ? Open(slip.Key, settled) : null,
            };

        OwnSlip Own(KeyValuePair<int, Slip> slip) => new(
            slip.Key, Open(slip.Key, slip.Value.First.IsBy(by) ? slip.Value.First : slip.Value.Second!), slip.Value.State);

        // After the last one that they typed, round to what was left out before it.
        ImmutableArray<int> Upcoming()
        {
            if (batch.Finished) return [];
            var last = Math.Min(slips.Where(slip => slip.Value.IsTypedBy(by)).Select(slip => slip.Key).DefaultIfEmpty(0).Max(), batch.Pile);
            return
            [
                .. Enumerable.Range(last + 1, batch.Pile - last).Concat(Enumerable.Range(1, last))
                    .Where(number => batch.Slips.GetValueOrDefault(number) is not { } slip || (slip.Second is null && !slip.IsTypedBy(by))).Take(MostUpcoming),
            ];
        }
    }

    private static PaperVerdict Unopened { get; } = PaperVerdict.Refuse(DayRefusal.Unknown, "No batch of that name was opened. Open it first, with the name on its ballot papers.");

    private static PaperVerdict? NotOpen(PaperState state, string name, out SlipBatch? batch) =>
        !state.Batches.TryGetValue(name, out batch) ? Unopened
        : batch.Finished ? PaperVerdict.Refuse(DayRefusal.WrongPhase, "That batch is finished. To change it, open it again and type all its slips anew.")
        : null;

    private static PaperVerdict? WrongBatch(OpenPaperBatch command) =>
        !BatchEntry.IsName(command.Batch) ? PaperVerdict.Refuse(DayRefusal.Invalid, "The name of a batch has 1 to 32 characters: a to z, 0 to 9 and the hyphen. The first one is no hyphen.")
        : command.Pile is < 0 or > OpenPaperBatch.MostSlips ? PaperVerdict.Refuse(DayRefusal.Invalid, $"A pile has 0 to {OpenPaperBatch.MostSlips} slips. Make two batches of a larger one.")
        : null;

    private static PaperVerdict? TooFew(ImmutableArray<int> held, int pile) =>
        // What stands in the log is never taken out.
        held.LastOrDefault() is var last && pile >= last ? null
        : PaperVerdict.Refuse(
            DayRefusal.Invalid,
            $"Slip {last} of this batch stands in the log, and nothing is taken out of it. Count the pile as {last} or more. A slip that is not to count is typed as "
            + "spoilt: it then counts as blank.");

    private static PaperVerdict? Vanishing(SlipBatch batch, int pile) =>
        // A number that one person typed may be a slip of the finger.
        batch.LastRead is var last && pile >= last ? null
        : PaperVerdict.Refuse(
            DayRefusal.Invalid,
            $"Two people have typed slip {last}, so the pile does not end before it. Count the slips once more. If there are fewer, ask an organiser to open the batch again, "
            + "on the page of the batches: all its slips are then typed anew.");

    private static bool IsBlank(SlipReading reading) => string.Equals(reading.Ballot, Ballot.Blank.Canonical, StringComparison.Ordinal);
}
