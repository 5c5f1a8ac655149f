using Orleans.Runtime;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.SelfCheck;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// While the day is open its totals go into the log every minute. From the opening to the declaration it is checked every minute too, at
/// every step and start, and from the first entry on at close, count and declaration.
/// </summary>
internal sealed partial class DecisionDayGrain
{
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(60);
    private IGrainTimer? counting;
    private IGrainTimer? checking;
    private DayPhase? phaseBefore;

    private ISelfCheckGrain SelfCheck => GrainFactory.GetGrain<ISelfCheckGrain>(day);

    /// <summary>Starts or ends counting and checking as the phase asks; such a day stays active for it.</summary>
    private void KeepCounting()
    {
        Keep(ref counting, State.Phase == DayPhase.Open, RecordCountAsync);
        Keep(ref checking, State.Phase is DayPhase.Open or DayPhase.Paused or DayPhase.Closed or DayPhase.Counted, _ => CheckAsync(SelfCheckReach.NewEntries));
        if (phaseBefore is { } before && before != State.Phase && State.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared)
            _ = CheckAsync(SelfCheckReach.WholeLog);
        else if (checking is not null && phaseBefore != State.Phase)
            _ = CheckAsync(SelfCheckReach.NewEntries);
        phaseBefore = State.Phase;
    }

    private void Keep(ref IGrainTimer? timer, bool wanted, Func<CancellationToken, Task> work)
    {
        if (wanted)
        {
            timer ??= this.RegisterGrainTimer(work, new GrainTimerCreationOptions(CountInterval, CountInterval) { KeepAlive = true });
            return;
        }

        timer?.Dispose();
        timer = null;
    }

    private async Task RecordCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await Box.RecordCountAsync(await CheckedInAsync(cancellationToken), cancellationToken);
            if (!BoxAnswer.Did(result)) logger.CountNotRecorded(day, result);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.CountUnavailable(day, reason);
        }
    }

    /// <summary>Asks for a check and waits neither for it nor for its answer: no step depends on it.</summary>
    private async Task CheckAsync(SelfCheckReach reach)
    {
        try
        {
            await SelfCheck.StartAsync(reach, CancellationToken.None);
        }
        catch (Exception reason)
        {
            logger.NotChecked(day, reason);
        }
    }
}
