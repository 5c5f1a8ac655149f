using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;

namespace PbDecisionDay.LocalOrleans;

/// <summary>Adds the one-process grain host to a service collection.</summary>
public static class LocalGrainHosting
{
    /// <summary>
    /// Adds <see cref="IGrainFactory"/> and the host behind it, which starts and stops with the application. Time comes from the
    /// registered <see cref="TimeProvider"/>. Services registered after this one stop before it, so that they may call grains to the end.
    /// </summary>
    public static IServiceCollection AddLocalGrainHost(this IServiceCollection services, Action<LocalGrainHostOptions> configure)
    {
        services.AddOptions<LocalGrainHostOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LocalGrainHost>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<LocalGrainHost>());
        services.AddHostedService(provider => provider.GetRequiredService<LocalGrainHost>());
        return services;
    }
}
