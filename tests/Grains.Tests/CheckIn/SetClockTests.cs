using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>What depends on how long something was ago, on a machine whose clock somebody sets, or whose time service does. Source: docs/adr/0068.</summary>
public sealed class SetClockTests
{
    private static readonly TimeSpan Silence = HeardDoors.SilentAfter + TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(3600)]
    public void Which_door_is_silent_does_not_change_with_the_clock(int seconds)
    {
        var clock = new SetClock();
        var doors = new HeardDoors(clock);
        var first = doors.Hear("Main door", null, isNew: true);
        doors.Keep([new DoorRun("Main door", "", "")]);
        clock.SetBy += TimeSpan.FromSeconds(seconds);
        Assert.Equal("", doors.SilentKeeperOf("ann", "Side door"));
        clock.Run(Silence);
        Assert.Equal("Main door", doors.SilentKeeperOf("ann", "Side door"));
        // It asks with the answer of before the silence, whatever time that is now; and with one that it was never sent.
        clock.SetBy = first - clock.GetUtcNow() + clock.SetBy;
        var second = doors.Hear("Main door", first, isNew: false);
        doors.Hear("Main door", clock.GetUtcNow().AddSeconds(5), isNew: false);
        Assert.Equal("Main door", doors.SilentKeeperOf("ann", "Side door"));
        doors.Hear("Main door", second, isNew: false);
        Assert.Equal("", doors.SilentKeeperOf("ann", "Side door"));
    }

    [Fact]
    public void An_answer_of_before_a_new_start_shows_nothing_and_a_door_that_goes_on_asking_is_heard()
    {
        var clock = new SetClock();
        var before = new HeardDoors(clock).Hear("Main door", null, isNew: true);
        var doors = new HeardDoors(clock);
        doors.Keep([new DoorRun("Main door", "", "")]);
        clock.SetBy -= TimeSpan.FromMinutes(1);
        var answered = doors.Hear("Main door", before, isNew: false);
        Assert.Equal("Main door", doors.SilentKeeperOf("ann", "Side door"));
        for (var asked = 0; asked < 200; asked++)
        {
            clock.Run(TimeSpan.FromSeconds(5));
            answered = doors.Hear("Main door", answered, isNew: false);
            Assert.Equal("", doors.SilentKeeperOf("ann", "Side door"));
        }
    }

    [Fact]
    public void No_guess_is_forgiven_and_none_is_kept_because_the_clock_was_set()
    {
        var clock = new SetClock();
        var guesses = new DoorGuesses(clock);
        for (var guess = 0; guess < 10; guess++) guesses.Note("day");
        clock.SetBy += TimeSpan.FromHours(1);
        Assert.True(guesses.IsStopped("day"));
        clock.SetBy -= TimeSpan.FromHours(2);
        clock.Run(TimeSpan.FromMinutes(10));
        Assert.False(guesses.IsStopped("day"));
    }

    private sealed class SetClock : TimeProvider
    {
        private long ran;

        public TimeSpan SetBy { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Run(TimeSpan time) => ran += time.Ticks;

        public override long GetTimestamp() => ran;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 5, 30, 10, 0, 0, TimeSpan.Zero) + new TimeSpan(ran) + SetBy;
    }
}
