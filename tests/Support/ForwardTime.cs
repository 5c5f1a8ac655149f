namespace PbDecisionDay.Tests.Support;

/// <summary>The real clock, which a test may put forward: what waits for two minutes need not be waited for.</summary>
public sealed class ForwardTime : TimeProvider
{
    private long ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    /// <summary>Puts the clock forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
