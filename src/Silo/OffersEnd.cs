using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Silo;

/// <summary>Asks every day, every hour, to erase the offers whose time is over: nobody has to look at the day for that.</summary>
internal sealed class OffersEnd(IGrainFactory grains, TimeProvider time, ILogger<OffersEnd> logger) : EveryDay(grains, time, TimeSpan.FromHours(1), logger)
{
    /// <inheritdoc/>
    protected override Task<bool> AskAsync(string day, CancellationToken stoppingToken) => Grains.GetGrain<IOffersGrain>(day).EndAsync(stoppingToken);
}
