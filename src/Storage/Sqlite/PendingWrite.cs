namespace PbDecisionDay.Storage.Sqlite;

/// <summary>A caller's write on its way through the <see cref="GroupWriter"/>.</summary>
internal abstract class PendingWrite
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Cancelled = 2;
    private int state;

    /// <summary>Whether what this write deletes may be readable nowhere once it is answered.</summary>
    public bool Erases { get; init; }

    /// <summary>From here on the caller can no longer cancel; false if it already has.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref state, Begun, Waiting) == Waiting;

    /// <summary>Does the work inside the group's transaction.</summary>
    public abstract void Run(Statements statements);

    /// <summary>Answers the caller: the group is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Answers the caller: the group is not on the disk, or nobody knows.</summary>
    public abstract void Fail(Exception reason);

    protected bool TryCancel() => Interlocked.CompareExchange(ref state, Cancelled, Waiting) == Waiting;
}

/// <summary>A write whose work has a result, handed out only after the commit.</summary>
internal sealed class PendingWrite<T> : PendingWrite
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Statements, T> work;
    private readonly CancellationTokenRegistration cancellation;
    private T result = default!;

    public PendingWrite(Func<Statements, T> work, CancellationToken cancellationToken)
    {
        this.work = work;
        cancellation = cancellationToken.UnsafeRegister(
            (write, token) =>
            {
                var cancelled = (PendingWrite<T>)write!;
                if (cancelled.TryCancel()) cancelled.answer.SetCanceled(token);
            },
            this);
    }

    public Task<T> Answer => answer.Task;

    public override void Run(Statements statements) => result = work(statements);

    public override void Complete()
    {
        cancellation.Unregister();
        answer.SetResult(result);
    }

    public override void Fail(Exception reason)
    {
        cancellation.Unregister();
        answer.SetException(reason);
    }
}
