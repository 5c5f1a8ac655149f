using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using PbDecisionDay.LocalOrleans.Activations;
using PbDecisionDay.LocalOrleans.Calls;
using PbDecisionDay.LocalOrleans.Contracts;

namespace PbDecisionDay.LocalOrleans;

/// <summary>
/// Hosts grains in this process: finds or makes the activation a call is for, deactivates idle ones, and all of them at the end.
/// </summary>
public sealed class LocalGrainHost : IGrainFactory, IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly GrainCatalog _catalog;
    private readonly LocalGrainHostOptions _options;
    private readonly Random _random;
    private volatile Phase _phase = Phase.NotStarted;
    private ITimer? _collection;

    /// <summary>Called by the container.</summary>
    public LocalGrainHost(
        IServiceProvider services, IOptions<LocalGrainHostOptions> options, TimeProvider time, ILogger<LocalGrainHost> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (Services, Time, Logger, _options, Aborting) = (services, time, logger, options.Value, _aborting.Token);
        _catalog = new GrainCatalog(_options.Types);
        _random = new Random(_options.ForcedDeactivationSeed);
    }

    private enum Phase
    {
        NotStarted,
        Running,
        Stopping,
        Stopped,
    }

    internal IServiceProvider Services { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    /// <summary>Cancelled when a stop has run out of time.</summary>
    internal CancellationToken Aborting { get; }

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrEmpty(primaryKey);
        if (grainClassNamePrefix is not null)
            throw new NotSupportedException("Each grain interface has exactly one class, so there is nothing for a class name prefix to choose.");
        GrainInterface contract = _catalog.Find(typeof(TGrainInterface));
        return GrainReference.Create<TGrainInterface>(this, new GrainId(contract.Class, primaryKey), contract.Methods);
    }

    /// <summary>Deactivates the grain's activation, if it has one, and completes when that has ended.</summary>
    /// <param name="grain">A reference to the grain.</param>
    /// <exception cref="ArgumentException">This is not a reference to a grain.</exception>
    public Task DeactivateAsync(IAddressable grain)
    {
        if (grain is not GrainReference reference)
            throw new ArgumentException("Only a reference from GetGrain can be deactivated.", nameof(grain));
        return _activations.TryGetValue(reference.Id, out Activation? activation)
            ? DeactivateAsync(activation, new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Asked for from outside."))
            : Task.CompletedTask;
    }

    /// <summary>Checks every grain and contract, then takes calls.</summary>
    /// <exception cref="InvalidOperationException">A grain or contract is not fit; the message lists everything that is not.</exception>
    Task IHostedService.StartAsync(CancellationToken cancellationToken)
    {
        _catalog.RefuseUnfit();
        _phase = Phase.Running;
        TimeSpan interval = _options.CollectionAge / 4;
        _collection = Time.CreateTimer(static host => ((LocalGrainHost)host!).Collect(), this, interval, interval);
        return Task.CompletedTask;
    }

    /// <summary>Lets running requests finish and deactivates every grain, for as long as the token allows.</summary>
    async Task IHostedService.StopAsync(CancellationToken cancellationToken)
    {
        _phase = Phase.Stopping;
        _collection?.Dispose();
        try
        {
            while (!_activations.IsEmpty)
                await DeactivateAllAsync().WaitAsync(cancellationToken);
            _phase = Phase.Stopped;
            await DeactivateAllAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _phase = Phase.Stopped;
            Logger.StopTimedOut(_activations.Count);
            await _aborting.CancelAsync();
            foreach (Activation activation in _activations.Values)
                activation.Abandon(Refusal());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _collection?.Dispose();
        _aborting.Dispose();
    }

    /// <summary>Brings a request to the activation that stands, or to a new one.</summary>
    internal void Dispatch(Request request, GrainId id)
    {
        do
        {
            if (!Accepts(request))
            {
                request.Fail(Refusal());
                return;
            }
        }
        while (!_activations.GetOrAdd(id, static (id, host) => new Activation(host, id), this).TryReceive(request));
    }

    internal void Remove(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Id, activation));

    internal bool ForcesDeactivation()
    {
        if (_options.ForcedDeactivation == 0)
            return false;
        lock (_random)
            return _random.NextDouble() < _options.ForcedDeactivation;
    }

    internal void RefuseOnceStopped()
    {
        if (_phase == Phase.Stopped)
            throw Refusal();
    }

    /// <summary>While the host stops, requests that are running may still call other grains.</summary>
    private bool Accepts(Request request) =>
        _phase == Phase.Running || (_phase == Phase.Stopping && request.RunningCallers.Any());

    private InvalidOperationException Refusal() => new(_phase == Phase.NotStarted
        ? "The grain host has not started yet."
        : "The grain host has stopped; the call was not made.");

    private Task DeactivateAllAsync() => Task.WhenAll(_activations.Values.Select(activation =>
        DeactivateAsync(activation, new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops."))));

    private static Task DeactivateAsync(Activation activation, DeactivationReason reason)
    {
        activation.Deactivate(reason);
        return activation.Ended;
    }

    private void Collect()
    {
        foreach (Activation activation in _activations.Values)
            activation.DeactivateIfIdle(_options.CollectionAge);
    }
}
