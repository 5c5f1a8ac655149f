using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>
/// How often wrong passwords may be tried. Browsers that a name is not known on share one count for the name, known or unknown alike: after
/// <see cref="FreeTries"/> each try waits, twice as long as the one before and at most <see cref="LongestWait"/>. A browser on which its organiser has signed
/// in, and a session, have counts of their own. A try is counted before it is looked at, so that many at once are not one. In memory only.
/// Source: OWASP, Slow Down Online Guessing Attacks with Device Cookies.
/// </summary>
internal sealed class PasswordTries(TimeProvider time)
{
    /// <summary>The wrong tries for a name that wait for nothing.</summary>
    public const int FreeTries = 5;

    /// <summary>The wrong tries of a known browser, or of a session, within <see cref="Window"/>.</summary>
    public const int KnownTries = 10;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The time over which a known browser's wrong tries are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>How long strangers' wrong tries are remembered after the last.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    // A stranger may try any name there is. At four looks a second it takes most of an hour to push a name out.
    private const int MostNames = 10_000;

    private readonly Dictionary<string, (int Tries, DateTimeOffset Last)> strangers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<DateTimeOffset>> known = new(StringComparer.Ordinal);

    /// <summary>Whether a browser that the name is not known on may try now, which then counts.</summary>
    /// <returns>How long it has to wait instead; zero where it may try.</returns>
    public TimeSpan TryAsStranger(string name)
    {
        var now = time.GetUtcNow();
        var tries = strangers.TryGetValue(name, out var before) && now - before.Last < Remembered ? before.Tries : 0;
        if (tries >= FreeTries) return Wait(tries);
        Count(name, tries, now);
        return TimeSpan.Zero;
    }

    /// <summary>Counts a try that has waited.</summary>
    public void CountWaited(string name)
    {
        var now = time.GetUtcNow();
        Count(name, strangers.GetValueOrDefault(name).Tries, now);
    }

    /// <summary>Takes a stranger's try back that was right, or was not looked at.</summary>
    public void TakeBack(string name)
    {
        if (strangers.TryGetValue(name, out var before)) strangers[name] = before with { Tries = Math.Max(0, before.Tries - 1) };
    }

    /// <summary>Whether a known browser or a session may try now, which then counts.</summary>
    public bool TryAsKnown(string which)
    {
        var now = time.GetUtcNow();
        if (!known.TryGetValue(which, out var times)) known.Add(which, times = new());
        while (times.TryPeek(out var first) && first + Window <= now) times.Dequeue();
        if (times.Count >= KnownTries) return false;
        times.Enqueue(now);
        return true;
    }

    /// <summary>Forgets a known browser's or a session's tries after a right one.</summary>
    public void KnownWasRight(string which) => known.Remove(which);

    private static TimeSpan Wait(int tries)
    {
        var seconds = Math.Pow(2, Math.Min(tries - FreeTries + 1, 10));
        return seconds < LongestWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestWait;
    }

    private void Count(string name, int tries, DateTimeOffset now)
    {
        if (strangers.Count >= MostNames && !strangers.ContainsKey(name)) strangers.Remove(strangers.MinBy(one => one.Value.Last).Key);
        strangers[name] = (tries + 1, now);
    }
}

/// <summary>
/// Whoever has to wait gets a ticket, and with it one try once the wait is over, whatever others have tried in between: so nobody's wait can be put off.
/// Tickets are not kept but signed, and those that were used are kept until they lapse.
/// </summary>
internal sealed class WaitTickets(TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);

    /// <summary>A ticket for one try after a wait.</summary>
    public string Make(string name, TimeSpan wait)
    {
        var body = FormattableString.Invariant($"{(time.GetUtcNow() + wait).ToUnixTimeMilliseconds()}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}");
        return $"{body}.{Mac(name, body)}";
    }

    /// <summary>How long a ticket still has to wait; <c>null</c> where it is not this name's, has lapsed or was used.</summary>
    public TimeSpan? Left(string name, string ticket)
    {
        var parts = ticket.Split('.');
        if (parts.Length != 3 || used.ContainsKey(parts[1]) || !CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(parts[2]), Encoding.UTF8.GetBytes(Mac(name, $"{parts[0]}.{parts[1]}")))) return null;
        var left = DueAt(parts) - time.GetUtcNow();
        return left <= -Lasts ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Uses a ticket that <see cref="Left"/> has found good.</summary>
    public void Use(string ticket)
    {
        var now = time.GetUtcNow();
        foreach (var lapsed in used.Where(one => one.Value <= now).Select(one => one.Key).ToArray()) used.Remove(lapsed);
        var parts = ticket.Split('.');
        used[parts[1]] = DueAt(parts) + Lasts;
    }

    private static DateTimeOffset DueAt(string[] parts) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture));

    private string Mac(string name, string body) =>
        Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{body}.{name.ToUpperInvariant()}")));
}
