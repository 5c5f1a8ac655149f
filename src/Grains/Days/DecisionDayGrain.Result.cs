using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
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
        if (Work != DayWork.None) return DayOutcome.Working;
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
        if (State.Mix == MixStage.Proved)
            return string.Equals(digits, State.Dice, StringComparison.Ordinal) ? DayOutcome.Done : DiceOutcome(BoxResult.Conflict);
        var entered = await dice.AskAsync(
            (digits, by), () => BesideAsync(async () => new(await Box.RecordLotsAsync(digits, CancellationToken.None), ""), again => again.RecordLotsAsync(digits, by, CancellationToken.None)),
            TimeSpan.Zero);
        if (entered is null) return DayOutcome.Working;
        return !BoxAnswer.Did(entered.Result)
            ? DiceOutcome(entered.Result)
            : await CarryOutAsync(Decision.Write(new LotsEntered(digits, by, Now)), CancellationToken.None);
    });

    /// <summary>
    /// Lets the box count beside the day's own turns, and writes what came of it in the turn of whoever asks next: the day itself, if nobody
    /// else does. After the mix no ballot can come in any more.
    /// </summary>
    private async Task<DayOutcome> CountAsync(Transition step, CancellationToken cancellationToken)
    {
        if (count.Current is null && PaperworkDecision.MayCount(State, await GetFiguresAsync(cancellationToken)) is { } stale) return stale.Outcome;
        var facts = DayFacts.Of(State);
        var made = await count.AskAsync(
            step, () => BesideAsync(() => Box.CountAsync(facts, CancellationToken.None), again => again.TransitionAsync(step, CancellationToken.None)), TimeSpan.Zero);
        if (made is null) return DayOutcome.Working;
        if (!Counted(made.Result)) return CountOutcome(made.Result);

        var counted = new DayCounted(made.Allocation, step.By, step.SecondBy, Now);
        return await CarryOutAsync(
            made.Result == BoxResult.TooFewBallots ? Decision.Write(counted) : Decision.Write(new BallotsMixed(step.By, Now), counted), CancellationToken.None);
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

    private static bool Counted(BoxResult result) => BoxAnswer.Did(result) || result == BoxResult.TooFewBallots;

    private static DayOutcome CountOutcome(BoxResult result) => result == BoxResult.WrongPhase ? NotClosed : BoxAnswer.Outcome(result);

    private static DayOutcome DiceOutcome(BoxResult result) => result switch
    {
        BoxResult.Invalid => Invalid("Enter eight digits, one for each die, in the order in which they were read out."),
        BoxResult.Conflict => new DayOutcome(DayRefusal.OtherDice, "Other digits are in the log. The dice are rolled once, and what was entered stays."),
        _ => BoxAnswer.Outcome(result),
    };

    private static DayOutcome NotClosed => new(DayRefusal.WrongPhase, "The ballot box is not closed, so nothing can be counted.");
}
