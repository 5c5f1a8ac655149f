using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Silo;

/// <summary>Asks every day, at the start and every hour, to erase the offers whose time is over: nobody has to look at the day for that.</summary>
internal sealed partial class OffersEnd(IGrainFactory grains, TimeProvider time, ILogger<OffersEnd> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                foreach (var day in await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(stoppingToken))
                    if (!_ended.Contains(day) && await grains.GetGrain<IOffersGrain>(day).EndAsync(stoppingToken)) _ended.Add(day);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested && OutcomeUnknown.IsOutage(failure))
            {
                LogNotAsked(failure);
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(341, LogLevel.Warning, "The days could not be asked to erase offers whose time is over. They are asked again in an hour.")]
    private partial void LogNotAsked(Exception reason);
}
