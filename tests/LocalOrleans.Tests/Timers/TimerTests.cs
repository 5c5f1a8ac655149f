namespace PbDecisionDay.LocalOrleans.Tests.Timers;

public sealed class TimerTests : IAsyncLifetime
{
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private readonly TestHost _host = new([typeof(IClockGrain), typeof(ClockGrain)], options => options.CollectionAge = Age);

    private IClockGrain Clock => _host.Grains.GetGrain<IClockGrain>("clock");

    private Script Script => _host.Script;

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_timer_calls_back_when_due_and_then_by_its_period_even_after_a_failure()
    {
        await Clock.Wind(Due, Period).Soon();
        _host.Time.Advance(Due - Moment);
        Assert.Equal(Moment, _host.Time.UntilNext);
        _host.Time.Advance(Moment);
        await TickedAsync(1, Period);
        _host.Time.Advance(Period);
        await TickedAsync(2, Period);
        _host.Time.Advance(Period);
        await TickedAsync(3, Period);
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_a_callback_which_never_overlaps_itself()
    {
        await Clock.Wind(Due, Period, interleave: true).Soon();
        _host.Time.Advance(Due);
        await Script.Noted("tick 1 begins");
        _host.Time.Advance(Period * 5);
        await TickedAsync(1, Period);
        Assert.DoesNotContain("tick 2 begins", Script.Record);
    }

    [Fact]
    public async Task A_timer_without_a_period_calls_back_once()
    {
        await Clock.Wind(TimeSpan.Zero, Timeout.InfiniteTimeSpan).Soon();
        _host.Time.Advance(TimeSpan.Zero);
        Script.GiveCue("tick 1");
        await Script.Noted("tick 1 ends");
        Script.GiveCue("act");
        await Clock.Act("act").Soon();
        Assert.Equal(1, _host.Time.Armed);
    }

    [Fact]
    public async Task A_callback_takes_its_turn_among_the_requests_unless_it_interleaves()
    {
        await Clock.Wind(Due, Period).Soon();
        Task act = Clock.Act("act");
        await Script.Noted("act begins");
        _host.Time.Advance(Due);
        Script.GiveCue("tick 1");
        Script.GiveCue("act");
        await act.Soon();
        await Script.Noted("tick 1 ends");
        Assert.Equal(["act begins", "act ends", "tick 1 begins", "tick 1 ends"], Script.Record);

        await _host.GrainHost.DeactivateAsync(Clock);
        await Clock.Wind(Due, Period, interleave: true).Soon();
        Task second = Clock.Act("second act");
        await Script.Noted("second act begins");
        _host.Time.Advance(Due);
        await Soon(() => Script.Record.Count(mark => mark == "tick 1 ends") == 2);
        Assert.False(second.IsCompleted);
        Script.GiveCue("second act");
        await second.Soon();
    }

    [Fact]
    public async Task A_change_sets_both_times_anew_and_during_a_callback_from_its_end()
    {
        await Clock.Wind(Due, Period, interleave: true).Soon();
        await Clock.Change(Due * 2, Period).Soon();
        Assert.Equal(Due * 2, _host.Time.UntilNext);
        _host.Time.Advance(Due * 2);
        await Script.Noted("tick 1 begins");
        await Clock.Change(Due, Period * 2).Soon();
        _host.Time.Advance(Due * 2);
        await TickedAsync(1, Due);
        Assert.DoesNotContain("tick 2 begins", Script.Record);
        _host.Time.Advance(Due);
        await TickedAsync(2, Period * 2);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Clock.Change(TimeSpan.FromSeconds(-1), Period).Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_does_not_keep_its_grain_alive_unless_it_says_so(bool keepAlive)
    {
        TimeSpan look = Age / 4;
        await Clock.Wind(Due, look, keepAlive: keepAlive).Soon();
        for (int tick = 1; tick <= 4; tick++)
        {
            _host.Time.Advance(Due);
            await TickedAsync(tick, look - Due);
            _host.Time.Advance(look - Due);
        }

        Script.GiveCue("act");
        await Clock.Act("act").Soon();
        Assert.Equal(!keepAlive, Script.Record.Contains("clock stands: ActivationIdle"));
    }

    [Fact]
    public async Task Timers_end_when_disposed_and_when_their_activation_does()
    {
        await Clock.Wind(Due, Period).Soon();
        await Clock.Stop().Soon();
        Assert.Equal(1, _host.Time.Armed);

        await Clock.Wind(Due, Period, interleave: true).Soon();
        Assert.Equal(2, _host.Time.Armed);
        await _host.GrainHost.DeactivateAsync(Clock).Soon();
        Assert.Equal(1, _host.Time.Armed);
        _host.Time.Advance(Period * 3);
        Assert.Equal(["clock stands: RuntimeRequested"], Script.Record);
    }

    [Fact]
    public async Task A_timer_is_registered_on_the_grains_own_turn_only() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Clock.WindFromTaskRun().Soon());

    /// <summary>Lets a tick end and waits until the next is set.</summary>
    private async Task TickedAsync(int tick, TimeSpan untilNext)
    {
        await Script.Noted($"tick {tick} begins");
        Script.GiveCue($"tick {tick}");
        await Script.Noted($"tick {tick} ends");
        await Soon(() => _host.Time.Armed == 2);
        Assert.Equal(untilNext, _host.Time.UntilNext);
    }

    private static Task Soon(Func<bool> condition) => SoonExtensions.Soon(condition);
}
