using System.Runtime.CompilerServices;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Tests.Support;

/// <summary>
/// A journal whose disk the test holds in its hand: appends can be kept waiting before they are written, refused,
/// or written and their answer lost. What is not told otherwise goes straight to the journal inside.
/// </summary>
public sealed class HeldJournal(IJournal inner) : IJournal
{
    private readonly Lock gate = new();
    private readonly Queue<Func<Func<Task>, Task>> faults = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> watchers = [];
    private TaskCompletionSource? hold;
    private int appends;
    private int commits;
    private int waiting;
    private int eventsRead;

    /// <summary>How many events were read, of all streams.</summary>
    public int EventsRead => Volatile.Read(ref eventsRead);

    /// <summary>Makes every read fail while it is set, as when a disk is gone.</summary>
    public bool FailReads { get; set; }

    /// <summary>How many appends have been asked for, whatever became of them.</summary>
    public int Appends => Volatile.Read(ref appends);

    /// <summary>How many appends the journal inside has written.</summary>
    public int Commits => Volatile.Read(ref commits);

    /// <summary>How many appends are being kept waiting.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return waiting;
        }
    }

    /// <summary>How many planned faults, and appends to let pass before them, have not been met yet.</summary>
    public int FaultsLeft
    {
        get
        {
            lock (gate) return faults.Count;
        }
    }

    /// <summary>Keeps every append from now on waiting, nothing written, until <see cref="Release"/>.</summary>
    public void Hold()
    {
        lock (gate) hold ??= NewSignal();
    }

    /// <summary>Lets the waiting appends and all later ones go on.</summary>
    public void Release()
    {
        TaskCompletionSource? released;
        lock (gate) (released, hold) = (hold, null);
        released?.SetResult();
    }

    /// <summary>Lets go of what is held and forgets every planned fault that has not been met.</summary>
    public void Reset()
    {
        lock (gate) faults.Clear();
        FailReads = false;
        Release();
    }

    /// <summary>Completes once so many appends are kept waiting at one time.</summary>
    public Task WaitForWaitingAsync(int count)
    {
        lock (gate)
        {
            if (waiting >= count) return Task.CompletedTask;
            var reached = NewSignal();
            watchers.Add((count, reached));
            return reached.Task;
        }
    }

    /// <summary>So many appends go through as they are before the next fault that is planned.</summary>
    public void LetPass(int count)
    {
        for (var i = 0; i < count; i++) Plan(write => write());
    }

    /// <summary>The next append to reach the disk fails and writes nothing, as on a full disk.</summary>
    public void FailNext() => Plan(_ => throw new JournalUnavailableException("The test made this write fail."));

    /// <summary>The next append to reach the disk is written, but its caller is told that it failed, as when a machine dies at the wrong moment.</summary>
    public void LoseNextAnswer() => Plan(async write =>
    {
        await write();
        throw new JournalUnavailableException("The test lost the answer to this write.");
    });

    public async Task AppendAsync(
        string stream,
        long expectedVersion,
        IReadOnlyList<JournalEvent> events,
        IReadOnlyList<ReadOnlyMemory<byte>> marks,
        CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref appends);
        await WaitWhileHeldAsync(cancellationToken);

        Func<Func<Task>, Task>? fault;
        lock (gate) faults.TryDequeue(out fault);
        await (fault?.Invoke(WriteAsync) ?? WriteAsync());

        async Task WriteAsync()
        {
            await inner.AppendAsync(stream, expectedVersion, events, marks, cancellationToken);
            Interlocked.Increment(ref commits);
        }
    }

    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (FailReads) throw new JournalUnavailableException("The test made this read fail.");
        await foreach (var recorded in inner.ReadAsync(stream, fromVersion, cancellationToken))
        {
            Interlocked.Increment(ref eventsRead);
            yield return recorded;
        }
    }

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadMarksAsync(string stream, CancellationToken cancellationToken) =>
        inner.ReadMarksAsync(stream, cancellationToken);

    private async Task WaitWhileHeldAsync(CancellationToken cancellationToken)
    {
        Task released;
        lock (gate)
        {
            if (hold is null) return;
            released = hold.Task;
            waiting++;
            foreach (var (_, reached) in watchers.Where(watcher => watcher.Count <= waiting)) reached.TrySetResult();
            watchers.RemoveAll(watcher => watcher.Count <= waiting);
        }

        try
        {
            await released.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (gate) waiting--;
        }
    }

    private void Plan(Func<Func<Task>, Task> fault)
    {
        lock (gate) faults.Enqueue(fault);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
