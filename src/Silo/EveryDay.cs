using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Silo;

/// <summary>Asks something of every day, at the start and then on a beat, until a day answers that it need not be asked again.</summary>
internal abstract partial class EveryDay(IGrainFactory grains, TimeProvider time, TimeSpan beat, ILogger logger) : BackgroundService
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal), _silent = new(StringComparer.Ordinal);

    /// <summary>The grains.</summary>
    protected IGrainFactory Grains => grains;

    /// <summary>Asks a day.</summary>
    /// <returns>Whether it need not be asked again.</returns>
    protected abstract Task<bool> AskAsync(string day, CancellationToken stoppingToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(beat, time);
        do
        {
            try
            {
                foreach (var day in await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(stoppingToken))
                    if (!_done.Contains(day) && await AskOneAsync(day, stoppingToken)) _done.Add(day);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested && OutcomeUnknown.IsOutage(failure))
            {
                LogNoDays(failure, beat);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> AskOneAsync(string day, CancellationToken stoppingToken)
    {
        try
        {
            var done = await AskAsync(day, stoppingToken);
            _silent.Remove(day);
            return done;
        }
#pragma warning disable CA1031 // A day that cannot be read must not keep the others from being asked, nor stop the service.
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Once, and not on every beat, until it answers again.
            if (_silent.Add(day)) LogNotAsked(failure, GetType().Name, day, beat);
            return false;
        }
    }

    [LoggerMessage(340, LogLevel.Warning, "The days could not be listed. They are asked for again in {Beat}.")]
    private partial void LogNoDays(Exception reason, TimeSpan beat);

    [LoggerMessage(341, LogLevel.Warning, "{Asking} could not ask the day {Day}. It is asked again in {Beat}.")]
    private partial void LogNotAsked(Exception reason, string asking, string day, TimeSpan beat);
}
