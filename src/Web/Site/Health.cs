using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using PbDecisionDay.Grains.Organisations;

namespace PbDecisionDay.Web.Site;

/// <summary>Whether the process lives, and whether it can read its storage through the grains. For supervisors and load balancers.</summary>
public static class Health
{
    /// <summary>Adds the checks.</summary>
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<GrainsAnswer>("grains", timeout: TimeSpan.FromSeconds(2));

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }

    private sealed class GrainsAnswer(IGrainFactory grains) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
