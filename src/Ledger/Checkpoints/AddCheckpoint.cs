using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PbDecisionDay.Ledger.Checkpoints;

/// <summary>
/// What a log asks of a witness: the line <c>old N</c>, the hashes of a consistency proof from N entries, a line each, an empty line, and the
/// signed checkpoint. Source: C2SP tlog-witness, <c>add-checkpoint</c>.
/// </summary>
public sealed record AddCheckpoint
{
    /// <summary>The most hashes of a proof.</summary>
    public const int MostHashes = 63;

    /// <summary>The path below a witness's address.</summary>
    public const string Path = "add-checkpoint";

    /// <summary>The type of the answer 409, whose body is the size that the witness countersigned last, and a line feed.</summary>
    public const string SizeType = "text/x.tlog.size";

    /// <param name="old">The size that the witness countersigned last; 0 for none.</param>
    /// <param name="proof">At most 63 hashes that lead from there to the checkpoint.</param>
    /// <param name="note">The checkpoint, signed.</param>
    /// <exception cref="ArgumentException">The size, the proof or the note is not of that form.</exception>
    public AddCheckpoint(long old, IReadOnlyList<Digest> proof, SignedNote note)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(old);
        if (proof.Count > MostHashes)
            throw new ArgumentException($"A proof has at most {MostHashes} hashes.", nameof(proof));
        if (!Checkpoints.Checkpoint.TryParse(note.Text, out var checkpoint))
            throw new ArgumentException("The note is not a checkpoint.", nameof(note));
        (Old, Proof, Note, Checkpoint) = (old, proof, note, checkpoint);
    }

    /// <summary>The size that the witness countersigned last, as far as the log knows; 0 for none.</summary>
    public long Old { get; }

    /// <summary>What shows that the tree of that size begins the checkpoint's. RFC 6962, section 2.1.2.</summary>
    public IReadOnlyList<Digest> Proof { get; }

    /// <summary>The checkpoint with its signature lines.</summary>
    public SignedNote Note { get; }

    /// <summary>The checkpoint.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The request's body.</summary>
    public string Print() =>
        string.Create(CultureInfo.InvariantCulture, $"old {Old}\n{string.Concat(Proof.Select(hash => $"{hash}\n"))}\n{Note.Print()}");

    /// <summary>Reads a request's body; whatever is accepted prints back to the same text. Nothing is verified.</summary>
    public static bool TryParse(string body, [NotNullWhen(true)] out AddCheckpoint? request)
    {
        request = null;
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || body[..end].Split('\n') is not [var first, .. var lines] || lines.Length > MostHashes
            || !first.StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(first.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var old))
            return false;
        var proof = new List<Digest>();
        foreach (var line in lines)
        {
            if (!Digest.TryParse(line, out var hash))
                return false;
            proof.Add(hash);
        }
        if (!SignedNote.TryParse(body[(end + 2)..], out var note) || !Checkpoints.Checkpoint.TryParse(note.Text, out _))
            return false;
        var read = new AddCheckpoint(old, proof, note);
        if (read.Print() != body)
            return false;
        request = read;
        return true;
    }
}
