using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>The arrivals at each door, as they are written.</summary>
internal sealed class DoorCounts
{
    private readonly Dictionary<string, long> _all = new(StringComparer.Ordinal);

    /// <summary>Takes over what is written.</summary>
    public void Read(IEnumerable<DoorCount> written) => Add(_all, written);

    /// <summary>Adds what was written just now.</summary>
    public void Count(DoorCount more) => Add(_all, [more]);

    /// <summary>
    /// The arrivals together with others, in the order of the doors' names; and how many were taken back at doors that had let in fewer, because another
    /// door had handed the card out: they are in nobody's number, and people all the same.
    /// </summary>
    public (ImmutableArray<DoorCount> Doors, long BackElsewhere) Plus(IReadOnlyDictionary<string, long> others)
    {
        var sum = new Dictionary<string, long>(_all, StringComparer.Ordinal);
        Add(sum, others.Select(other => new DoorCount(other.Key, other.Value)));
        return (Sorted(sum), -sum.Values.Where(count => count < 0).Sum());
    }

    private static void Add(Dictionary<string, long> counts, IEnumerable<DoorCount> more)
    {
        foreach (var (door, arrivals) in more) counts[door] = counts.GetValueOrDefault(door) + arrivals;
    }

    private static ImmutableArray<DoorCount> Sorted(Dictionary<string, long> counts) =>
        [.. counts.Where(count => count.Value > 0).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new DoorCount(count.Key, count.Value))];
}
