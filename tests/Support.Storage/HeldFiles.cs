using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Tests.Support;

/// <summary>
/// Files whose disk the test holds in its hand: writes can be refused, or written and their answer lost; who looks which files there are can
/// be kept waiting.
/// </summary>
public sealed class HeldFiles(IDayFiles inner) : IDayFiles
{
    private readonly Lock gate = new();
    private readonly Queue<Func<Func<Task>, Task>> faults = new();
    private TaskCompletionSource? hold;

    /// <summary>How many planned faults, and writes to let pass before them, have not been met yet.</summary>
    public int FaultsLeft
    {
        get
        {
            lock (gate) return faults.Count;
        }
    }

    /// <summary>Lets go of what is held and forgets every planned fault that has not been met.</summary>
    public void Reset()
    {
        lock (gate) faults.Clear();
        Release();
    }

    /// <summary>Keeps everyone who lists files from now on waiting until <see cref="Release"/>.</summary>
    public void HoldLists()
    {
        lock (gate) hold ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets those who wait go on.</summary>
    public void Release()
    {
        TaskCompletionSource? released;
        lock (gate) (released, hold) = (hold, null);
        released?.SetResult();
    }

    /// <summary>So many writes go through as they are before the next fault that is planned.</summary>
    public void LetPass(int count)
    {
        for (var i = 0; i < count; i++) Plan(write => write());
    }

    /// <summary>The next write fails and leaves what was there.</summary>
    public void FailNext() => Plan(_ => throw new JournalUnavailableException("The test made this file fail."));

    /// <summary>The next write is done, but its caller is told that it failed.</summary>
    public void LoseNextAnswer() => Plan(async write =>
    {
        await write();
        throw new JournalUnavailableException("The test lost the answer to this file.");
    });

    public async Task<IReadOnlyList<DayFile>> ListAsync(string box, CancellationToken cancellationToken)
    {
        Task held;
        lock (gate) held = hold?.Task ?? Task.CompletedTask;
        await held.WaitAsync(cancellationToken);
        return await inner.ListAsync(box, cancellationToken);
    }

    public async Task<DayFile> WriteAsync(string box, string name, Stream content, CancellationToken cancellationToken)
    {
        Func<Func<Task>, Task>? fault;
        lock (gate) faults.TryDequeue(out fault);
        DayFile? written = null;
        await (fault?.Invoke(WriteAsync) ?? WriteAsync());
        return written!;

        async Task WriteAsync() => written = await inner.WriteAsync(box, name, content, cancellationToken);
    }

    public Task<ReadOnlyMemory<byte>> ReadAsync(DayFile file, long offset, CancellationToken cancellationToken) => inner.ReadAsync(file, offset, cancellationToken);

    public Task EraseAsync(string box, string name, CancellationToken cancellationToken) => inner.EraseAsync(box, name, cancellationToken);

    private void Plan(Func<Func<Task>, Task> fault)
    {
        lock (gate) faults.Enqueue(fault);
    }
}
