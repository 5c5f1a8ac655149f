using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>What is remembered of a box that does not start: said once, and not tried again for some seconds.</summary>
public sealed class RefusedBoxesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lines _lines = new();
    private readonly RefusedBoxes _boxes;

    public RefusedBoxesTests() => _boxes = new RefusedBoxes(_time, _lines);

    [Fact]
    public void One_reason_is_said_once_and_another_reason_or_another_box_again()
    {
        Assert.True(_boxes.IsEmpty);
        _boxes.Add("troon", new LogRefusedException("Entry 4 is damaged."));
        _boxes.Add("troon", new LogRefusedException("Entry 4 is damaged."));
        Assert.Single(_lines.Said);
        _boxes.Add("troon", new LogRefusedException("Entry 5 is damaged."));
        _boxes.Add("ayr", new LogRefusedException("Entry 5 is damaged."));
        Assert.Equal(3, _lines.Said.Count);
        Assert.False(_boxes.IsEmpty);
    }

    [Fact]
    public void A_box_that_starts_after_all_is_said_and_forgotten_and_any_other_start_is_silent()
    {
        _boxes.Remove("troon");
        Assert.Empty(_lines.Said);
        _boxes.Add("troon", new LogRefusedException("Entry 4 is damaged."));
        _boxes.Remove("troon");
        Assert.Equal(2, _lines.Said.Count);
        Assert.True(_boxes.IsEmpty);
        _boxes.ThrowIfJustRefused("troon");
    }

    [Fact]
    public void A_refused_history_rests_for_five_seconds_and_a_lost_disk_not_at_all()
    {
        _boxes.Add("troon", new LogRefusedException("Entry 4 is damaged."));
        _boxes.Add("ayr", new IOException("The disk is gone."));
        _boxes.ThrowIfJustRefused("ayr");
        _boxes.ThrowIfJustRefused("irvine");
        _time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal("Entry 4 is damaged.", Assert.Throws<LogRefusedException>(() => _boxes.ThrowIfJustRefused("troon")).Message);
        _time.Advance(TimeSpan.FromTicks(1));
        _boxes.ThrowIfJustRefused("troon");
    }

    private sealed class Lines : ILogger<RefusedBoxes>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
