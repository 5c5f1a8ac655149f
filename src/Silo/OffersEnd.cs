using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Silo;

/// <summary>Asks every day, every hour, to erase the offers and needs whose time is over: nobody has to look at the day for that.</summary>
internal sealed class OffersEnd(IGrainFactory grains, TimeProvider time, ILogger<OffersEnd> logger) : EveryDay(grains, time, TimeSpan.FromHours(1), logger)
{
    /// <inheritdoc/>
    protected override async Task<bool> AskAsync(string day, CancellationToken stoppingToken) =>
        await Grains.GetGrain<IOffersGrain>(day).EndAsync(stoppingToken) & await Grains.GetGrain<INeedsGrain>(day).EndAsync(stoppingToken);
}
