using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Silo;

/// <summary>
/// Asks for every day that is not over, every minute, so that what a day does by itself goes on after a restart though nobody looks at it: a day
/// that was checking votes has still to close.
/// </summary>
internal sealed class DaysAwake(IGrainFactory grains, TimeProvider time, ILogger<DaysAwake> logger) : EveryDay(grains, time, TimeSpan.FromMinutes(1), logger)
{
    /// <inheritdoc/>
    protected override async Task<bool> AskAsync(string day, CancellationToken stoppingToken) =>
        await Grains.GetGrain<IDecisionDayGrain>(day).GetAsync(stoppingToken)
            is { Phase: DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void };
}
