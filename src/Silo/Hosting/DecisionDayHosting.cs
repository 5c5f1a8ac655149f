using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Silo.Keys;

namespace PbDecisionDay.Silo;

/// <summary>Adds everything that grains need: the databases, the keys and the grain host this build was made for.</summary>
public static class DecisionDayHosting
{
    /// <summary>
    /// Hosts the grains in this process. Settings: section <c>Storage</c> (<see cref="StorageOptions"/>), section <c>Keys</c>
    /// (<see cref="KeyOptions"/>) and, on real Orleans, the connection string <c>Cluster</c>.
    /// </summary>
    public static IHostApplicationBuilder AddDecisionDaySilo(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSqliteStorage(options => builder.Configuration.GetSection("Storage").Bind(options));
        builder.Services.AddOptions<KeyOptions>().Bind(builder.Configuration.GetSection("Keys")).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<Unlock>();
        builder.Services.TryAddSingleton<IKeyCabinet, FileKeyCabinet>();
        builder.Services.AddHostedService<UnlockNotice>();
        builder.Services.TryAddSingleton<RefusedBoxes>();
        GrainHosting.AddSilo(builder);
        return builder;
    }
}
