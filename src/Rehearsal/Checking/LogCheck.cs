using System.Collections.Immutable;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Checks that a log is one tree under one key, that it is the tree of its entries, and that it never told another story.</summary>
internal static class LogCheck
{
    /// <summary>What does not hold, each as a sentence.</summary>
    /// <param name="copy">The log.</param>
    /// <param name="played">What was done and seen.</param>
    /// <param name="entries">The entries read; null where one could not be.</param>
    public static IEnumerable<string> Problems(LogCopy copy, Played played, out ImmutableArray<LogEntry?> entries)
    {
        var problems = new List<string>();
        var read = ImmutableArray.CreateBuilder<LogEntry?>(copy.Entries.Length);
        var tree = new MerkleTree();
        foreach (ReadOnlyMemory<byte> bytes in copy.Entries)
        {
            if (!LogEntry.TryParse(bytes.Span, out LogEntry? entry, out EntryProblem? problem))
                problems.Add($"Entry {tree.Count} cannot be read: {problem}");
            read.Add(entry);
            tree.Append(MerkleTree.LeafHash(bytes.Span));
        }
        entries = read.MoveToImmutable();
        if (Checkpointed(copy.Checkpoint, played, tree, "last") is { } wrong)
            problems.Add(wrong);
        else if (Checkpoint.TryOpen(copy.Checkpoint, played.Key, out Checkpoint? last) && last!.Size != tree.Count)
            problems.Add($"The last checkpoint is of {last.Size} entries, but the log has {tree.Count}.");
        problems.AddRange(copy.Hashes
            .Where(file => !file.Tile.IsIn(tree.Count) || !TileContents.Hashes(tree, file.Tile).AsSpan().SequenceEqual(file.Bytes))
            .Select(file => $"The log's file {file.Tile.Path} does not hold the hashes of its entries."));
        problems.AddRange(played.ShownCheckpoints.Select(shown => Checkpointed(shown, played, tree, "shown")).OfType<string>());
        return problems;
    }

    private static string? Checkpointed(string note, Played played, MerkleTree tree, string which)
    {
        if (!Checkpoint.TryOpen(note, played.Key, out Checkpoint? checkpoint))
            return $"A checkpoint ({which}) is not signed by the log's key.";
        if (checkpoint!.Origin != played.Origin)
            return $"A checkpoint ({which}) is of the log {checkpoint.Origin} and not of {played.Origin}.";
        if (checkpoint.Size > tree.Count)
            return $"A checkpoint ({which}) is of {checkpoint.Size} entries, but the log has {tree.Count}.";
        return checkpoint.Root == tree.Root(checkpoint.Size)
            ? null
            : $"A checkpoint ({which}) of {checkpoint.Size} entries has another root than the log's entries.";
    }
}
