using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The committed state of a box, with what is asked of its log. It changes only after a commit, or while a log is read back, so whoever
/// reads it between two turns sees nothing that could still be lost.
/// </summary>
/// <param name="log">The name of the log.</param>
internal sealed class BoxState(string log = BoxKey.MainLog) : BoxFold(below: null, log)
{
    private readonly Dictionary<Digest, long> _indexes = [];
    private readonly List<(long Index, CountedChange Change)> _changes = [];

    public MerkleTree Tree { get; } = new();

    /// <summary>The other logs that are left out, by name.</summary>
    public ImmutableArray<MissingLog> LeftOut =>
    [
        .. Logs.Where(log => log.State == LogState.Missing).OrderBy(log => log.Name, StringComparer.Ordinal)
            .Select(log => new MissingLog(log.Name, Batches.Where(batch => batch.Log == log.Name).Sum(batch => (long)batch.Cards.Length))),
    ];

    public long? IndexOf(Digest leaf) => _indexes.TryGetValue(leaf, out var index) ? index : null;

    /// <summary>The changes in the counted ballots from a log position on.</summary>
    public ReadOnlySpan<(long Index, CountedChange Change)> ChangesFrom(long index)
    {
        var all = CollectionsMarshal.AsSpan(_changes);
        int low = 0, high = all.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Index < index)
                low = middle + 1;
            else
                high = middle;
        }
        return all[low..];
    }

    /// <summary>Takes a committed record in.</summary>
    public void Apply(BoxRecord record)
    {
        var index = Size;
        if (TakeIn(record) is { } change)
            _changes.Add((index, change));
        var leaf = record.Use?.Leaf ?? record.Entry.LeafHash();
        Tree.Append(leaf);
        _indexes[leaf] = index;
    }

    /// <summary>Takes in a batch that the main log names for this one, unless it is there.</summary>
    /// <returns>Whether nothing else is known under its name.</returns>
    public bool Allot(Batch batch)
    {
        if (FindBatch(batch.Id) is { } known)
            return known.Cards.SequenceEqual(batch.Cards);
        AddBatch(batch);
        return true;
    }

    /// <summary>Takes in a card whose handing out is committed: it is usable.</summary>
    public void Issue(Digest number) => MakeUsable(number);
}
