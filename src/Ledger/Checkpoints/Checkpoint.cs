using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Checkpoints;

/// <summary>
/// What a log looked like at one size: three lines, the origin, the size in decimal and the root. Signed as a note, with
/// no extension lines. Source: C2SP tlog-checkpoint.
/// </summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many entries the log has.</param>
/// <param name="Root">The root of the log's tree at that size.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>The log's name.</summary>
    public string Origin { get; } = LogOrigin.Required(Origin);

    /// <summary>How many entries the log has.</summary>
    public long Size { get; } = Size >= 0 ? Size : throw new ArgumentOutOfRangeException(nameof(Size));

    /// <summary>The checkpoint of a tree as it is.</summary>
    public static Checkpoint Of(string origin, MerkleTree tree) => new(origin, tree.Count, tree.Root());

    /// <summary>The note's text.</summary>
    public string Body => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>The checkpoint as a note with the log's own signature.</summary>
    public SignedNote Sign(LogKey key) => new(Body, key.SignNote(Origin, Body));

    /// <summary>Reads a note's text; whatever is accepted prints back to the same text.</summary>
    public static bool TryParse(string? body, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if ((body ?? "").Split('\n') is not [var origin, var size, var root, ""]
            || !LogOrigin.IsValid(origin)
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || !Digest.TryParse(root, out var hash))
            return false;
        var read = new Checkpoint(origin, count, hash);
        if (read.Body != body)
            return false;
        checkpoint = read;
        return true;
    }

    /// <summary>Reads a signed checkpoint and checks the log's own signature on it.</summary>
    /// <param name="note">The note as text.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="checkpoint">The checkpoint, or null.</param>
    public static bool TryOpen(string? note, LogPublicKey key, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!SignedNote.TryParse(note, out var read) || !TryParse(read.Text, out var body) || !read.IsSignedBy(body.Origin, key))
            return false;
        checkpoint = body;
        return true;
    }
}
