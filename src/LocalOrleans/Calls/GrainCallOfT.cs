using PbDecisionDay.LocalOrleans.Activations;

namespace PbDecisionDay.LocalOrleans.Calls;

/// <summary>A call with a result.</summary>
internal sealed class GrainCall<TResult>(GrainMethod method, GrainId target, object?[] arguments) : GrainCall(method, target, arguments)
{
    private readonly TaskCompletionSource<TResult> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override object Promise =>
        !Method.ReturnsValueTask ? _promise.Task
        : typeof(TResult) == typeof(NoResult) ? new ValueTask(_promise.Task)
        : new ValueTask<TResult>(_promise.Task);

    public static GrainCall Create(GrainMethod method, GrainId target, object?[] arguments) =>
        new GrainCall<TResult>(method, target, arguments);

    protected override Task? AsTask(object? returned) => returned switch
    {
        ValueTask<TResult> task => task.AsTask(),
        ValueTask task => task.AsTask(),
        _ => returned as Task,
    };

    protected override void Answer(Task work)
    {
        if (work.IsCompletedSuccessfully)
            _promise.SetResult(work is Task<TResult> finished ? finished.Result : default!);
        else if (work.IsCanceled)
            _promise.SetCanceled(new TaskCanceledException(work).CancellationToken);
        else
            _promise.SetException(work.Exception!.InnerExceptions);
    }
}
