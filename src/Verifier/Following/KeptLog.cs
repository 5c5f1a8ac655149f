using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;


namespace PbDecisionDay.Verifier.Following;

/// <summary>
/// What a follower keeps of a log, in a folder: <c>key</c> (a verifier key), <c>checkpoint</c> (the last note that was
/// found good) and <c>leaves</c> (the leaf hashes up to it, 32 bytes each). Leaves are written before the checkpoint that
/// covers them, so a sudden end leaves some too many, never too few.
/// </summary>
internal sealed class KeptLog
{
    private KeptLog(string folder) => Folder = folder;

    /// <summary>Where it is kept.</summary>
    public string Folder { get; }

    /// <summary>The log's name; null before anything was kept.</summary>
    public string? Origin { get; private set; }

    /// <summary>The log's key; null before anything was kept.</summary>
    public LogPublicKey? Key { get; private set; }

    /// <summary>The last note that was found good; null before the first.</summary>
    public SignedNote? Note { get; private set; }

    /// <summary>The leaves up to it.</summary>
    public MerkleTree Tree { get; private set; } = new();

    /// <summary>Reads a folder; one that is not there is empty.</summary>
    /// <exception cref="FormatException">What is in it does not hold together.</exception>
    public static KeptLog Open(string folder)
    {
        var kept = new KeptLog(folder);
        if (!File.Exists(kept.At("key")))
            return kept;
        if (!LogPublicKey.TryParseVerifierKey(File.ReadAllText(kept.At("key")).TrimEnd('\n'), out string? origin, out LogPublicKey? key))
            throw new FormatException($"{kept.At("key")} is not a verifier key. Put it right, or keep the log in another folder.");
        (kept.Origin, kept.Key) = (origin, key);
        if (File.Exists(kept.At("checkpoint")))
            kept.ReadCheckpoint(File.ReadAllText(kept.At("checkpoint")));
        return kept;
    }

    /// <summary>Keeps a key, before anything else.</summary>
    public void Keep(string origin, LogPublicKey key)
    {
        Directory.CreateDirectory(Folder);
        Replace("key", key.VerifierKey(origin) + "\n");
        (Origin, Key) = (origin, key);
    }

    /// <summary>Keeps a note that was found good, and the leaves up to it.</summary>
    /// <param name="note">The note.</param>
    /// <param name="tree">The tree that it covers, which may share its beginning with the one kept so far.</param>
    public void Keep(SignedNote note, MerkleTree tree)
    {
        using (var leaves = new FileStream(At("leaves"), FileMode.OpenOrCreate))
        {
            leaves.SetLength(Tree.Count * Digest.Size);
            leaves.Position = leaves.Length;
            for (long i = Tree.Count; i < tree.Count; i++)
                leaves.Write(tree.Leaf(i).ToBytes());
            leaves.Flush(flushToDisk: true);
        }
        Replace("checkpoint", note.Print());
        (Note, Tree) = (note, tree);
    }

    /// <summary>Keeps both sides of an alarm as files of their own, and says where.</summary>
    public (string Kept, string Shown) KeepEvidence(FollowStep.Alarm alarm) =>
        Evidence.Keep(Folder, alarm.Kept ?? Note?.Print() ?? $"{Key?.VerifierKey(Origin!)}\n", alarm.Shown);

    private void ReadCheckpoint(string text)
    {
        if (!Checkpoint.TryOpen(text, Key!, out Checkpoint? checkpoint) || !SignedNote.TryParse(text, out SignedNote? note) || !string.Equals(checkpoint.Origin, Origin, StringComparison.Ordinal))
            throw Damaged("checkpoint");
        byte[] leaves = File.Exists(At("leaves")) ? File.ReadAllBytes(At("leaves")) : [];
        if (leaves.Length / Digest.Size < checkpoint.Size)
            throw Damaged("leaves");
        var tree = new MerkleTree();
        for (int i = 0; i < checkpoint.Size; i++)
            tree.Append(new Digest(leaves.AsSpan(i * Digest.Size, Digest.Size)));
        if (tree.Root() != checkpoint.Root)
            throw Damaged("leaves");
        (Note, Tree) = (note, tree);
    }

    private FormatException Damaged(string name) =>
        new($"{At(name)} is damaged: it does not fit the other files there. Keep the folder aside and follow into another one.");

    private void Replace(string name, string text)
    {
        File.WriteAllText(At(name) + ".new", text);
        File.Move(At(name) + ".new", At(name), overwrite: true);
    }

    private string At(string name) => Path.Combine(Folder, name);
}
