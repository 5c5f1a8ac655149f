using System.Collections.Concurrent;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// How much a day took from everybody in this minute, of the whole process: a grain that is put to sleep and woken again, whyever, forgets nothing of it.
/// A restart does.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class MinuteTurns(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (long Minute, int Count)> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes a turn, unless as many were taken in this minute as may be.</summary>
    /// <param name="what">The day, and what is taken.</param>
    /// <param name="most">The most in a minute.</param>
    internal bool Take(string what, int most)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        return _taken.AddOrUpdate(what, (minute, 1), (_, last) => last.Minute == minute ? (minute, Math.Min(last.Count, most) + 1) : (minute, 1)).Count <= most;
    }
}
