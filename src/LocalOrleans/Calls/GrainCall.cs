using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Calls;

/// <summary>A call of a grain's method, and the promise its caller awaits.</summary>
internal sealed class GrainCall<TResult>(GrainMethod method, GrainId target, object?[] arguments)
    : Request(target.Class.IsReentrant ? RequestKind.Interleaving : method.Kind, Current)
{
    private readonly TaskCompletionSource<TResult> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationToken _token = method.TokenIndex < 0 ? default : (CancellationToken)arguments[method.TokenIndex]!;
    private CancellationTokenRegistration _cancellation;

    public override bool IsLocal => false;

    /// <summary>Sends a call on its way, unless it is cancelled already.</summary>
    /// <returns>The task or value task that the method returns to its caller.</returns>
    public static object Send(GrainMethod method, LocalGrainHost host, GrainId target, object?[] arguments)
    {
        GrainCall<TResult> call = new(method, target, arguments);
        if (call._token.IsCancellationRequested)
            call.GiveUp();
        else
            host.Dispatch(call, target);

        Task<TResult> promise = call._promise.Task;
        return !method.ReturnsValueTask ? promise
            : typeof(TResult) == typeof(NoResult) ? new ValueTask(promise)
            : new ValueTask<TResult>(promise);
    }

    /// <summary>A call that waits is given up when its token is cancelled; one that has started decides for itself.</summary>
    public override void OnWaiting()
    {
        if (_cancellation == default)
            _cancellation = _token.UnsafeRegister(static call => ((GrainCall<TResult>)call!).GiveUp(), this);
    }

    public override void Fail(Exception reason)
    {
        _cancellation.Unregister();
        if (TryGiveUp())
            _promise.SetException(reason);
    }

    public override string ToString() => $"{target}.{method.Name}";

    protected override Task? ExecuteAsync()
    {
        _cancellation.Unregister();
        if (_token.IsCancellationRequested)
            return Task.FromCanceled(_token);
        return method.Invoker.Invoke(Activation!.Grain, arguments.AsSpan()) switch
        {
            ValueTask<TResult> task => task.AsTask(),
            ValueTask task => task.AsTask(),
            var task => (Task?)task,
        };
    }

    /// <summary>Passes result, exceptions or cancellation to the caller, who never goes on within the grain's turn.</summary>
    protected override void Finish(Task work)
    {
        Activation!.Complete(this);
        if (work.IsCompletedSuccessfully)
            _promise.SetResult(work is Task<TResult> finished ? finished.Result : default!);
        else if (work.IsCanceled)
            _promise.SetCanceled(new TaskCanceledException(work).CancellationToken);
        else
            _promise.SetException(work.Exception!.InnerExceptions);
    }

    private void GiveUp()
    {
        if (TryGiveUp())
            _promise.SetCanceled(_token);
    }
}
