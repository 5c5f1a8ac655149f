using PbDecisionDay.Contracts.Failures;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The boxes of this process that do not start, and why: said once in the log, not at every request, and shown by the health check until
/// they start. A box that refuses its history is not read through again for some seconds, however many people ask.
/// </summary>
public sealed class RefusedBoxes(TimeProvider time, ILogger<RefusedBoxes> logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (string Sentence, DateTimeOffset At, bool OfHistory)> refused = new(StringComparer.Ordinal);

    /// <summary>Whether every box that was asked for has started.</summary>
    public bool IsEmpty => refused.IsEmpty;

    /// <summary>Notes that a box does not start.</summary>
    public void Add(string box, Exception reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var known = refused.TryGetValue(box, out var before) && string.Equals(before.Sentence, reason.Message, StringComparison.Ordinal);
        refused[box] = (reason.Message, time.GetUtcNow(), reason is LogRefusedException);
        if (!known)
            logger.Refused(box, reason.Message);
    }

    /// <summary>Notes that a box has started.</summary>
    public void Remove(string box)
    {
        if (refused.TryRemove(box, out _))
            logger.StartedAfterAll(box);
    }

    /// <exception cref="LogRefusedException">The box refused its history a moment ago.</exception>
    public void ThrowIfJustRefused(string box)
    {
        if (refused.TryGetValue(box, out var known) && known.OfHistory && time.GetUtcNow() - known.At < Rest)
            throw new LogRefusedException(known.Sentence);
    }
}
