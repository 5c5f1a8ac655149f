using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// The seal of a ballot: a hash that binds the service to the ballot without showing it, made of twenty pairs of
/// commitments so that it can later be mixed. Source: docs/formats/seal.md.
/// </summary>
public static class BallotSeal
{
    /// <summary>How many pairs of commitments a seal has; a false mix survives with probability 2^-Pairs.</summary>
    public const int Pairs = 20;

    /// <summary>Bytes in each of the keys x and y.</summary>
    internal const int KeySize = 16;

    private static ReadOnlySpan<byte> InnerLabel => "pbdd/1 in\n"u8;

    private static ReadOnlySpan<byte> OuterLabel => "pbdd/1 out\n"u8;

    private static ReadOnlySpan<byte> SealLabel => "pbdd/1 seal\n"u8;

    /// <summary>The seal of a ballot under a nonce. Allocates nothing for ballots up to 300 bytes.</summary>
    /// <param name="nonce32">32 bytes that the service drew for this ballot alone.</param>
    /// <param name="ballotAscii">The canonical ballot.</param>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, or the ballot has not the form of a ballot.</exception>
    public static Digest Of(ReadOnlySpan<byte> nonce32, ReadOnlySpan<byte> ballotAscii)
    {
        Span<byte> keys = stackalloc byte[2 * Pairs * KeySize];
        Span<byte> inner = stackalloc byte[Pairs * Digest.Size];
        Span<byte> outer = stackalloc byte[Pairs * Digest.Size];
        Commit(nonce32, ballotAscii, keys, inner, outer);
        return OfCommitments(outer);
    }

    /// <summary>Writes x1, y1, … x20, y20, then u1 … u20, then c1 … c20.</summary>
    internal static void Commit(ReadOnlySpan<byte> nonce32, ReadOnlySpan<byte> ballot, Span<byte> keys, Span<byte> inner, Span<byte> outer)
    {
        if (nonce32.Length != Digest.Size)
            throw new ArgumentException($"A nonce has {Digest.Size} bytes.", nameof(nonce32));
        if (!BallotText.IsValid(ballot))
            throw new ArgumentException("Not a canonical ballot.", nameof(ballot));
        HKDF.Expand(HashAlgorithmName.SHA256, nonce32, keys, "pbdd/1 mix"u8);

        var length = InnerLabel.Length + KeySize + ballot.Length;
        Span<byte> messages = Pairs * length <= 6600 ? stackalloc byte[Pairs * length] : new byte[Pairs * length];
        for (var k = 0; k < Pairs; k++)
            Join(InnerLabel, keys.Slice((2 * k + 1) * KeySize, KeySize), ballot, messages[(k * length)..]);
        Sha256Lanes.Hash(messages, length, inner);

        length = OuterLabel.Length + KeySize + Digest.Size;
        messages = stackalloc byte[Pairs * length];
        for (var k = 0; k < Pairs; k++)
            Join(OuterLabel, keys.Slice(2 * k * KeySize, KeySize), inner.Slice(k * Digest.Size, Digest.Size), messages[(k * length)..]);
        Sha256Lanes.Hash(messages, length, outer);
    }

    /// <summary>u = SHA-256("pbdd/1 in\n" || y || ballot).</summary>
    internal static Digest Inner(ReadOnlySpan<byte> y, ReadOnlySpan<byte> ballot) => Digest.Sha256([.. InnerLabel, .. y, .. ballot]);

    /// <summary>c = SHA-256("pbdd/1 out\n" || x || u).</summary>
    internal static Digest Outer(ReadOnlySpan<byte> x, Digest u) => Digest.Sha256([.. OuterLabel, .. x, .. u.ToBytes()]);

    /// <summary>seal = SHA-256("pbdd/1 seal\n" || c1 || … || c20), the commitments' bytes one after another.</summary>
    internal static Digest OfCommitments(ReadOnlySpan<byte> commitments)
    {
        Span<byte> data = stackalloc byte[SealLabel.Length + Pairs * Digest.Size];
        SealLabel.CopyTo(data);
        commitments.CopyTo(data[SealLabel.Length..]);
        return Digest.Sha256(data);
    }

    private static void Join(ReadOnlySpan<byte> label, ReadOnlySpan<byte> key, ReadOnlySpan<byte> tail, Span<byte> message)
    {
        label.CopyTo(message);
        key.CopyTo(message[label.Length..]);
        tail.CopyTo(message[(label.Length + key.Length)..]);
    }
}
