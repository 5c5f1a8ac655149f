namespace Orleans;

/// <summary>What the host asks of a grain's instance.</summary>
public interface IGrainBase
{
    /// <summary>Runs before the first request. A failure is reported to every caller that waits; the next call tries afresh.</summary>
    /// <param name="token">Cancelled when the host stops waiting.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request. A failure is logged, and the activation ends all the same.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when the host stops waiting.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
