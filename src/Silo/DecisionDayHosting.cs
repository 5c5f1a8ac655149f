using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Grains.Organisations;
using PbDecisionDay.Grains.Running;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Silo;

/// <summary>Adds everything that grains need: the databases, the keys and the silo.</summary>
public static class DecisionDayHosting
{
    // What has not ended by then is ended: all that was acknowledged is on the disk, and whoever waits for the rest asks again.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Hosts the grains in this process. Settings: section <c>Storage</c> (<see cref="StorageOptions"/>) and section <c>Keys</c>
    /// (<see cref="Storage.Keys.KeyOptions"/>).
    /// </summary>
    public static IHostApplicationBuilder AddDecisionDaySilo(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddDecisionDayGrains();
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddKeys(builder.Configuration.GetSection("Keys"));
        builder.Services.AddBackups(builder.Configuration.GetSection("Backup"));
        GrainHosting.AddSilo(builder);
        builder.Services.AddHostedService<DaysAwake>();
        builder.Services.AddHostedService<OffersEnd>();
        builder.Services.AddHostedService<PracticeEnds>();
        return builder;
    }

    /// <summary>What grains need beside the databases and the keys, on every silo.</summary>
    public static IServiceCollection AddDecisionDayGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RefusedBoxes>();
        services.TryAddSingleton<StartedLogs>();
        services.TryAddSingleton<WitnessCaller>();
        services.TryAddSingleton<LiveAllocations>();
        services.TryAddSingleton<GuessCounts>();
        services.TryAddSingleton<DoorGuesses>();
        services.TryAddSingleton<MinuteTurns>();
        services.TryAddSingleton<StationsSeen>();
        services.TryAddSingleton<IVoterPages, NoVoterPages>();
        return services;
    }
}
