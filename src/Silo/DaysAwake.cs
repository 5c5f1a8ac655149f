using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Silo;

/// <summary>
/// Asks for every day that is not over, at the start and every minute, so that what a day does by itself goes on after a restart though
/// nobody looks at it: a day that was checking votes has still to close.
/// </summary>
internal sealed partial class DaysAwake(IGrainFactory grains, TimeProvider time, ILogger<DaysAwake> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _over = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await AskAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested && OutcomeUnknown.IsOutage(failure))
            {
                LogNotAsked(failure);
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AskAsync(CancellationToken stoppingToken)
    {
        foreach (var day in await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(stoppingToken))
            if (!_over.Contains(day) && await grains.GetGrain<IDecisionDayGrain>(day).GetAsync(stoppingToken) is { Phase: var phase }
                && phase is DayPhase.Ratified or DayPhase.Archived or DayPhase.Postponed or DayPhase.Void)
                _over.Add(day);
    }

    [LoggerMessage(340, LogLevel.Warning, "The days could not be asked for. They are asked for again in a minute.")]
    private partial void LogNotAsked(Exception reason);
}
