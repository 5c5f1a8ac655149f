namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// Counts each organiser's wrong passwords: after ten within ten minutes none is accepted until the first of them is ten
/// minutes old. Kept in memory only; a restart forgets it.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    private const int Tries = 10;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Dictionary<string, Queue<DateTimeOffset>> wrong = new(StringComparer.Ordinal);

    /// <summary>Whether a password of this organiser may be accepted now.</summary>
    public bool Allows(string organiser)
    {
        if (!wrong.TryGetValue(organiser, out var times)) return true;
        while (times.TryPeek(out var first) && first + Window <= time.GetUtcNow()) times.Dequeue();
        return times.Count < Tries;
    }

    /// <summary>Notes a wrong password.</summary>
    public void NoteWrong(string organiser)
    {
        if (!wrong.TryGetValue(organiser, out var times)) wrong.Add(organiser, times = new());
        times.Enqueue(time.GetUtcNow());
    }

    /// <summary>Forgets the wrong ones after a right one.</summary>
    public void NoteRight(string organiser) => wrong.Remove(organiser);
}
