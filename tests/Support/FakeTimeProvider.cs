namespace PbDecisionDay.Tests.Support;

/// <summary>
/// A clock that stands still until the test moves it. Moving it fires the timers that fall due, in order of their time,
/// on the test's own thread, each seeing the clock at its own due time.
/// </summary>
public sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<FakeTimer> timers = [];
    private DateTimeOffset now = start;

    /// <summary>A clock at nine in the morning, UTC, on a decision day in May.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 5, 30, 9, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are waiting, so that a test can tell that something has begun to wait.</summary>
    public int Timers
    {
        get
        {
            lock (gate) return timers.Count(timer => timer.Due is not null);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock forward; timers started by the ones that fire count too.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative: time does not go back.</exception>
    public void Advance(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
        var until = GetUtcNow() + step;
        while (TakeNextDue(until) is { } timer) timer.Fire();
        lock (gate) now = until;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        lock (gate) timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? TakeNextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (next is null) return null;
            if (next.Due > now) now = next.Due.Value;
            next.Due = next.Period is { } period ? now + period : null;
            return next;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        internal DateTimeOffset? Due { get; set; }

        internal TimeSpan? Period { get; private set; }

        internal void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool startsNow;
            lock (clock.gate)
            {
                if (!clock.timers.Contains(this)) return false;
                Period = period > TimeSpan.Zero ? period : null;
                Due = dueTime >= TimeSpan.Zero ? clock.now + dueTime : null;
                startsNow = dueTime == TimeSpan.Zero;
                if (startsNow) Due = Period is { } again ? clock.now + again : null;
            }

            if (startsNow) ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
