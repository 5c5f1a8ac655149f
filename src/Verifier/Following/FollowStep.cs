using System.Globalization;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Following;

/// <summary>What one look at a log came to.</summary>
internal abstract record FollowStep
{
    private FollowStep()
    {
    }

    /// <summary>The log is as it was.</summary>
    public sealed record Same(Checkpoint Checkpoint) : FollowStep;

    /// <summary>The log grew, and what was kept is its beginning.</summary>
    /// <param name="Checkpoint">What it is now.</param>
    /// <param name="Note">The note that says so.</param>
    /// <param name="Tree">The leaves up to there.</param>
    /// <param name="From">How many entries it had.</param>
    /// <param name="Kinds">The new entries, counted by kind.</param>
    public sealed record Grown(Checkpoint Checkpoint, SignedNote Note, MerkleTree Tree, long From, IReadOnlyDictionary<string, int> Kinds) : FollowStep;

    /// <summary>The site shows an older checkpoint that fits: a cache, or a rollback if it stays so.</summary>
    public sealed record Older(Checkpoint Checkpoint, string Shown) : FollowStep;

    /// <summary>The site could not be asked, or its answer is not a log's: nothing is known.</summary>
    public sealed record Trouble(string Reason) : FollowStep;

    /// <summary>What the site shows cannot be true beside what was kept.</summary>
    /// <param name="Name">One of <c>fork</c>, <c>rollback</c>, <c>key</c>.</param>
    /// <param name="Reason">What it is, in a sentence.</param>
    /// <param name="Shown">The note that the site showed.</param>
    /// <param name="Kept">The note that it contradicts, where that is not the last one that was followed.</param>
    public sealed record Alarm(string Name, string Reason, string Shown, string? Kept = null) : FollowStep;

    /// <summary>Looks at the log once, and changes nothing.</summary>
    /// <param name="site">Where to look.</param>
    /// <param name="origin">The log's name.</param>
    /// <param name="key">Its key.</param>
    /// <param name="tree">The leaves that are known to be its beginning.</param>
    public static async Task<FollowStep> TakeAsync(LogSite site, string origin, LogPublicKey key, MerkleTree tree, CancellationToken cancellation)
    {
        try
        {
            string shown = await site.CheckpointAsync(cancellation);
            if (!SignedNote.TryParse(shown, out SignedNote? note) || !Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint))
                return new Trouble("the site answers with something that is not a checkpoint");
            if (!string.Equals(checkpoint.Origin, origin, StringComparison.Ordinal))
                return new Alarm("key", $"the site shows a checkpoint of another log, {checkpoint.Origin}", shown);
            if (!note.IsSignedBy(origin, key))
                return new Alarm("key", "the checkpoint is not signed with the log's key", shown);
            return checkpoint.Size <= tree.Count ? Compare(checkpoint, tree, shown) : await GrowAsync(site, note, checkpoint, tree, shown, cancellation);
        }
        catch (HttpRequestException e)
        {
            return new Trouble(e.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Trouble("the site did not answer in time");
        }
        catch (IOException e)
        {
            return new Trouble(e.Message);
        }
    }

    private static FollowStep Compare(Checkpoint checkpoint, MerkleTree tree, string shown) =>
        tree.Root(checkpoint.Size) != checkpoint.Root ? new Alarm("fork", Say($"two roots were signed for {checkpoint.Size:N0} entries"), shown)
        : checkpoint.Size == tree.Count ? new Same(checkpoint)
        : new Older(checkpoint, shown);

    private static async Task<FollowStep> GrowAsync(
        LogSite site, SignedNote note, Checkpoint checkpoint, MerkleTree known, string shown, CancellationToken cancellation)
    {
        var tree = new MerkleTree();
        for (long i = 0; i < known.Count; i++)
            tree.Append(known.Leaf(i));
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (long first = known.Count / Tile.FullWidth; first * Tile.FullWidth < checkpoint.Size; first++)
        {
            int width = (int)Math.Min(Tile.FullWidth, checkpoint.Size - first * Tile.FullWidth);
            Tile hashes = Tile.OfHashes(0, first, width), entries = Tile.OfEntries(first, width);
            if (!TileContents.TryReadHashes(await site.TileAsync(hashes, cancellation), out IReadOnlyList<Digest> leaves) || leaves.Count != width)
                return new Trouble($"{hashes} is not a tile of {width} hashes");
            if (!TileContents.TryReadEntries(await site.TileAsync(entries, cancellation), out IReadOnlyList<ReadOnlyMemory<byte>> texts) || texts.Count != width)
                return new Trouble($"{entries} is not a bundle of {width} entries");
            for (int i = 0; i < width; i++)
            {
                long at = first * Tile.FullWidth + i;
                if (at < known.Count && known.Leaf(at) != leaves[i])
                    return new Alarm("fork", Say($"entry {at:N0} is not the one that was kept"), shown);
                if (MerkleTree.LeafHash(texts[i].Span) != leaves[i])
                    return new Alarm("fork", Say($"entry {at:N0} is not the one that the log's tree holds"), shown);
                if (at < known.Count)
                    continue;
                tree.Append(leaves[i]);
                string kind = LogEntry.TryParse(texts[i].Span, out LogEntry? entry, out _) ? entry.Kind : "unreadable";
                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            }
        }
        return tree.Root() == checkpoint.Root
            ? new Grown(checkpoint, note, tree, known.Count, kinds)
            : new Alarm("fork", Say($"the checkpoint of {checkpoint.Size:N0} entries does not continue the {known.Count:N0} that were kept"), shown);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
