namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// How often wrong passwords may be typed in a browser on which the organiser has signed in before, in a session, and with a recovery's link: each has a
/// count of its own, which no stranger reaches. A try is counted before it is looked at, so that many at once are not one. In memory only.
/// Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
/// </summary>
internal sealed class PasswordTries(TimeProvider time)
{
    /// <summary>The wrong tries within <see cref="Window"/>.</summary>
    public const int KnownTries = 10;

    /// <summary>The time over which wrong tries are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Queue<DateTimeOffset>> known = new(StringComparer.Ordinal);

    // An organisation that goes to sleep may still answer while the next one is awake.
    private readonly Lock gate = new();

    /// <summary>Whether one may be typed now, which then counts.</summary>
    public bool TryAsKnown(string which)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (!known.TryGetValue(which, out var times)) known.Add(which, times = new());
            while (times.TryPeek(out var first) && first + Window <= now) times.Dequeue();
            if (times.Count >= KnownTries) return false;
            times.Enqueue(now);
            return true;
        }
    }

    /// <summary>Forgets the tries after a right one.</summary>
    public void KnownWasRight(string which)
    {
        lock (gate) known.Remove(which);
    }
}
