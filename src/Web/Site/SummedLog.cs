using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// A log that nobody can fill: of lines of one kind (category, event and sort of exception) the first
/// <see cref="MostLines"/> of each minute are written, and the rest are told by one line with their number at the minute's end.
/// What is critical is always written, and what is told for debugging.
/// </summary>
public sealed partial class SummedLog : ILoggerFactory
{
    /// <summary>How many lines of one kind are written in a minute: enough to see a pattern.</summary>
    public const int MostLines = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Kind, Count> _counts = new();
    private readonly ILoggerFactory _inner;
    private readonly ITimer _timer;

    /// <summary>A log that sums up what another one is given.</summary>
    /// <param name="inner">Where lines are written; not disposed of with this.</param>
    /// <param name="time">The clock of the minutes.</param>
    public SummedLog(ILoggerFactory inner, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _inner = inner;
        _timer = time.CreateTimer(_ => Tell(), null, Window, Window);
    }

    /// <summary>Has every logger of the service sum up.</summary>
    internal static void Add(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider =>
            new SummedLog(provider.GetRequiredService<LoggerFactory>(), TimeProvider.System)));
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Summing(this, categoryName, _inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => _inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Tell();
    }

    // A new minute: what was left out is told, and counting begins anew.
    private void Tell()
    {
        foreach (var (kind, count) in _counts)
            if (_counts.TryRemove(kind, out var ended) && ended.LeftOut is > 0 and var more)
                More(_inner.CreateLogger(kind.Category), count.Level, more, kind.Event, kind.Exception?.Name ?? "no exception");
    }

    private bool MayWrite(Kind kind, LogLevel level) => _counts.GetOrAdd(kind, _ => new Count(level)).MayWrite();

    [LoggerMessage(EventId = 6003, Message = "... and {Number} more like this within a minute (event {Event}, {Exception}).")]
    private static partial void More(ILogger logger, LogLevel level, long number, int @event, string exception);

    private readonly record struct Kind(string Category, int Event, Type? Exception);

    private sealed class Count(LogLevel level)
    {
        private long _seen;

        public LogLevel Level => level;

        public long LeftOut => Math.Max(0, Interlocked.Read(ref _seen) - MostLines);

        public bool MayWrite() => Interlocked.Increment(ref _seen) <= MostLines;
    }

    private sealed class Summing(SummedLog log, string category, ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            if (logLevel is LogLevel.Information or LogLevel.Warning or LogLevel.Error && !log.MayWrite(new Kind(category, eventId.Id, exception?.GetType()), logLevel)) return;
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
