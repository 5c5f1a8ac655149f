using Orleans.Runtime;

namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>A timer whose callbacks are requests to its own activation.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly LocalGrainHost _host;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly RequestKind _kind;
    private readonly bool _keepsAlive;
    private readonly CancellationTokenSource _disposing;
    private readonly CancellationToken _disposed;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _firing;

    public GrainTimer(
        Activation activation,
        LocalGrainHost host,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options,
        CancellationToken closing)
    {
        (_activation, _host, _callback, _keepsAlive) = (activation, host, callback, options.KeepAlive);
        _kind = options.Interleave || activation.Id.Class.IsReentrant ? RequestKind.Interleaving : RequestKind.Exclusive;
        _disposing = CancellationTokenSource.CreateLinkedTokenSource(closing);
        _disposed = _disposing.Token;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = host.Time.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _disposed.UnsafeRegister(static timer => ((ITimer)timer!).Dispose(), _timer);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        RefuseOutOfRange(dueTime, nameof(dueTime));
        RefuseOutOfRange(period, nameof(period));
        lock (_gate)
        {
            (_next, _period) = (dueTime, period);
            if (!_firing)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        if (_disposed.IsCancellationRequested)
            return;
        _disposing.Cancel();
        _disposing.Dispose();
    }

    private static void RefuseOutOfRange(TimeSpan time, string name)
    {
        const long Longest = uint.MaxValue - 1;
        long milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, Longest, name);
    }

    private void Fire()
    {
        lock (_gate)
        {
            _firing = true;
            _next = _period;
        }

        _activation.TryReceive(new Tick(this));
    }

    /// <summary>Sets the clock for the next callback: the period, or what the callback changed it to.</summary>
    private void Rearm()
    {
        lock (_gate)
        {
            _firing = false;
            _timer.Change(_next, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>One callback. It ends with its activation, so it is never handed on.</summary>
    private sealed class Tick(GrainTimer timer) : Request(timer._kind, caller: null)
    {
        public override bool KeepsAlive => timer._keepsAlive;

        public override void Fail(Exception reason)
        {
        }

        public override string ToString() => $"{timer._activation.Id}.(timer)";

        protected override Task? ExecuteAsync() =>
            timer._disposed.IsCancellationRequested ? Task.CompletedTask : timer._callback(timer._disposed);

        protected override void Finish(Task work)
        {
            if (work.Exception?.InnerException is { } thrown)
                timer._host.Logger.TimerCallbackFailed(timer._activation.Id, thrown);
            timer._activation.Complete(this);
            timer.Rearm();
        }
    }
}
