using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>
/// Which door keeps which lines while it has no network: each an equal run of names, in the order of the doors' names. Where the runs begin follows from
/// the lines that organisers brought, so that a person who is added at a door moves nobody else. Source: docs/adr/0068.
/// </summary>
internal sealed class Allotment
{
    /// <summary>The most lines a door keeps; the others wait for the network.</summary>
    public const int MostLines = 5_000;

    private readonly ImmutableArray<DoorRange> ranges;
    private readonly Dictionary<string, (string Stamp, ImmutableArray<KeptLine> Lines)> parts = new(StringComparer.Ordinal);

    private Allotment(IReadOnlyCollection<(RegisterRow Row, string Name)> rows, ImmutableArray<DoorRange> ranges)
    {
        this.ranges = ranges;
        foreach (var part in rows.ToLookup(row => KeeperOf(row.Name), row => row.Row, StringComparer.Ordinal))
        {
            var kept = part.OrderBy(row => row.Line, StringComparer.Ordinal).Take(MostLines)
                .Select(row => new KeptLine(row.Line, row.Name, row.Detail, Convert.ToBase64String(row.Pass.Span))).ToImmutableArray();
            parts[part.Key] = (Stamp(kept), kept);
        }
    }

    /// <summary>Splits the lines.</summary>
    /// <param name="rows">The lines, each with its name as it is searched.</param>
    /// <param name="doors">The names of the day's doors.</param>
    public static Allotment Split(IReadOnlyCollection<(RegisterRow Row, string Name)> rows, IEnumerable<string> doors)
    {
        var names = rows.Where(row => row.Row.AddedAt.Length == 0).Select(row => row.Name).Order(StringComparer.Ordinal).ToArray();
        var all = doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new Allotment(
            rows, [.. all.Select((door, at) => new DoorRange(door, at == 0 || names.Length == 0 ? "" : names[names.Length * at / all.Length]))]);
    }

    /// <summary>The names that a door keeps; <c>null</c> where they are none.</summary>
    public DoorRun? RunOf(string door)
    {
        for (var at = 0; at < ranges.Length; at++)
        {
            if (ranges[at].Door != door) continue;
            var isLast = at + 1 == ranges.Length;
            return isLast ? new DoorRun(door, ranges[at].From, "")
                : string.CompareOrdinal(ranges[at].From, ranges[at + 1].From) < 0 ? new DoorRun(door, ranges[at].From, ranges[at + 1].From)
                : null;
        }

        return null;
    }

    /// <summary>What a door keeps.</summary>
    /// <param name="door">The door.</param>
    /// <param name="cameIn">Whether a line's person is checked in.</param>
    /// <param name="has">The stamp of the part that the door has.</param>
    public DoorPart PartOf(string door, Func<string, bool> cameIn, string has)
    {
        var (stamp, kept) = parts.TryGetValue(door, out var part) ? part : (Stamp([]), []);
        return new DoorPart(
            stamp, string.Equals(stamp, has, StringComparison.Ordinal) ? [] : kept, [.. kept.Select(line => line.Line).Where(cameIn)], ranges);
    }

    private string KeeperOf(string name) => ranges.LastOrDefault(range => string.CompareOrdinal(range.From, name) <= 0)?.Door ?? "";

    private string Stamp(ImmutableArray<KeptLine> kept)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in ranges.SelectMany(range => new[] { range.Door, range.From })) Append(text);
        foreach (var text in kept.SelectMany(line => new[] { line.Line, line.Name, line.Detail, line.Pass })) Append(text);

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));
    }
}
