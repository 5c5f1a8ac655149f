using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days.Counting;

namespace PbDecisionDay.Grains.Days;

/// <summary>From the close to the declaration: papers are keyed, the ballots mixed and the money allocated, the dice rolled, the result declared.</summary>
internal sealed partial class DecisionDayGrain
{
    /// <inheritdoc/>
    public Task<DayOutcome> EnterPaperBallotAsync(EnterPaperBallot command, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (DayDecision.Within(State, by, DayPhase.Closed) is { } refusal) return refusal.Outcome;
        var result = await Box.EnterPaperBallotAsync(command, cancellationToken);
        if (result == BoxResult.Invalid)
            return Invalid("That is no valid ballot under this day's rules, or the batch or the number cannot be read.");
        return BoxAnswer.Did(result)
            ? await CarryOutAsync(Decision.Write(new PaperKeyed(command.Batch, command.Number, by, Now)), CancellationToken.None)
            : BoxAnswer.Outcome(result);
    });

    /// <inheritdoc/>
    public Task<DayOutcome> RecordLotsAsync(string digits, string by, CancellationToken cancellationToken) => OutagesAsAnswersAsync(async () =>
    {
        if (DayDecision.Within(State, by, DayPhase.Counted) is { } refusal) return refusal.Outcome;
        if (State.Mix == MixStage.None)
            return new DayOutcome(DayRefusal.WrongPhase, "Too few ballots count for a mix, so no dice are needed.");
        var result = await Box.RecordLotsAsync(digits, cancellationToken);
        if (result == BoxResult.Invalid)
            return Invalid("Enter eight digits, one for each die, in the order in which they were read out.");
        if (result == BoxResult.Conflict)
            return new DayOutcome(DayRefusal.OtherDice, "Other digits are in the log. The dice are rolled once, and what was entered stays.");
        if (!BoxAnswer.Did(result)) return BoxAnswer.Outcome(result);
        return State.Mix == MixStage.Proved
            ? DayOutcome.Done
            : await CarryOutAsync(Decision.Write(new LotsEntered(digits, by, Now)), CancellationToken.None);
    });

    /// <summary>
    /// Binds the box to the published ballots, and then allocates the money: after the mix no ballot can come in any more.
    /// </summary>
    private async Task<DayOutcome> CountAsync(Transition step, CancellationToken cancellationToken)
    {
        if (PaperworkDecision.MayCount(State, await GetFiguresAsync(cancellationToken)) is { } stale) return stale.Outcome;
        var mixed = await Box.MixAsync(DayFacts.Of(State), cancellationToken);
        if (mixed == BoxResult.WrongPhase) return NotClosed;
        if (!BoxAnswer.Did(mixed) && mixed != BoxResult.TooFewBallots) return BoxAnswer.Outcome(mixed);

        var result = await GrainFactory.GetGrain<ITallyGrain>(day).CountAsync(cancellationToken);
        if (result.Length == 0) return NotClosed;
        var counted = new DayCounted(result, step.By, step.SecondBy, Now);
        return await CarryOutAsync(
            mixed == BoxResult.TooFewBallots ? Decision.Write(counted) : Decision.Write(new BallotsMixed(step.By, Now), counted), CancellationToken.None);
    }

    private async Task<DayOutcome> DeclareAsync(Transition step, CancellationToken cancellationToken)
    {
        var result = await Box.RecordResultAsync(State.Result, cancellationToken);
        if (BoxAnswer.Did(result)) return await RecordAsync(step);
        return result == BoxResult.WrongPhase && State.Mix is not MixStage.None ? await AwaitedAsync(cancellationToken) : BoxAnswer.Outcome(result);
    }

    private async Task<DayOutcome> AwaitedAsync(CancellationToken cancellationToken) => new(
        DayRefusal.NeedsDice,
        (await Box.GetStatusAsync(cancellationToken)).Mix == MixStage.AwaitsProof
            ? "The proof is not written yet. Enter the same eight digits once more."
            : "Roll the eight dice and enter them first.");

    private static DayOutcome NotClosed => new(DayRefusal.WrongPhase, "The ballot box is not closed, so nothing can be counted.");
}
