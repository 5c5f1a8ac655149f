using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// A log as a bundle has it: a signed checkpoint and the files of C2SP tlog-tiles for its size, no more and no fewer.
/// What was read has been found consistent in itself; whether the log's key signed the checkpoint is the caller's to ask.
/// </summary>
public sealed class LogFiles
{
    private LogFiles(SignedNote note, Checkpoint checkpoint, MerkleTree tree, IReadOnlyList<ReadOnlyMemory<byte>> entries) =>
        (Note, Checkpoint, Tree, Entries) = (note, checkpoint, tree, entries);

    /// <summary>The checkpoint as it was signed.</summary>
    public SignedNote Note { get; }

    /// <summary>What the checkpoint says.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The tree over all entries.</summary>
    public MerkleTree Tree { get; }

    /// <summary>The entries' bytes in order, as many as the checkpoint says. They need not be well-formed entries.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    /// <summary>The members for the log at a checkpoint. Contents are made as each is opened.</summary>
    /// <param name="checkpoint">A signed checkpoint of the log.</param>
    /// <param name="tree">The log's tree, at that size or beyond.</param>
    /// <param name="entries">Gives the bytes of entries, from an index on, as many as are asked for: at most 256.</param>
    /// <param name="folder">Where the members stand; a venue's own log has another folder.</param>
    /// <exception cref="ArgumentException">The note is not a checkpoint of that tree.</exception>
    public static IEnumerable<BundleMember> Of(
        SignedNote checkpoint, MerkleTree tree, Func<long, int, IReadOnlyCollection<ReadOnlyMemory<byte>>> entries, string folder = BundleNames.LogFolder)
    {
        if (!Ledger.Checkpoints.Checkpoint.TryParse(checkpoint.Text, out var body) || body.Size > tree.Count || tree.Root(body.Size) != body.Root)
            throw new ArgumentException("The note is not a checkpoint of this tree.", nameof(checkpoint));
        return Tile.AllOf(body.Size)
            .Select(tile => new BundleMember(folder + tile.Path, () => new MemoryStream(Content(tile), writable: false)))
            .Prepend(BundleMember.Of(folder + BundleNames.CheckpointFile, checkpoint.Print()));

        byte[] Content(Tile tile) => tile.Level is null
            ? TileContents.Entries(entries(tile.Index * Tile.FullWidth, tile.Width))
            : TileContents.Hashes(tree, tile);
    }

    /// <summary>Reads a log back; whatever is accepted is what <see cref="Of"/> gives for the same entries and checkpoint, byte for byte.</summary>
    /// <param name="members">The members below <paramref name="folder"/>, in whatever order; each is read once, one at a time.</param>
    /// <param name="log">The log, or null.</param>
    /// <param name="fault">The first thing that does not hold, or null.</param>
    /// <param name="folder">Where the members stand.</param>
    public static bool TryRead(
        IEnumerable<BundleMember> members, [NotNullWhen(true)] out LogFiles? log, [NotNullWhen(false)] out BundleFault? fault, string folder = BundleNames.LogFolder)
    {
        var files = members.ToDictionary(member => member.Name, StringComparer.Ordinal);
        fault = Read(files, folder, out log);
        return log is not null;
    }

    private static BundleFault? Read(Dictionary<string, BundleMember> files, string folder, out LogFiles? log)
    {
        log = null;
        var name = folder + BundleNames.CheckpointFile;
        if (!files.Remove(name, out var file))
            return new(name, null, "The file is missing.");
        if (!SignedNote.TryParse(file.ReadText(), out var note) || !Ledger.Checkpoints.Checkpoint.TryParse(note.Text, out var checkpoint))
            return new(name, null, "This is not a signed checkpoint.");
        // So that a checkpoint of a vast log is not counted out tile by tile.
        if (checkpoint.Size / Tile.FullWidth > files.Count)
            return new(name, null, $"The checkpoint is of {checkpoint.Size} entries, and the files of most are missing.");

        var (tree, entries) = (new MerkleTree(), new List<ReadOnlyMemory<byte>>());
        foreach (var tile in Tile.AllOf(checkpoint.Size))
        {
            if (!files.Remove(folder + tile.Path, out file))
                return new(folder + tile.Path, null, $"The file is missing, which a log of {checkpoint.Size} entries has.");
            if (Take(tile, file.Read(), tree, entries) is { } reason)
                return new(folder + tile.Path, null, reason);
        }
        if (files.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } extra)
            return new(extra, null, $"A log of {checkpoint.Size} entries has no such file.");
        if (tree.Root() != checkpoint.Root)
            return new(name, null, "The entries give another root than the checkpoint says.");
        log = new(note, checkpoint, tree, entries);
        return null;
    }

    private static string? Take(Tile tile, byte[] content, MerkleTree tree, List<ReadOnlyMemory<byte>> entries)
    {
        if (tile.Level is not null)
            return content.AsSpan().SequenceEqual(TileContents.Hashes(tree, tile)) ? null : "The hashes are not those of the entries.";
        if (!TileContents.TryReadEntries(content, out var read) || read.Count != tile.Width)
            return $"{tile.Width} entries, each after its length in two bytes, should stand here.";
        entries.AddRange(read);
        foreach (var entry in read)
            tree.Append(MerkleTree.LeafHash(entry.Span));
        return null;
    }
}
