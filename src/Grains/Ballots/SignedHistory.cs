using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The check that a log is one with everything it has signed: the last checkpoint in the database's notes, and the last one remembered outside
/// the database. Decisions and their reasons: docs/adr/0050.
/// </summary>
internal static class SignedHistory
{
    /// <summary>Which of the two missed the last checkpoint.</summary>
    public enum Level
    {
        Even,
        NotesBehind,
        MemoryBehind,
    }

    /// <exception cref="LogRefusedException">The log is shorter or other than what was signed, or the memory is lost or not of this log.</exception>
    public static Level Check(LogNotes notes, MerkleTree tree, string? remembered, string file)
    {
        Require(tree, notes.Size, notes.Root, notes.Origin, "its own notes hold");
        if (remembered is null)
        {
            return notes.Size == 0 ? Level.Even : throw new LogRefusedException(
                $"The file {file} in the key folder is missing, which remembers the last checkpoint that {notes.Origin} signed. Put it back. "
                + "If it is lost, put the newest signed checkpoint in it that anyone has kept, from a screen, a witness or the website; deploy/README.md says how.");
        }
        if (remembered.Length == 0)
            return notes.Size == 0 ? Level.Even : Level.MemoryBehind;
        LogPublicKey.TryParseVerifierKey(notes.VerifierKey, out _, out var key);
        if (!Checkpoint.TryOpen(remembered, key!, out var signed) || signed!.Origin != notes.Origin)
        {
            throw new LogRefusedException(
                $"The file {file} in the key folder is no checkpoint that {notes.Origin} has signed: it is damaged, or belongs to another log. "
                + "Put the newest signed checkpoint of this log in it; deploy/README.md says how.");
        }
        Require(tree, signed.Size, signed.Root, notes.Origin, $"the key folder remembers in {file}");
        return signed.Size.CompareTo(notes.Size) switch { > 0 => Level.NotesBehind, < 0 => Level.MemoryBehind, 0 => Level.Even };
    }

    private static void Require(MerkleTree tree, long size, Digest root, string origin, string memory)
    {
        if (tree.Count >= size && tree.Root(size) == root)
            return;
        var difference = tree.Count < size ? $"has {tree.Count} entries" : "has other entries";
        throw new LogRefusedException(
            $"The log {origin} {difference}, but a checkpoint over {size} entries was signed, which {memory}. The database was probably restored from an old copy: "
            + "stop the service, keep everything as it is, and put the newest copy back. The service will not sign a second history.");
    }
}
