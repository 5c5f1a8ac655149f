using PbDecisionDay.Grains.Tests.Ballots;

namespace PbDecisionDay.Grains.Tests.Tallies;

/// <summary>How screens wait for news.</summary>
public sealed class LongPollTests
{
    private const string BoxRead = "ReadCountedAsync";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Whoever_is_behind_is_answered_at_once_and_whoever_waits_within_the_beat_after_a_cast()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all its calls are counted.
        var running = await RunningBox.OpenAsync(silo);
        var first = await Looks.Tally(silo).NextAsync(-1, default);
        Assert.Equal((await running.Box.GetStatusAsync(default)).LogSize, first.Number);

        var waiting = Enumerable.Range(0, 5).Select(_ => Looks.Tally(silo).NextAsync(first.Number, default)).ToArray();
        await Eventually.HoldsAsync(() => Task.FromResult(silo.Watch.Calls("NextAsync") == 6));
        await running.CastAsync(0);
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        silo.Time.Advance(Beat);

        foreach (var next in await Task.WhenAll(waiting))
            Assert.Equal((first.Number + 1, 1L), (next.Number, next.Ballots));
    }

    [Fact]
    public async Task Without_news_the_same_comes_after_two_seconds()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all its calls are counted.
        await RunningBox.OpenAsync(silo);
        var first = await Looks.Tally(silo).NextAsync(-1, default);
        var began = silo.Time.GetTimestamp();

        var waiting = Looks.Tally(silo).NextAsync(first.Number, default);
        await Eventually.HoldsAsync(() =>
        {
            silo.Time.Advance(TimeSpan.FromMilliseconds(50));
            return Task.FromResult(waiting.IsCompleted);
        });

        Assert.Equal(first, await waiting);
        Assert.True(silo.Time.GetElapsedTime(began) >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_box_is_read_once_a_beat_however_many_wait_and_never_while_nobody_does()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all its calls are counted.
        var running = await RunningBox.OpenAsync(silo);
        var first = await Looks.Tally(silo).NextAsync(-1, default);
        var before = silo.Watch.Calls(BoxRead);
        for (var card = 0; card < 10; card++)
        {
            await running.CastAsync(card);
            silo.Time.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.Equal(before, silo.Watch.Calls(BoxRead));

        var asked = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Looks.Tally(silo).NextAsync(first.Number, default)));
        Assert.All(asked, seen => Assert.Equal(10, seen.Ballots));
        Assert.Equal(before + 1, silo.Watch.Calls(BoxRead));
    }
}
