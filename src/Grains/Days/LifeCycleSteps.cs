using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Counting;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The steps of the life cycle. A step that the ballot box has to take is written as begun, taken by the box, and written as taken.
/// </summary>
internal sealed class LifeCycleSteps(
    DayStream stream, DayBox box, DayNeighbours neighbours, DayCount count, CountFiles files, IVoterPages pages, ILogger logger)
{
    private DateTimeOffset? _closesAt;

    private readonly DayPublishing _publishing = new(stream, neighbours, pages);

    public async Task<DayOutcome> TakeAsync(Transition step, CancellationToken cancellationToken)
    {
        if (await GoOnAsync(cancellationToken) is { Refusal: not DayRefusal.None } failed) return failed;

        var answer = LifeCycle.Answer(stream.State, step)?.Outcome;
        if (answer is null or { Refusal: DayRefusal.NeedsSecondPerson } && await UnconfirmedAsync(step, cancellationToken) is { } nobody) return nobody;
        // Nobody is asked to agree to what the box forbids.
        if (answer?.Refusal == DayRefusal.NeedsSecondPerson)
            answer = step.To switch
            {
                DayPhase.Published => await _publishing.RefusalAsync(cancellationToken),
                DayPhase.Open => await NotOpeningAsync(step, cancellationToken),
                DayPhase.Declared => await SlipsWaitAsync(cancellationToken),
                _ => null,
            } ?? answer;
        var outcome = answer
            ?? (step.To != DayPhase.Counted && count.Work != DayWork.None ? DayOutcome.Working : await TakeAllowedAsync(step, cancellationToken));
        if (outcome.Refusal == DayRefusal.None) logger.StepTaken(stream.Day, stream.State.Phase);
        return outcome;
    }

    /// <summary>The refusal of somebody whom nobody has confirmed, while a day that counts has no approvers yet.</summary>
    private async Task<DayOutcome?> UnconfirmedAsync(Transition step, CancellationToken cancellationToken)
    {
        if (stream.State.Created!.Rehearsal || !stream.State.Approvers.IsEmpty) return null;
        var confirmed = await neighbours.Organisation.ListApproversAsync(cancellationToken);
        // Publishing says itself how many are missing.
        if (step.To == DayPhase.Published && confirmed.Length < 2) return null;
        return new[] { step.By, step.SecondBy }.All(by => by.Length == 0 || confirmed.Any(approver => approver.Organiser == by)) ? null : new DayOutcome(
            DayRefusal.NotApprover, "Nobody has confirmed you yet. Another confirmed organiser does so in person, on the organisers' page; then you can take this step.");
    }

    /// <summary>When the time for checking votes is over; <c>null</c> where no votes are checked now.</summary>
    public DateTimeOffset? ClosesAt => stream.State.Phase == DayPhase.Checking ? _closesAt : null;

    /// <summary>
    /// Goes on with a step that was begun, if the box has taken it: a step that ends voting waits until votes were checked. The time for
    /// that begins with each activation that finds the day in it.
    /// </summary>
    public async Task<DayOutcome> GoOnAsync(CancellationToken cancellationToken) =>
        stream.State.Begun is { } begun && await box.TookAsync(begun, cancellationToken) ? await FinishAsync(begun) : DayOutcome.Done;

    private Task<DayOutcome> TakeAllowedAsync(Transition step, CancellationToken cancellationToken) => step.To switch
    {
        DayPhase.Published => _publishing.PublishAsync(step, cancellationToken),
        DayPhase.Open => OpenAsync(step, cancellationToken),
        DayPhase.Paused or DayPhase.Closed => ThroughBoxAsync(step, cancellationToken),
        DayPhase.Counted => count.CountAsync(step, cancellationToken),
        DayPhase.Declared => DeclareAsync(step, cancellationToken),
        DayPhase.Archived => ArchiveAsync(step, cancellationToken),
        DayPhase.Postponed or DayPhase.Void => EndAsync(step, cancellationToken),
        DayPhase.Ratified => RecordAsync(step),
        DayPhase.Draft or DayPhase.Checking => throw new InvalidOperationException("No step is asked for that leads there."),
    };

    private async Task<DayOutcome> OpenAsync(Transition step, CancellationToken cancellationToken) =>
        await NotOpeningAsync(step, cancellationToken) ?? await ThroughBoxAsync(step, cancellationToken);

    private async Task<DayOutcome?> NotOpeningAsync(Transition step, CancellationToken cancellationToken)
    {
        if (await box.SetUpAsync() is { Refusal: not DayRefusal.None } notSetUp) return notSetUp;
        var status = await box.GetStatusAsync(cancellationToken);
        return OpeningDecision.Refusal(stream.State, status.Batches, step, stream.Now) ?? await UnwitnessedAsync(step, cancellationToken);
    }

    /// <summary>The refusal of a day whose named witnesses do not sign, unless somebody said that it opens all the same.</summary>
    private async Task<DayOutcome?> UnwitnessedAsync(Transition step, CancellationToken cancellationToken)
    {
        var day = stream.State;
        if (day.Phase != DayPhase.Published || day.Created!.Rehearsal || day.Settings.Witnesses.IsEmpty || step.WithoutWitness) return null;
        if (await box.Grain.MeetWitnessesAsync(day.Settings.Witnesses, cancellationToken) is var met && !BoxAnswer.Did(met)) return BoxAnswer.Outcome(met);
        // Who signed once and is away now watches nothing.
        var status = await box.GetStatusAsync(cancellationToken);
        return status.Witnesses.Any(witness => witness.Trouble == WitnessTrouble.None && witness.Size >= status.LogSize) ? null : new DayOutcome(
            DayRefusal.NeedsWitness,
            "None of the witnesses that the day names signs now. Start one of them and try again. Or say that the day shall open without; everyone is told so for ever.");
    }

    private async Task<DayOutcome> DeclareAsync(Transition step, CancellationToken cancellationToken)
    {
        if (await SlipsWaitAsync(cancellationToken) is { } wait) return wait;
        var result = await box.Grain.RecordResultAsync(stream.State.Result, cancellationToken);
        if (BoxAnswer.Did(result)) return await RecordAsync(step);
        return result == BoxResult.WrongPhase && stream.State.Mix is not MixStage.None
            ? await AwaitedAsync(cancellationToken)
            : BoxAnswer.Outcome(result);
    }

    /// <summary>The refusal of a day that counts while slips that the dice named are not compared with the screen.</summary>
    private async Task<DayOutcome?> SlipsWaitAsync(CancellationToken cancellationToken)
    {
        if (stream.State.Created!.Rehearsal) return null;
        var waiting = (await box.GetStatusAsync(cancellationToken)).Samples.Length - stream.State.Compared.Length;
        return waiting <= 0 ? null : new DayOutcome(
            DayRefusal.NotValidated, $"First the hall compares the slips that the dice named with the screen, on the console's page of the papers. Slips that wait: {waiting}.");
    }

    private async Task<DayOutcome> AwaitedAsync(CancellationToken cancellationToken) => new(
        DayRefusal.NeedsDice,
        (await box.GetStatusAsync(cancellationToken)).Mix == MixStage.AwaitsProof
            ? "The proof is not written yet. Enter the same eight digits once more."
            : "Roll the eight dice and enter them first.");

    private async Task<DayOutcome> ArchiveAsync(Transition step, CancellationToken cancellationToken)
    {
        await neighbours.Register.EraseAsync(cancellationToken);
        await neighbours.Offers.EraseAsync(cancellationToken);
        await neighbours.Needs.EraseAsync(cancellationToken);
        await neighbours.Stalls.ErasePhotographsAsync(step.By, cancellationToken);
        await files.EraseAllAsync();
        var told = await box.Grain.RecordErasureAsync(ErasedThing.Register, CancellationToken.None);
        // Without a mix the key to the openings was still needed; nobody gets openings from here after the archive.
        if (BoxAnswer.Did(told) && !(await box.GetStatusAsync(cancellationToken)).OpeningsOver)
            told = await box.Grain.RecordErasureAsync(ErasedThing.OpeningsKey, CancellationToken.None);
        // A day that never had cards has no log to say it in.
        return BoxAnswer.Did(told) || told == BoxResult.WrongPhase ? await RecordAsync(step) : BoxAnswer.Outcome(told);
    }

    /// <summary>Postpones or voids; an open box is closed with it, so that nobody goes on voting.</summary>
    private async Task<DayOutcome> EndAsync(Transition step, CancellationToken cancellationToken) =>
        (await box.GetStatusAsync(cancellationToken)).Phase is BoxPhase.Open or BoxPhase.Paused
            ? await ThroughBoxAsync(step, cancellationToken)
            : await RecordAsync(step);

    /// <summary>Writes whose step it is, lets the box take it, and writes that it did. From the first write on nothing is cancelled.</summary>
    private async Task<DayOutcome> ThroughBoxAsync(Transition step, CancellationToken cancellationToken)
    {
        var begun = new StepBegun(step.To, step.Reason, step.By, step.SecondBy, stream.Now);
        return await stream.CarryOutAsync(Decision.Write(begun), cancellationToken) is { Refusal: not DayRefusal.None } failed
            ? failed
            : await FinishAsync(begun);
    }

    private async Task<DayOutcome> FinishAsync(StepBegun begun)
    {
        var result = await box.TakeAsync(begun);
        return !BoxAnswer.Did(result) ? BoxAnswer.Outcome(result)
            : StepRules.EndsVoting(begun.To) ? await CheckedThenAsync(begun)
            : await stream.WriteDownAsync(begun.Taken);
    }

    /// <summary>After the end of casting: notes it, and once votes could be checked long enough, closes the box and writes that the step was taken.</summary>
    private async Task<DayOutcome> CheckedThenAsync(StepBegun begun)
    {
        var time = StepRules.CheckingTime(stream.State.Created!.Rehearsal);
        if (time > TimeSpan.Zero && stream.State.Phase != DayPhase.Checking
            && await stream.WriteDownAsync(new CastingEnded(stream.Now)) is { Refusal: not DayRefusal.None } failed) return failed;
        _closesAt ??= stream.Now + time;
        if (stream.Now < _closesAt) return DayOutcome.Done;
        var result = await box.CloseAsync();
        return BoxAnswer.Did(result)
            ? await stream.WriteDownAsync(new StepTaken(begun.To, begun.Reason, begun.By, begun.SecondBy, stream.Now))
            : BoxAnswer.Outcome(result);
    }

    private Task<DayOutcome> RecordAsync(Transition step) =>
        stream.WriteDownAsync(new StepTaken(step.To, step.Reason, step.By, step.SecondBy, stream.Now));
}
