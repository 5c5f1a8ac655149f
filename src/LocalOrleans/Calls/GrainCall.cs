using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Calls;

/// <summary>A call of a grain's method, and the promise its caller awaits.</summary>
internal abstract class GrainCall(GrainMethod method, GrainId target, object?[] arguments)
    : Request(target.Class.IsReentrant ? RequestKind.Interleaving : method.Kind, Current)
{
    private CancellationTokenRegistration _cancellation;

    /// <summary>The task or value task that the method returns to its caller.</summary>
    public abstract object Promise { get; }

    public override bool IsLocal => false;

    protected GrainMethod Method => method;

    protected CancellationToken Token => method.TokenIndex < 0 ? default : (CancellationToken)arguments[method.TokenIndex]!;

    /// <summary>Whether the call was cancelled before it began; then its promise says so.</summary>
    public bool IsCancelled()
    {
        if (Token.IsCancellationRequested)
            GiveUp();
        return Token.IsCancellationRequested;
    }

    /// <summary>A call that waits is given up when its token is cancelled; one that has started decides for itself.</summary>
    public override void OnWaiting()
    {
        if (_cancellation == default)
            _cancellation = Token.UnsafeRegister(static call => ((GrainCall)call!).GiveUp(), this);
    }

    public override void Fail(Exception reason)
    {
        _cancellation.Unregister();
        if (TryGiveUp())
            Answer(Task.FromException(reason));
    }

    public override string ToString() => $"{target}.{method.Name}";

    protected override Task ExecuteAsync()
    {
        _cancellation.Unregister();
        if (Token.IsCancellationRequested)
            return Task.FromCanceled(Token);
        return AsTask(method.Invoker.Invoke(Activation!.Grain, arguments.AsSpan()))
            ?? throw new InvalidOperationException($"{this} returned no task.");
    }

    protected override void Finish(Task work)
    {
        Activation!.Complete(this);
        Answer(work);
    }

    /// <summary>What the grain's method returned, as a task.</summary>
    protected abstract Task? AsTask(object? returned);

    /// <summary>Passes result, exceptions or cancellation to the caller, who never runs on the grain's turn.</summary>
    protected abstract void Answer(Task work);

    private void GiveUp()
    {
        if (TryGiveUp())
            Answer(Task.FromCanceled(Token));
    }
}
