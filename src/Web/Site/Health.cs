using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Silo;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Whether the process lives, and whether it can read its storage through the grains. For supervisors and load balancers. A ballot box that
/// does not start makes it <c>Degraded</c>, still 200: the other days go on, and people meet a calm page and no dead address.
/// </summary>
public static class Health
{
    /// <summary>Adds the checks.</summary>
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<GrainsAnswer>("grains", timeout: TimeSpan.FromSeconds(2)).AddCheck<BoxesStart>("boxes");

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
