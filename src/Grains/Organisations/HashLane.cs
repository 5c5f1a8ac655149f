namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Work on passwords, at most so many at once, away from the grain's turn. Whoever came last goes next: under a flood a person who has just pressed the
/// button is answered, and what was asked first has long been given up. It is used on one grain's turns alone.
/// </summary>
internal sealed class HashLane(int atOnce, int mostWaiting)
{
    // Well below the time after which a call is given up.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly LinkedList<TaskCompletionSource<bool>> waiting = new();
    private int running;

    /// <summary>Does a piece of work when its turn comes.</summary>
    /// <returns>What it came to; <c>null</c> where too many came after it or it waited for ten seconds, and then nothing was done.</returns>
    public async Task<T?> DoAsync<T>(Func<T> work) where T : class
    {
        if (running < atOnce) running++;
        else if (!await TurnAsync()) return null;
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            PassOn();
        }
    }

    private async Task<bool> TurnAsync()
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.AddLast(turn);
        if (waiting.Count > mostWaiting)
        {
            var oldest = waiting.First!.Value;
            waiting.RemoveFirst();
            oldest.SetResult(false);
        }
        try
        {
            return await turn.Task.WaitAsync(LongestWait);
        }
        catch (TimeoutException)
        {
            // Unless its turn came at this very moment.
            return !waiting.Remove(turn) && await turn.Task;
        }
    }

    private void PassOn()
    {
        if (waiting.Last is { } newest)
        {
            waiting.RemoveLast();
            newest.Value.SetResult(true);
        }
        else running--;
    }
}
