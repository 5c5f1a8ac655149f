namespace PbDecisionDay.Grains.Tests;

/// <summary>Waits for what a grain does on its own turn.</summary>
internal static class Eventually
{
    /// <summary>Comes back once the condition holds; fails the test after half a minute.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition()) await Task.Delay(5, enough.Token);
    }
}
