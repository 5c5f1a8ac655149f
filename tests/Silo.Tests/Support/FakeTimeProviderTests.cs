using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Silo.Tests.Support;

public sealed class FakeTimeProviderTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Timers_fire_in_the_order_of_their_time_each_at_its_own()
    {
        var start = clock.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        using var regular = clock.CreateTimer(_ => fired.Add(("regular", clock.GetUtcNow() - start)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(
            [("regular", TimeSpan.FromSeconds(2)), ("regular", TimeSpan.FromSeconds(4)), ("late", TimeSpan.FromSeconds(5)), ("regular", TimeSpan.FromSeconds(6))],
            fired);
        Assert.Equal(TimeSpan.FromSeconds(6), clock.GetElapsedTime(start.UtcTicks));
    }

    [Fact]
    public void A_stopped_or_disposed_timer_does_not_fire()
    {
        var fired = 0;
        using var stopped = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var disposed = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal(2, clock.Timers);

        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((0, 0), (fired, clock.Timers));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_past_it()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(30), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }
}
