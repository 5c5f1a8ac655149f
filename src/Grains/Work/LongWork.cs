namespace PbDecisionDay.Grains.Work;

/// <summary>
/// Work that may outlast a grain call: it runs beside the calls of its grain, and calls ask after it. There is never more than one; its
/// answer is kept until somebody was told, and told once. It lives on its grain's turns and needs no lock.
/// </summary>
/// <typeparam name="T">What it comes to.</typeparam>
internal sealed class LongWork<T>
    where T : class
{
    private object? _command;

    /// <summary>The work that runs, or that has ended and whose answer nobody was told; <c>null</c> where there is none.</summary>
    public Task<T>? Current { get; private set; }

    /// <summary>
    /// Asks after the work of a command, and begins it where it neither runs nor has ended untold. While the work of another command runs
    /// it is waited for; an answer of another command's that nobody asked for is dropped.
    /// </summary>
    /// <param name="command">What is to be done; equal commands are one work.</param>
    /// <param name="work">Does it.</param>
    /// <param name="patience">The longest time to wait for its end, by the real clock: callers wait by it too.</param>
    /// <returns>What it came to; <c>null</c> where it was not over in that time.</returns>
    public async Task<T?> AskAsync(object command, Func<Task<T>> work, TimeSpan patience)
    {
        var enough = patience > TimeSpan.Zero ? Task.Delay(patience) : Task.CompletedTask;
        while (true)
        {
            if (Current is null || (Current.IsCompleted && !command.Equals(_command)))
                (_command, Current) = (command, work());
            var asked = Current;
            if (!asked.IsCompleted)
                await Task.WhenAny(asked, enough);
            if (!asked.IsCompleted)
                return null;
            // Somebody else was told while this call waited, or it was another command's: look again.
            if (!ReferenceEquals(asked, Current) || !command.Equals(_command))
                continue;
            Current = null;
            return await asked;
        }
    }

    /// <summary>Waits for the end of what runs, however it ends.</summary>
    public Task EndAsync(CancellationToken cancellationToken) =>
        Current is { IsCompleted: false } running ? Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellationToken)) : Task.CompletedTask;
}
