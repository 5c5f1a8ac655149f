using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Work;

namespace PbDecisionDay.Grains.Days;

/// <summary>What the ballot box does for the day that may outlast a call: the count, and the proof of the mix.</summary>
internal sealed partial class DecisionDayGrain
{
    private readonly LongWork<CountAnswer> count = new();
    private readonly LongWork<CountAnswer> dice = new();

    /// <summary>What runs, or is done and waits for its turn to be written; what failed is over.</summary>
    private DayWork Work =>
        UnderWay(count, Counted) ? DayWork.Counting
        : UnderWay(dice, BoxAnswer.Did) ? DayWork.Proving
        : DayWork.None;

    /// <summary>Why the last work failed, while nobody who asked for it was told.</summary>
    private DayOutcome? WorkFailure => Failed(count, Counted, CountOutcome) ?? Failed(dice, BoxAnswer.Did, DiceOutcome);

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
            logger.NeighbourUnavailable(day, reason);
            return new CountAnswer(BoxResult.Unavailable, "");
        }
        // A failure is for whoever asks next.
        if (Counted(answer.Result)) _ = AskMyselfAsync(again);
        return answer;
    }

    private async Task AskMyselfAsync(Func<IDecisionDayGrain, Task<DayOutcome>> again)
    {
        await Task.Yield();
        try
        {
            await again(GrainFactory.GetGrain<IDecisionDayGrain>(day));
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(day, reason);
        }
    }

    private static bool UnderWay(LongWork<CountAnswer> work, Func<BoxResult, bool> worked) =>
        work.Current is { } task && (!task.IsCompleted || (task.IsCompletedSuccessfully && worked(task.Result.Result)));

    private static DayOutcome? Failed(LongWork<CountAnswer> work, Func<BoxResult, bool> worked, Func<BoxResult, DayOutcome> outcome) =>
        work.Current is not { IsCompleted: true } task ? null
        : !task.IsCompletedSuccessfully ? BoxAnswer.Unavailable
        : worked(task.Result.Result) ? null
        : outcome(task.Result.Result);
}
