using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Grains.CheckIn;

/// <summary>Arrivals at each door: those that are written, and those that are not yet.</summary>
internal sealed class DoorCounts
{
    private readonly Dictionary<string, long> all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> unwritten = new(StringComparer.Ordinal);

    /// <summary>Takes over what was written before.</summary>
    public void Read(IEnumerable<DoorCount> written) => Add(all, written);

    /// <summary>Counts one.</summary>
    public void Note(string door)
    {
        DoorCount[] one = [new(door, 1)];
        Add(all, one);
        Add(unwritten, one);
    }

    /// <summary>What is to be written, which then counts as written.</summary>
    public ImmutableArray<DoorCount> TakeNew()
    {
        var taken = Sorted(unwritten);
        unwritten.Clear();
        return taken;
    }

    /// <summary>Takes back what could not be written.</summary>
    public void GiveBack(IEnumerable<DoorCount> taken) => Add(unwritten, taken);

    /// <summary>The arrivals together with others, in the order of the doors' names.</summary>
    public ImmutableArray<DoorCount> Plus(IReadOnlyDictionary<string, long> others)
    {
        var sum = new Dictionary<string, long>(all, StringComparer.Ordinal);
        Add(sum, others.Select(other => new DoorCount(other.Key, other.Value)));
        return Sorted(sum);
    }

    private static void Add(Dictionary<string, long> counts, IEnumerable<DoorCount> more)
    {
        foreach (var (door, arrivals) in more) counts[door] = counts.GetValueOrDefault(door) + arrivals;
    }

    private static ImmutableArray<DoorCount> Sorted(Dictionary<string, long> counts) =>
        [.. counts.Where(count => count.Value > 0).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new DoorCount(count.Key, count.Value))];
}
