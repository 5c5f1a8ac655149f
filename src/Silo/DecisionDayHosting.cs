using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Silo;

/// <summary>Adds everything that grains need: the databases, the keys and the silo.</summary>
public static class DecisionDayHosting
{
    /// <summary>
    /// Hosts the grains in this process. Settings: section <c>Storage</c> (<see cref="StorageOptions"/>) and section <c>Keys</c>
    /// (<see cref="Storage.Keys.KeyOptions"/>).
    /// </summary>
    public static IHostApplicationBuilder AddDecisionDaySilo(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddKeys(builder.Configuration.GetSection("Keys"));
        builder.Services.TryAddSingleton<RefusedBoxes>();
        builder.Services.TryAddSingleton<LiveAllocations>();
        GrainHosting.AddSilo(builder);
        return builder;
    }
}
