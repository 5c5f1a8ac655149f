using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Work;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>
/// The count of a day, which the ballot box does: papers entered, the ballots mixed and the money allocated, the dice rolled and the mix
/// proved. What may outlast a call runs beside the day's own turns, and is written in the turn of whoever asks next.
/// </summary>
internal sealed class DayCount(DayStream stream, DayBox box, DayNeighbours neighbours, PaperworkSteps paperwork, ILogger logger)
{
    // They share commits; more at once would only wait for one another.
    private const int SlipsAtOnce = 64;

    private readonly LongWork<CountAnswer> _count = new();
    private readonly LongWork<CountAnswer> _dice = new();

    /// <summary>What runs, or is done and waits for its turn to be written; what failed is over.</summary>
    public DayWork Work =>
        UnderWay(_count, Counted) ? DayWork.Counting
        : UnderWay(_dice, BoxAnswer.Did) ? DayWork.Proving
        : DayWork.None;

    /// <summary>Why the last work failed, while nobody who asked for it was told.</summary>
    public DayOutcome? WorkFailure => Failed(_count, Counted, CountOutcome) ?? Failed(_dice, BoxAnswer.Did, DiceOutcome);

    public async Task<DayOutcome> EnterPaperAsync(EnterPaperBallot command, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(stream.State, by, DayPhase.Closed) is { } refusal) return refusal.Outcome;
        if (Work != DayWork.None) return DayOutcome.Working;
        if (stream.State.PaperBatches.ContainsKey(command.Batch))
            return Invalid("The slips of this batch are typed in by two people on the count team's page. To correct one, open the batch again there.");
        var alone = DayDecision.TakesTwo(stream.State, by, secondBy, "Another ballot was entered under that number. A second organiser has to agree that it is corrected.");
        // Two read each slip of a day that counts: two typists of the count team, or two approvers here.
        if (!stream.State.Created!.Rehearsal && DayDecision.TakesTwo(
            stream.State, by, secondBy, "Slips are typed in twice on the count team's page. One that is entered directly takes two approvers.") is { } one) return one.Outcome;
        var result = await box.Grain.EnterPaperBallotAsync(command with { MayCorrect = alone is null }, cancellationToken);
        if (result == BoxResult.EnteredOtherwise) return alone!.Outcome;
        if (result == BoxResult.Invalid)
            return Invalid("That is no valid ballot under this day's rules, or the batch or the number cannot be read.");
        return BoxAnswer.Did(result)
            ? await stream.WriteDownAsync(new PaperKeyed(command.Batch, command.Number, by, stream.Now))
            : BoxAnswer.Outcome(result);
    }

    /// <summary>Notes that a batch of slips is being typed in. One that was entered directly is not: what stands in the log of it nobody has typed.</summary>
    public async Task<DayOutcome> OpenPaperBatchAsync(OpenPaperBatch command, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(stream.State, command.By, DayPhase.Closed) is { } refusal) return refusal.Outcome;
        if (Work != DayWork.None) return DayOutcome.Working;
        var known = stream.State.PaperBatches.GetValueOrDefault(command.Batch);
        if (known is { Finished: false }) return DayOutcome.Done;
        if (known is null)
        {
            if (await box.Grain.GetHeldPapersAsync(command.Batch, cancellationToken) is not { } held) return BoxAnswer.Unavailable;
            if (!held.Numbers.IsEmpty)
                return new DayOutcome(
                    DayRefusal.AlreadyExists,
                    "Slips of this batch were entered directly, by a program, and stand in the log. Enter its other slips in the same way, or type them under another name of a batch.");
        }
        return await stream.CarryOutAsync(Decision.Write(new PaperBatchOpened(command.Batch, command.By, stream.Now)), cancellationToken);
    }

    /// <summary>
    /// Enters all slips of a batch and notes what it comes to. What stands in the log already goes through again unchanged. A batch that is refused leaves
    /// nothing of it there.
    /// </summary>
    public async Task<DayOutcome> CountPaperBatchAsync(CountPaperBatch command, string by, string secondBy, CancellationToken cancellationToken)
    {
        if (DayDecision.Within(stream.State, by, DayPhase.Closed) is { } refusal) return refusal.Outcome;
        if (Work != DayWork.None) return DayOutcome.Working;
        if (stream.State.PaperBatches.GetValueOrDefault(command.Batch) is not { } known)
            return new DayOutcome(DayRefusal.Unknown, "No batch of that name was opened. Open it first, with the name on its ballot papers.");
        if (known.Finished) return DayOutcome.Done;
        cancellationToken.ThrowIfCancellationRequested();
        var alone = DayDecision.TakesTwo(
            stream.State, by, secondBy, "A slip of this batch stands otherwise in the log. A second organiser has to agree that it is corrected.");
        // Two devices may be one person's: whoever else answers for the count looks at the pile and its figures first.
        if (!stream.State.Created!.Rehearsal && DayDecision.TakesTwo(
            stream.State, by, secondBy, "A second approver has to agree before a batch of slips goes into the log.") is { } one) return one.Outcome;
        if (await box.Grain.GetHeldPapersAsync(command.Batch, cancellationToken) is not { } held) return BoxAnswer.Unavailable;
        var stand = held.Numbers.ToHashSet();
        AgreedSlip[] corrected = [.. command.Slips.Where(slip => stand.Contains(slip.Number))], entered = [.. command.Slips.Where(slip => !stand.Contains(slip.Number))];
        if (entered.Length > held.Free)
            return new DayOutcome(
                DayRefusal.TooManyPapers,
                $"That would be more paper ballots than cards handed in for one: {entered.Length} new ones, and {held.Free} cards are free. Nothing was written. Count the "
                + "slips and the handed-in cards once more. If there is a slip too many, open the batch again here, and type all its slips anew, that one as spoilt.");
        // A correction that takes two is refused before anything new is there.
        foreach (var some in corrected.Chunk(SlipsAtOnce).Concat(entered.Chunk(SlipsAtOnce)))
        {
            var results = await Task.WhenAll(some.Select(slip => box.Grain.EnterPaperBallotAsync(
                new EnterPaperBallot(command.Batch, slip.Number, slip.Ballot) { MayCorrect = alone is null }, CancellationToken.None)));
            foreach (var result in results)
                if (result == BoxResult.EnteredOtherwise) return alone!.Outcome;
                else if (!BoxAnswer.Did(result)) return BoxAnswer.Outcome(result);
        }
        return await stream.WriteDownAsync(new PaperBatchCounted(command.Batch, command.Figures, by, secondBy, stream.Now));
    }

    /// <summary>Lets the box count. After the mix no ballot can come in any more.</summary>
    public async Task<DayOutcome> CountAsync(Transition step, CancellationToken cancellationToken)
    {
        if (_count.Current is null)
        {
            if (PaperworkDecision.MayCount(stream.State, await paperwork.GetFiguresAsync(cancellationToken)) is { } stale) return stale.Outcome;
            // Refused where the box has counted before, and its answer was lost.
            if (await box.RecordLateAsync(cancellationToken) is var late && !BoxAnswer.Did(late) && late != BoxResult.WrongPhase) return BoxAnswer.Outcome(late);
        }

        var facts = DayFacts.Of(stream.State);
        var made = await _count.AskAsync(
            step,
            () => BesideAsync(
                () => box.Grain.CountAsync(facts, CancellationToken.None), again => again.TransitionAsync(step, CancellationToken.None)),
            TimeSpan.Zero);
        if (made is null) return DayOutcome.Working;
        if (!Counted(made.Result)) return CountOutcome(made.Result);

        var counted = new DayCounted(made.Allocation, step.By, step.SecondBy, stream.Now);
        return made.Result == BoxResult.TooFewBallots
            ? await stream.WriteDownAsync(counted)
            : await stream.WriteDownAsync(new BallotsMixed(step.By, stream.Now), counted);
    }

    public async Task<DayOutcome> RecordDiceAsync(string digits, string by, string secondBy, CancellationToken cancellationToken)
    {
        var day = stream.State;
        if (DayDecision.Within(day, by, DayPhase.Counted) is { } refusal) return refusal.Outcome;
        if (day.Mix == MixStage.None)
            return new DayOutcome(DayRefusal.WrongPhase, "Too few ballots count for a mix, so no dice are needed.");
        if (day.Mix == MixStage.Proved)
            return string.Equals(digits, day.Dice, StringComparison.Ordinal) ? DayOutcome.Done : DiceOutcome(BoxResult.Conflict);
        // What is in the log already two people entered: only its proof goes on.
        if (DayDecision.TakesTwo(day, by, secondBy, "A second organiser has to read the dice back.") is { } alone
            && !string.Equals((await box.GetStatusAsync(cancellationToken)).Dice, digits, StringComparison.Ordinal)) return alone.Outcome;
        var entered = await _dice.AskAsync(
            (digits, by),
            () => BesideAsync(
                async () => new(await box.Grain.RecordDiceAsync(digits, CancellationToken.None), ""),
                again => again.RecordDiceAsync(digits, by, secondBy, CancellationToken.None)),
            TimeSpan.Zero);
        if (entered is null) return DayOutcome.Working;
        return !BoxAnswer.Did(entered.Result)
            ? DiceOutcome(entered.Result)
            : await stream.WriteDownAsync(new DiceEntered(digits, by, stream.Now) { SecondBy = secondBy });
    }

    /// <summary>Asks the box until it has ended, and then the day itself, so that what was done is written though nobody asks again.</summary>
    private async Task<CountAnswer> BesideAsync(Func<Task<CountAnswer>> ask, Func<IDecisionDayGrain, Task<DayOutcome>> again)
    {
        CountAnswer answer;
        try
        {
            do answer = await ask();
            while (answer.Result == BoxResult.Working);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
            return new CountAnswer(BoxResult.Unavailable, "");
        }
        // A failure is for whoever asks next.
        if (Counted(answer.Result)) _ = AskDayAsync(again);
        return answer;
    }

    private async Task AskDayAsync(Func<IDecisionDayGrain, Task<DayOutcome>> again)
    {
        await Task.Yield();
        try
        {
            await again(neighbours.Itself);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
        }
    }

    private static bool UnderWay(LongWork<CountAnswer> work, Func<BoxResult, bool> worked) =>
        work.Current is { } task && (!task.IsCompleted || (task.IsCompletedSuccessfully && worked(task.Result.Result)));

    private static DayOutcome? Failed(LongWork<CountAnswer> work, Func<BoxResult, bool> worked, Func<BoxResult, DayOutcome> outcome) =>
        work.Current is not { IsCompleted: true } task ? null
        : !task.IsCompletedSuccessfully ? BoxAnswer.Unavailable
        : worked(task.Result.Result) ? null
        : outcome(task.Result.Result);

    private static bool Counted(BoxResult result) => BoxAnswer.Did(result) || result == BoxResult.TooFewBallots;

    private static DayOutcome CountOutcome(BoxResult result) => result == BoxResult.WrongPhase
        ? new DayOutcome(DayRefusal.WrongPhase, "The ballot box is not closed, so nothing can be counted.")
        : BoxAnswer.Outcome(result);

    private static DayOutcome DiceOutcome(BoxResult result) => result switch
    {
        BoxResult.Invalid => Invalid("Enter eight digits, one for each die, in the order in which they were read out."),
        BoxResult.Conflict => new DayOutcome(
            DayRefusal.OtherDice, "Other digits are in the log. The dice are rolled once, and what was entered stays."),
        _ => BoxAnswer.Outcome(result),
    };

    private static DayOutcome Invalid(string detail) => DayDecision.Invalid(detail).Outcome;
}
