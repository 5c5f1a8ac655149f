using Microsoft.Extensions.Diagnostics.HealthChecks;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Silo;

/// <summary>Whether every ballot box that was asked for on this silo starts; one that does not is <c>Degraded</c>, and its log says why.</summary>
public sealed class BoxesStart(RefusedBoxes refused) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(refused.IsEmpty
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("A ballot box does not start; the log says why."));
}
