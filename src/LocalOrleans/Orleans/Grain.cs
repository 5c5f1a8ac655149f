using Orleans.Runtime;
using PbDecisionDay.LocalOrleans.Activations;
using PbDecisionDay.LocalOrleans.Contracts;

namespace Orleans;

/// <summary>The base of every grain class. Its code runs one turn at a time, and unless it says otherwise one request at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation = GrainClass.Constructing;

    /// <summary>Called by the host; key, factory and services are there already.</summary>
    protected Grain()
    {
    }

    /// <summary>Hands out references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.GrainFactory;

    /// <summary>The services of this activation: scoped ones live as long as it does.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.Services;

    internal Activation Activation => _activation
        ?? throw new InvalidOperationException($"{GetType().Name} was created outside the grain host, so it has no key, factory or services.");

    /// <summary>Runs before the first request. A failure is reported to every caller that waits; the next call tries afresh.</summary>
    /// <param name="cancellationToken">Cancelled when the host stops waiting.</param>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request and the last timer. A failure is logged, and the activation ends all the same.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when the host stops waiting.</param>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running requests have finished; later calls go to the next one.</summary>
    protected void DeactivateOnIdle() =>
        Activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));
}
