using System.Collections.Concurrent;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// How often codes at the doors were wrong, of the whole process: a register that is put to sleep and woken again, whyever, forgives no guess. A restart does.
/// </summary>
/// <param name="time">The clock. How long it has run counts, and not what it was set to.</param>
public sealed class DoorGuesses(TimeProvider time)
{
    private const int Most = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Queue<long>> wrong = new(StringComparer.Ordinal);

    /// <summary>Whether a day's codes are stopped for a while.</summary>
    internal bool IsStopped(string day)
    {
        var guesses = Of(day);
        lock (guesses)
        {
            while (guesses.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window) guesses.Dequeue();
            return guesses.Count >= Most;
        }
    }

    /// <summary>Notes a wrong one.</summary>
    internal void Note(string day)
    {
        var guesses = Of(day);
        lock (guesses) guesses.Enqueue(time.GetTimestamp());
    }

    private Queue<long> Of(string day) => wrong.GetOrAdd(day, _ => new Queue<long>());
}
