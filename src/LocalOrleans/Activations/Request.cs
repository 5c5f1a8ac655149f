namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>One piece of work for an activation, from waiting to done, and a link in its chain of callers.</summary>
internal abstract class Request(RequestKind kind, Request? caller)
{
    private const int Waiting = 0;
    private const int Running = 1;
    private const int Done = 2;

    private static readonly AsyncLocal<Request?> CurrentRequest = new();
    private int _state = Waiting;

    /// <summary>The running request that this code is part of, if it is part of one.</summary>
    public static Request? Current => CurrentRequest.Value is { IsRunning: true } request ? request : null;

    /// <summary>What this request may run beside.</summary>
    public RequestKind Kind { get; } = kind;

    /// <summary>The request that made this one.</summary>
    public Request? Caller { get; } = caller;

    /// <summary>The activation it waits for or runs on.</summary>
    public Activation? Activation { get; set; }

    /// <summary>Whether it has started and not finished.</summary>
    public bool IsRunning => Volatile.Read(ref _state) == Running;

    /// <summary>Whether it counts as use of the grain.</summary>
    public virtual bool KeepsAlive => true;

    /// <summary>Whether it belongs to one activation and ends with it.</summary>
    public virtual bool IsLocal => true;

    /// <summary>The running requests that wait for this one, nearest first.</summary>
    public IEnumerable<Request> RunningCallers
    {
        get
        {
            for (Request? caller = Caller; caller is not null; caller = caller.Caller)
            {
                if (caller.IsRunning)
                    yield return caller;
            }
        }
    }

    /// <summary>Claims the request for its run. Of a start and a cancellation one wins.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Running, Waiting) == Waiting;

    /// <summary>Gives the request up before its run.</summary>
    protected bool TryGiveUp() => Interlocked.CompareExchange(ref _state, Done, Waiting) == Waiting;

    /// <summary>The request as turns of its activation.</summary>
    public async Task RunAsync()
    {
        CurrentRequest.Value = this;
        Task work;
        try
        {
            work = ExecuteAsync() ?? throw new InvalidOperationException($"{this} returned no task.");
        }
        catch (Exception thrown)
        {
            work = Task.FromException(thrown);
        }

        await work.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _state, Done);
        Finish(work);
    }

    /// <summary>Called once the request must wait.</summary>
    public virtual void OnWaiting()
    {
    }

    /// <summary>Reports that the request will not run.</summary>
    public abstract void Fail(Exception reason);

    /// <summary>The work itself.</summary>
    protected abstract Task? ExecuteAsync();

    /// <summary>Called on the activation's turn with the finished work.</summary>
    protected abstract void Finish(Task work);
}
