using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Silo;

/// <summary>Asks every day that may still be practised, every five minutes, to wipe the practice run whose time is over: nobody has to look at it for that.</summary>
internal sealed class PracticeEnds(IGrainFactory grains, TimeProvider time, ILogger<PracticeEnds> logger) : EveryDay(grains, time, TimeSpan.FromMinutes(5), logger)
{
    /// <inheritdoc/>
    protected override async Task<bool> AskAsync(string day, CancellationToken stoppingToken) =>
        PracticeId.Is(day) || await Grains.GetGrain<IPracticeGrain>(day).SweepAsync(stoppingToken);
}
