using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>
/// One life of a grain in memory: its instance, its turns, and the requests that run on it and wait for it.
/// There is never a second one for the same grain: whatever cannot run here any more waits until this one has ended.
/// </summary>
internal sealed class Activation(LocalGrainHost host, GrainId id)
{
    private readonly Lock _gate = new();
    private readonly TurnScheduler _turns = new();
    private readonly Exclusion _running = new();
    private readonly LinkedList<Request> _waiting = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Phase _phase = Phase.New;
    private DeactivationReason? _reason;
    private long _lastUse;
    private AsyncServiceScope? _scope;
    private Grain? _grain;

    private enum Phase
    {
        New,
        Activating,
        Active,
        Draining,
        Closing,
        Ended,
    }

    /// <summary>Which grain this is.</summary>
    public GrainId Id { get; } = id;

    /// <summary>The grain's instance, once constructed.</summary>
    public Grain Grain => _grain!;

    /// <summary>Hands out references to grains.</summary>
    public IGrainFactory GrainFactory => host;

    /// <summary>The services of this activation.</summary>
    public IServiceProvider Services => _scope!.Value.ServiceProvider;

    /// <summary>Completes when the activation has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Starts a request or lets it wait; the first one activates the grain.</summary>
    /// <returns><c>false</c> when this activation has ended and the request belongs to the next.</returns>
    public bool TryReceive(Request request)
    {
        lock (_gate)
        {
            if (_phase == Phase.Ended)
                return false;

            request.Activation = this;
            if (_phase == Phase.New)
            {
                _phase = Phase.Activating;
                Post(new LifecycleStep(nameof(Grain.OnActivateAsync), request.Caller, ActivateAsync, OnActivated));
            }

            if (MayStart(request))
                Start(request);
            else if (request.RunningCallers.Any(caller => caller.Activation == this && caller.Kind != RequestKind.Interleaving))
                request.Fail(CallCycle(request));
            else
                Wait(request);
            return true;
        }
    }

    /// <summary>Called when a request has run: whatever waited for it starts.</summary>
    public void Complete(Request request)
    {
        lock (_gate)
        {
            _running.Leave(request.Kind);
            if (request.KeepsAlive)
                _lastUse = host.Time.GetTimestamp();
            Advance();
        }
    }

    /// <summary>Ends the activation once its running requests have finished. The first reason given stands.</summary>
    public void Deactivate(DeactivationReason reason)
    {
        lock (_gate)
        {
            Drain(reason);
            Advance();
            if (_phase == Phase.New)
                End(_ => { });
        }
    }

    /// <summary>Ends the activation if nobody has used it for as long as this.</summary>
    public void DeactivateIfIdle(TimeSpan age)
    {
        lock (_gate)
        {
            if (_phase == Phase.Active && _running.IsEmpty && host.Time.GetElapsedTime(_lastUse) >= age)
                Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Nobody called for {age}."));
        }
    }

    /// <summary>Fails whatever still waits.</summary>
    public void Abandon(Exception reason)
    {
        foreach (Request request in TakeWaiting())
            request.Fail(reason);
    }

    /// <summary>Adds a timer that ends with this activation.</summary>
    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        if (TaskScheduler.Current != _turns)
            throw new InvalidOperationException($"A timer of {Id} must be registered on the grain's own turn, not from Task.Run or outside.");

        return new GrainTimer(this, host, callback, options, _closing.Token);
    }

    /// <summary>A draining activation starts only what its running requests may be waiting for.</summary>
    private bool MayStart(Request request) => _running.Admits(request.Kind) && _phase switch
    {
        Phase.Active => true,
        Phase.Draining => request.IsLocal || request.RunningCallers.Any(caller => caller.Activation == this),
        _ => false,
    };

    private void Start(Request request)
    {
        if (!request.TryStart())
            return;
        _running.Enter(request.Kind);
        _turns.Post(request);
        if (!request.IsLocal && host.ForcesDeactivation())
            Drain(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "Forced at random."));
    }

    private void Wait(Request request)
    {
        _waiting.AddLast(request);
        request.OnWaiting();
    }

    /// <summary>Starts what may start, oldest first, and ends a draining activation on which nothing runs.</summary>
    private void Advance()
    {
        for (LinkedListNode<Request>? node = _waiting.First; node is not null;)
        {
            LinkedListNode<Request> candidate = node;
            node = node.Next;
            if (MayStart(candidate.Value))
            {
                _waiting.Remove(candidate);
                Start(candidate.Value);
            }
        }

        if (_phase == Phase.Draining && _running.IsEmpty)
        {
            _phase = Phase.Closing;
            Post(new LifecycleStep(nameof(Grain.OnDeactivateAsync), null, CloseAsync, OnClosed));
        }
    }

    private void Drain(DeactivationReason reason)
    {
        _reason ??= reason;
        if (_phase == Phase.Active)
            _phase = Phase.Draining;
    }

    private void Post(LifecycleStep step)
    {
        step.Activation = this;
        step.TryStart();
        _turns.Post(step);
    }

    private async Task ActivateAsync()
    {
        try
        {
            host.RefuseOnceStopped();
            _scope = host.Services.CreateAsyncScope();
            _grain = Id.Class.Construct(this);
            await _grain.OnActivateAsync(host.Aborting);
        }
        catch
        {
            await ReleaseAsync();
            throw;
        }
    }

    private void OnActivated(Task work)
    {
        if (!work.IsCompletedSuccessfully)
        {
            Exception reason = work.Exception?.InnerException ?? new TaskCanceledException(work);
            host.Logger.ActivationFailed(Id, reason);
            End(request => request.Fail(reason));
            return;
        }

        host.Logger.Activated(Id);
        lock (_gate)
        {
            _lastUse = host.Time.GetTimestamp();
            _phase = _reason is null ? Phase.Active : Phase.Draining;
            Advance();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await _closing.CancelAsync();
            await Grain.OnDeactivateAsync(_reason!.Value, host.Aborting).WaitAsync(host.Aborting);
        }
        catch (Exception thrown)
        {
            host.Logger.DeactivationFailed(Id, thrown);
        }

        await ReleaseAsync();
    }

    private void OnClosed(Task work)
    {
        host.Logger.Deactivated(Id, _reason!.Value.ReasonCode, _reason.Value.Description);
        End(request => host.Dispatch(request, Id));
    }

    /// <summary>Lets go of timers, instance and services.</summary>
    private async Task ReleaseAsync()
    {
        try
        {
            await _closing.CancelAsync();
            if (_grain is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else
                (_grain as IDisposable)?.Dispose();
            if (_scope is { } scope)
                await scope.DisposeAsync();
        }
        catch (Exception thrown)
        {
            host.Logger.DeactivationFailed(Id, thrown);
        }
    }

    /// <summary>Makes way for the next activation, then hands on what still waits for the grain.</summary>
    private void End(Action<Request> handOn)
    {
        Request[] waiting;
        lock (_gate)
        {
            waiting = TakeWaiting();
            _phase = Phase.Ended;
            host.Remove(this);
        }

        _ended.TrySetResult();
        foreach (Request request in waiting.Where(request => !request.IsLocal))
            handOn(request);
    }

    private Request[] TakeWaiting()
    {
        lock (_gate)
        {
            Request[] waiting = [.. _waiting];
            _waiting.Clear();
            return waiting;
        }
    }

    private static InvalidOperationException CallCycle(Request request) => new(
        $"Call cycle: {string.Join(" → ", request.RunningCallers.Prepend(request).Reverse())}. The last call would wait for the first for ever. " +
        "Let calls run one way, or mark the method [AlwaysInterleave] or the grain class [Reentrant].");
}
