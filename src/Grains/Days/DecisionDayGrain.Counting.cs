using Orleans;
using Orleans.Runtime;

namespace PbDecisionDay.Grains.Days;

/// <summary>While the day is open its totals go into the log every minute.</summary>
internal sealed partial class DecisionDayGrain
{
    private static readonly TimeSpan CountInterval = TimeSpan.FromSeconds(60);
    private IGrainTimer? counting;

    /// <summary>Starts or ends the counting as the phase asks; an open day stays active for it.</summary>
    private void KeepCounting()
    {
        if (State.Phase == DayPhase.Open)
        {
            counting ??= this.RegisterGrainTimer(RecordCountAsync, new GrainTimerCreationOptions(CountInterval, CountInterval) { KeepAlive = true });
            return;
        }

        counting?.Dispose();
        counting = null;
    }

    private async Task RecordCountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await Box.RecordCountAsync(await CheckedInAsync(cancellationToken), cancellationToken);
            if (!BoxAnswer.Did(result)) logger.CountNotRecorded(day, result);
        }
        catch (Exception reason) when (BoxAnswer.IsOutage(reason))
        {
            logger.CountUnavailable(day, reason);
        }
    }
}
