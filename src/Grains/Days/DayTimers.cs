using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.SelfCheck;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The timers of a day. While it is open its totals go into the log every minute. A step that ends voting is gone on with every second, since
/// it waits until votes were checked. From the opening to the declaration the day is checked every minute too, at every step and start, and
/// from the first entry on at close, count and declaration.
/// </summary>
internal sealed class DayTimers(
    IGrainBase grain, DayStream stream, DayBox box, DayNeighbours neighbours, Func<CancellationToken, Task<DayOutcome>> goOn, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ClosingBeat = TimeSpan.FromSeconds(1);
    private IGrainTimer? _totals;
    private IGrainTimer? _checks;
    private IGrainTimer? _closing;
    private DayPhase? _phaseBefore;

    /// <summary>Starts or ends them as the phase asks; a day with one stays active for it.</summary>
    public void Follow()
    {
        var phase = stream.State.Phase;
        Keep(ref _totals, phase == DayPhase.Open, RecordTotalsAsync);
        Keep(ref _closing, stream.State.Begun is { To: var to } && StepRules.EndsVoting(to), GoOnAsync, ClosingBeat);
        Keep(
            ref _checks, phase is DayPhase.Open or DayPhase.Paused or DayPhase.Checking or DayPhase.Closed or DayPhase.Counted,
            _ => CheckAsync(SelfCheckReach.NewEntries));
        if (_phaseBefore is { } before && before != phase && phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared)
            _ = CheckAsync(SelfCheckReach.WholeLog);
        else if (_checks is not null && _phaseBefore != phase)
            _ = CheckAsync(SelfCheckReach.NewEntries);
        // At the opening, and at each start while voters are served: another version may have been put in between.
        if (_phaseBefore != phase && phase is DayPhase.Open or DayPhase.Paused)
            _ = RecordPagesAsync();
        _phaseBefore = phase;
    }

    private void Keep(ref IGrainTimer? timer, bool wanted, Func<CancellationToken, Task> work, TimeSpan? every = null)
    {
        if (wanted)
        {
            var beat = every ?? Interval;
            timer ??= grain.RegisterGrainTimer(work, new GrainTimerCreationOptions(beat, beat) { KeepAlive = true });
            return;
        }

        timer?.Dispose();
        timer = null;
    }

    /// <summary>Goes on with a step that ends voting; what fails is tried again with the next beat.</summary>
    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await goOn(cancellationToken);
            if (outcome.Refusal != DayRefusal.None) logger.NotClosedYet(stream.Day, outcome.Refusal);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
        }
    }

    private async Task RecordTotalsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await box.RecordCountAsync(cancellationToken);
            if (!BoxAnswer.Did(result)) logger.CountNotRecorded(stream.Day, result);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.CountUnavailable(stream.Day, reason);
        }
    }

    private async Task RecordPagesAsync()
    {
        try
        {
            await Task.Yield();
            var result = await box.RecordPagesAsync(CancellationToken.None);
            if (!BoxAnswer.Did(result)) logger.PagesNotRecorded(stream.Day, result);
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.CountUnavailable(stream.Day, reason);
        }
    }

    /// <summary>Asks for a check and waits neither for it nor for its answer: no step depends on it.</summary>
    private async Task CheckAsync(SelfCheckReach reach)
    {
        try
        {
            await neighbours.SelfCheck.StartAsync(reach, CancellationToken.None);
        }
        catch (Exception reason)
        {
            logger.NotChecked(stream.Day, reason);
        }
    }
}
