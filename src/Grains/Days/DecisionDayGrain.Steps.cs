using PbDecisionDay.Ledger;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The steps of the life cycle. The ballot box's log alone decides open, paused and closed: a step the box has to take is
/// written as begun, taken by the box, and written as taken. What was begun and not written as taken is settled by asking the box.
/// </summary>
internal sealed partial class DecisionDayGrain
{
    /// <inheritdoc/>
    public Task<DayOutcome> TransitionAsync(Transition command, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (State.Begun is { } begun && await TookAsync(begun, cancellationToken)
            && await FinishAsync(begun) is { Refusal: not DayRefusal.None } failed) return failed;

        var outcome = LifeCycle.Answer(State, command)?.Outcome
            ?? (command.To != DayPhase.Counted && Work != DayWork.None ? DayOutcome.Working : await TakeStepAsync(command, cancellationToken));
        if (outcome.Refusal == DayRefusal.None) logger.StepTaken(day, State.Phase);
        return outcome;
    });

    private Task<DayOutcome> TakeStepAsync(Transition step, CancellationToken cancellationToken) => step.To switch
    {
        DayPhase.Published => PublishAsync(step, cancellationToken),
        DayPhase.Open => OpenAsync(step, cancellationToken),
        DayPhase.Paused or DayPhase.Closed => ThroughBoxAsync(step, cancellationToken),
        DayPhase.Counted => CountAsync(step, cancellationToken),
        DayPhase.Declared => DeclareAsync(step, cancellationToken),
        DayPhase.Archived => ArchiveAsync(step, cancellationToken),
        DayPhase.Postponed or DayPhase.Void => EndAsync(step, cancellationToken),
        DayPhase.Ratified => RecordAsync(step),
        DayPhase.Draft => throw new InvalidOperationException("No step leads back to a draft."),
    };

    private async Task<DayOutcome> OpenAsync(Transition step, CancellationToken cancellationToken)
    {
        if (await SetUpBoxAsync() is { Refusal: not DayRefusal.None } notSetUp) return notSetUp;
        if ((await Box.GetStatusAsync(cancellationToken)).Printed == 0)
            return new DayOutcome(DayRefusal.NeedsCards, "There are no cards: print or register a batch before opening.");
        return await ThroughBoxAsync(step, cancellationToken);
    }

    private async Task<DayOutcome> ArchiveAsync(Transition step, CancellationToken cancellationToken)
    {
        await Register.EraseAsync(cancellationToken);
        await files.EraseAllAsync();
        var told = await Box.RecordErasureAsync(ErasedThing.Register, CancellationToken.None);
        // A day that never had cards has no log to say it in.
        return BoxAnswer.Did(told) || told == BoxResult.WrongPhase ? await RecordAsync(step) : BoxAnswer.Outcome(told);
    }

    /// <summary>Postpones or voids; an open box is closed with it, so that nobody goes on voting.</summary>
    private async Task<DayOutcome> EndAsync(Transition step, CancellationToken cancellationToken) =>
        (await Box.GetStatusAsync(cancellationToken)).Phase is BoxPhase.Open or BoxPhase.Paused
            ? await ThroughBoxAsync(step, cancellationToken)
            : await RecordAsync(step);

    /// <summary>Writes whose step it is, lets the box take it, and writes that it did. From the first write on nothing is cancelled.</summary>
    private async Task<DayOutcome> ThroughBoxAsync(Transition step, CancellationToken cancellationToken)
    {
        var begun = new StepBegun(step.To, step.Reason, step.By, step.SecondBy, Now);
        return await stream.TryAppendAsync([begun], cancellationToken) ? await FinishAsync(begun) : BoxAnswer.Unavailable;
    }

    /// <summary>Tells the box, once more if need be: it answers an opening or a close only with a checkpoint over it.</summary>
    private async Task<DayOutcome> FinishAsync(StepBegun begun)
    {
        var result = begun.To switch
        {
            DayPhase.Open when State.Phase == DayPhase.Paused => await Box.ResumeAsync(CancellationToken.None),
            DayPhase.Open => await Box.OpenAsync(new OpenBox(State.Rules, State.Paper), CancellationToken.None),
            DayPhase.Paused => await Box.PauseAsync(CancellationToken.None),
            _ => await Box.CloseAsync(await CheckedInAsync(CancellationToken.None), CancellationToken.None),
        };
        return BoxAnswer.Did(result) ? await CarryOutAsync(Decision.Write(Taken(begun)), CancellationToken.None) : BoxAnswer.Outcome(result);
    }

    private Task<DayOutcome> RecordAsync(Transition step) =>
        CarryOutAsync(Decision.Write(new StepTaken(step.To, step.Reason, step.By, step.SecondBy, Now)), CancellationToken.None);

    /// <summary>
    /// The day as the box has it: a step that was begun is taken if the box took it, and dice are entered if the box has them, written or not.
    /// It is read between the awaits of a command, so it goes by the state that was durable when it was asked, to the end.
    /// </summary>
    private async Task<DayState> SeenAsync(CancellationToken cancellationToken)
    {
        var seen = State;
        try
        {
            if (seen.Mix == MixStage.AwaitsDice)
                return seen.Mixed(await Box.GetStatusAsync(cancellationToken));
            return seen.Begun is { } begun && await TookAsync(begun, cancellationToken) ? seen.Apply(Taken(begun)) : seen;
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(day, reason);
            return seen;
        }
    }

    private async Task<bool> TookAsync(StepBegun begun, CancellationToken cancellationToken)
    {
        var phase = (await Box.GetStatusAsync(cancellationToken)).Phase;
        return begun.To switch
        {
            DayPhase.Open => phase == BoxPhase.Open,
            DayPhase.Paused => phase == BoxPhase.Paused,
            DayPhase.Closed or DayPhase.Postponed or DayPhase.Void => phase == BoxPhase.Closed,
            _ => false,
        };
    }

    private static StepTaken Taken(StepBegun begun) => new(begun.To, begun.Reason, begun.By, begun.SecondBy, begun.At);
}
