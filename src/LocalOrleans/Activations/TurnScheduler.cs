namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>Runs what belongs to one activation on the thread pool, one turn at a time and in order.</summary>
internal sealed class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>After so many turns the thread is given back, so that no activation starves the others.</summary>
    private const int TurnsInARow = 64;

    private readonly Queue<Task> _turns = new();
    private bool _scheduled;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Adds a turn that knows nothing of the caller's context.</summary>
    public void Post(Request request)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            new Task<Task>(static state => ((Request)state!).RunAsync(), request).Start(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (int turn = 0; turn < TurnsInARow; turn++)
        {
            Task? next;
            lock (_turns)
            {
                if (!_turns.TryDequeue(out next))
                {
                    _scheduled = false;
                    return;
                }
            }

            TryExecuteTask(next);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        lock (_turns)
        {
            _turns.Enqueue(task);
            if (_scheduled)
                return;
            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Only a turn of this activation may run another piece of it on the spot.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
            return _turns.ToArray();
    }
}
