using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Grains.Texts;
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

    private Allotment(ImmutableArray<DoorRange> ranges) => this.ranges = ranges;

    /// <summary>From which name on each door keeps the lines.</summary>
    public ImmutableArray<DoorRange> Ranges => ranges;

    /// <summary>Splits the lines.</summary>
    public static Allotment Split(IEnumerable<RegisterRow> rows, IEnumerable<string> doors)
    {
        var names = rows.Where(row => row.AddedAt.Length == 0).Select(row => SearchText.Fold(row.Name)).Order(StringComparer.Ordinal).ToArray();
        var all = doors.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new Allotment([.. all.Select((door, at) => new DoorRange(door, at == 0 || names.Length == 0 ? "" : names[names.Length * at / all.Length]))]);
    }

    /// <summary>The door that keeps a name; empty where there are no doors.</summary>
    public string KeeperOf(string name)
    {
        var folded = SearchText.Fold(name);
        return ranges.LastOrDefault(range => string.CompareOrdinal(range.From, folded) <= 0)?.Door ?? "";
    }

    /// <summary>What a door keeps.</summary>
    public DoorPart PartOf(string door, IEnumerable<RegisterRow> rows, string has)
    {
        var kept = rows.Where(row => string.Equals(KeeperOf(row.Name), door, StringComparison.Ordinal))
            .OrderBy(row => row.Line, StringComparer.Ordinal).Take(MostLines).ToArray();
        var stamp = Stamp(kept);
        return new DoorPart(
            stamp,
            string.Equals(stamp, has, StringComparison.Ordinal) ? [] : [.. kept.Select(row => new KeptLine(row.Line, row.Name, row.Detail, Convert.ToBase64String(row.Pass.Span)))],
            [.. kept.Where(row => row.CheckIn is not null).Select(row => row.Line)],
            ranges);
    }

    private string Stamp(RegisterRow[] kept)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in ranges.SelectMany(range => new[] { range.Door, range.From })) Append(text);
        foreach (var row in kept)
        {
            foreach (var text in new[] { row.Line, row.Name, row.Detail }) Append(text);
            hash.AppendData(row.Pass.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));
    }
}
