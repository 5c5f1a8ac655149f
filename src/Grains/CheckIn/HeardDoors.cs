using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// Which doors keep a part of the register, and which of them have not been heard from: those may be letting people in without a network. A door works
/// alone only after <see cref="AloneAfter"/> without an answer, which is longer than <see cref="SilentAfter"/>.
/// </summary>
internal sealed class HeardDoors(TimeProvider time)
{
    /// <summary>After so long another door no longer lets in whom a silent one keeps.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(15);

    /// <summary>After so long without an answer a door lets in whom it keeps: <c>aloneAfter</c> in <c>door/alone.ts</c>.</summary>
    public static readonly TimeSpan AloneAfter = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, DateTimeOffset> heard = new(StringComparer.Ordinal);

    /// <summary>Notes that a door asked for its part; doors that are not of the day any more keep nothing.</summary>
    public void Hear(string door, IReadOnlyCollection<string> doors)
    {
        foreach (var gone in heard.Keys.Where(known => !doors.Contains(known)).ToArray()) heard.Remove(gone);
        heard[door] = time.GetUtcNow();
    }

    /// <summary>Notes that a door asked anything, which shows that it has a network.</summary>
    public void Hear(string door)
    {
        if (heard.ContainsKey(door)) heard[door] = time.GetUtcNow();
    }

    /// <summary>Notes that a door keeps nothing until it asks for its part again.</summary>
    public void Leave(string door) => heard.Remove(door);

    /// <summary>Whether a door keeps a part and may be working alone.</summary>
    public bool IsSilent(string door) => heard.TryGetValue(door, out var last) && time.GetUtcNow() - last >= SilentAfter;
}
