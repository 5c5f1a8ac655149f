using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Ledger.Receipts;

/// <summary>
/// The log's signed word that an entry stands at an index. As text it is a signed note: <c>pbdd/1 receipt</c>, the
/// origin, index and leaf hash, an empty line, and the signature line of the log's key under the origin's name.
/// </summary>
/// <remarks>
/// No checkpoint can be taken for a receipt or the other way round, though one key signs both: a checkpoint starts with
/// the origin, which has no space in it.
/// </remarks>
public sealed class Receipt : IEquatable<Receipt>
{
    private const string Heading = "pbdd/1 receipt";

    private readonly NoteSignature signature;

    /// <param name="origin">The log's name.</param>
    /// <param name="index">The entry's index in the log, from 0.</param>
    /// <param name="leafHash">The entry's leaf hash.</param>
    /// <param name="signature">The bytes in the signature line: the four of the key id, then the signature in DER.</param>
    /// <exception cref="ArgumentException">The origin cannot name a log, the index is negative, or there is no signature.</exception>
    public Receipt(string origin, long index, Digest leafHash, ReadOnlySpan<byte> signature)
        : this(origin, index, leafHash, new NoteSignature(origin, signature))
    {
    }

    private Receipt(string origin, long index, Digest leafHash, NoteSignature signature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        (Origin, Index, LeafHash, this.signature) = (LogOrigin.Required(origin), index, leafHash, signature);
    }

    /// <summary>The log's name.</summary>
    public string Origin { get; }

    /// <summary>The entry's index in the log, from 0.</summary>
    public long Index { get; }

    /// <summary>The entry's leaf hash.</summary>
    public Digest LeafHash { get; }

    /// <summary>The bytes in the signature line: the four of the key id, then the signature in DER.</summary>
    public ReadOnlySpan<byte> Signature => signature.Bytes;

    /// <summary>A receipt for the entry at <paramref name="index"/>, signed with the log's key.</summary>
    public static Receipt Sign(LogKey key, string origin, long index, Digest leafHash) =>
        new(origin, index, leafHash, key.SignNote(origin, Body(origin, index, leafHash)));

    /// <summary>Whether the log's key signed this.</summary>
    public bool IsSignedBy(LogPublicKey key) => Note().IsSignedBy(Origin, key);

    /// <summary>The receipt's text.</summary>
    public string Print() => Note().Print();

    /// <summary>Reads a receipt; whatever is accepted prints back to the same text. A receipt that is read is not thereby verified.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Receipt? receipt)
    {
        receipt = null;
        if (!SignedNote.TryParse(text, out var note)
            || note.Text.Split('\n') is not [Heading, var origin, var place, ""]
            || place.Split(' ') is not [var index, var leaf]
            || !LogOrigin.IsValid(origin)
            || !long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            || !Digest.TryParse(leaf, out var hash)
            || note.Signatures is not [var signature]
            || signature.Name != origin)
            return false;
        var read = new Receipt(origin, at, hash, signature);
        if (read.Print() != text)
            return false;
        receipt = read;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Receipt? other) => other is not null && Print() == other.Print();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Receipt);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin.GetHashCode(StringComparison.Ordinal), Index, LeafHash);

    /// <summary>The receipt's text.</summary>
    public override string ToString() => Print();

    private SignedNote Note() => new(Body(Origin, Index, LeafHash), signature);

    private static string Body(string origin, long index, Digest leafHash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Heading}\n{origin}\n{index} {leafHash}\n");
}
