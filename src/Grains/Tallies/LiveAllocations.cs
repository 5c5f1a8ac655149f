namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// The place where the live standings of all days of this silo are allocated: off the tallies' turns and one at a time, so that the
/// other cores stay with those who cast.
/// </summary>
public sealed class LiveAllocations : IDisposable
{
    private readonly SemaphoreSlim _lane = new(1);
    private int _begun;

    /// <summary>How many were begun since the start.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>Runs one once those before it are done.</summary>
    public async Task<T> RunAsync<T>(Func<T> work)
    {
        await _lane.WaitAsync();
        try
        {
            Interlocked.Increment(ref _begun);
            return await Task.Run(work);
        }
        finally
        {
            _lane.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lane.Dispose();
}
