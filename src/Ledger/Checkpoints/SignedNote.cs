using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Checkpoints;

/// <summary>
/// A text with signature lines. Lines of unknown keys are kept and ignored, so that witnesses can add theirs.
/// Source: C2SP signed-note.
/// </summary>
public sealed class SignedNote
{
    /// <summary>The most signature lines that are read.</summary>
    public const int MostSignatures = 64;

    private readonly NoteSignature[] signatures;

    /// <param name="text">The text, ending in a line feed, without control characters except line feeds.</param>
    /// <param name="signatures">One to 64 signature lines in the order in which they stand.</param>
    /// <exception cref="ArgumentException">The text is not of that form, or there are none or too many signatures.</exception>
    public SignedNote(string text, params IEnumerable<NoteSignature> signatures)
    {
        Text = IsText(text) ? text : throw new ArgumentException("A note's text ends in a line feed and has no other control characters.", nameof(text));
        this.signatures = [.. signatures];
        if (this.signatures.Length is 0 or > MostSignatures)
            throw new ArgumentException($"A note has 1 to {MostSignatures} signatures.", nameof(signatures));
    }

    /// <summary>What is signed, with its last line feed.</summary>
    public string Text { get; }

    /// <summary>The signature lines in order.</summary>
    public IReadOnlyList<NoteSignature> Signatures => signatures;

    /// <summary>The same note with one more signature line at its end.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. signatures, signature]);

    /// <summary>The note as text: what is signed, an empty line, the signature lines.</summary>
    public string Print() => $"{Text}\n{string.Concat(signatures.Select(signature => signature.Line + "\n"))}";

    /// <summary>Reads a note; whatever is accepted prints back to the same text. A note that is read is not thereby verified.</summary>
    public static bool TryParse(string? printed, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        var end = printed?.LastIndexOf("\n\n", StringComparison.Ordinal) ?? -1;
        if (end < 0 || printed![^1] != '\n' || !IsText(printed[..(end + 1)]))
            return false;
        var lines = printed[(end + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MostSignatures)
            return false;
        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
                return false;
            signatures.Add(signature);
        }
        note = new SignedNote(printed[..(end + 1)], signatures);
        return true;
    }

    /// <summary>
    /// Whether <paramref name="key"/> under <paramref name="name"/> signed this note: a line with that name and key id
    /// stands here, and every such line verifies.
    /// </summary>
    public bool IsSignedBy(string name, LogPublicKey key)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var own = signatures.Where(signature => signature.Name == name && signature.KeyId == key.KeyId).ToList();
        return own.Count > 0 && own.TrueForAll(signature => key.Verify(text, signature.Bytes[4..]));
    }

    /// <inheritdoc/>
    public override string ToString() => Print();

    private static bool IsText(string text) => text.EndsWith('\n') && NoteSignature.IsWellFormed(text);
}
