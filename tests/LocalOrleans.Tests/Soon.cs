namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>Waits for what must come, and fails rather than hangs when it does not.</summary>
public static class SoonExtensions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Soon(this Task task) => task.WaitAsync(Patience);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static async Task Soon(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "What was waited for did not come.");
            await Task.Delay(1);
        }
    }
}
