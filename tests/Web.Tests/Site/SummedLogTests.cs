using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Tests.Site;

public sealed class SummedLogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Written _written = new();
    private readonly LoggerFactory _inner;
    private readonly SummedLog _log;

    public SummedLogTests()
    {
        _inner = new LoggerFactory([_written], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        _log = new SummedLog(_inner, _time);
    }

    [Fact]
    public void Thousands_of_one_kind_cost_a_few_lines_and_one_with_the_number_of_the_rest()
    {
        var logger = _log.CreateLogger("requests");
        for (var at = 0; at < 4_231; at++) logger.Log(LogLevel.Warning, new EventId(7), "refused", null, (text, _) => $"{text} {at}");
        Assert.Equal(SummedLog.MostLines, _written.Lines.Count);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(SummedLog.MostLines + 1, _written.Lines.Count);
        Assert.StartsWith("Warning requests ... and 4211 more like this", _written.Lines[^1], StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(SummedLog.MostLines + 1, _written.Lines.Count);
    }

    [Fact]
    public void Exactly_as_many_as_are_written_leave_nothing_to_tell()
    {
        Write("requests", LogLevel.Error, 7, SummedLog.MostLines);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SummedLog.MostLines, _written.Lines.Count);
    }

    [Fact]
    public void Each_minute_begins_anew()
    {
        Write("requests", LogLevel.Warning, 7, 30);
        _time.Advance(TimeSpan.FromMinutes(1));
        Write("requests", LogLevel.Warning, 7, 30);
        Assert.Equal(SummedLog.MostLines * 2 + 1, _written.Lines.Count);
    }

    [Fact]
    public void One_kind_hides_no_other()
    {
        Write("requests", LogLevel.Warning, 7, 1_000);
        var before = _written.Lines.Count;
        Write("requests", LogLevel.Warning, 8, 1);
        Write("storage", LogLevel.Warning, 7, 1);
        Write("requests", LogLevel.Warning, 7, 1, new IOException("the disk"));
        Assert.Equal(before + 3, _written.Lines.Count);
    }

    [Theory]
    [InlineData(LogLevel.Critical)]
    [InlineData(LogLevel.Trace)]
    [InlineData(LogLevel.Debug)]
    public void What_is_critical_or_for_debugging_is_always_written(LogLevel level)
    {
        Write("requests", level, 7, 1_000);
        Assert.Equal(1_000, _written.Lines.Count);
    }

    [Fact]
    public void What_was_left_out_is_told_at_the_end_too()
    {
        Write("requests", LogLevel.Warning, 7, 25);
        _log.Dispose();
        Assert.Contains("and 5 more", _written.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Many_at_once_are_counted_to_the_last()
    {
        Parallel.For(0, 50_000, _ => Write("requests", LogLevel.Warning, 7, 1));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains($"and {50_000 - SummedLog.MostLines} more", _written.Lines[^1], StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _log.Dispose();
        _inner.Dispose();
    }

    private void Write(string category, LogLevel level, int number, int times, Exception? exception = null)
    {
        var logger = _log.CreateLogger(category);
        for (var at = 0; at < times; at++) logger.Log(level, new EventId(number), "refused", exception, (text, _) => text);
    }

    private sealed class Written : ILoggerProvider
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Category(Written written, string name) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                lock (written._lines) written._lines.Add($"{logLevel} {name} {formatter(state, exception)}");
            }
        }
    }
}
