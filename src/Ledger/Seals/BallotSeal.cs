using System.Security.Cryptography;

namespace PbDecisionDay.Ledger;

/// <summary>
/// The seal of a ballot: a hash that binds the service to the ballot without showing it, made of twenty pairs of
/// commitments so that it can later be mixed. Source: PROTOCOL, "The seal".
/// </summary>
public static class BallotSeal
{
    /// <summary>How many pairs of commitments a seal has; a false mix survives with probability 2^-Pairs.</summary>
    public const int Pairs = 20;

    /// <summary>Bytes in each of the keys x and y.</summary>
    internal const int KeySize = 16;

    /// <summary>The seal of a ballot under a nonce.</summary>
    /// <param name="nonce32">32 bytes that the service drew for this ballot alone.</param>
    /// <param name="ballotAscii">The canonical ballot.</param>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, or the ballot has not the form of a ballot.</exception>
    public static Digest Of(ReadOnlySpan<byte> nonce32, ReadOnlySpan<byte> ballotAscii)
    {
        Span<byte> keys = stackalloc byte[2 * Pairs * KeySize];
        Expand(nonce32, keys);
        var label = SealLabel;
        Span<byte> outer = stackalloc byte[label.Length + Pairs * Digest.Size];
        label.CopyTo(outer);
        var room = InLabel.Length + KeySize + ballotAscii.Length;
        Span<byte> inner = room <= 512 ? stackalloc byte[512] : new byte[room];
        inner = inner[..room];
        Commit(keys, Checked(ballotAscii), inner, outer[label.Length..]);
        return Digest.Sha256(outer);
    }

    private static ReadOnlySpan<byte> SealLabel => "pbdd/1 seal\n"u8;

    private static ReadOnlySpan<byte> InLabel => "pbdd/1 in\n"u8;

    private static ReadOnlySpan<byte> OutLabel => "pbdd/1 out\n"u8;

    private static void Commit(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> ballot, Span<byte> inner, Span<byte> commitments)
    {
        InLabel.CopyTo(inner);
        ballot.CopyTo(inner[(InLabel.Length + KeySize)..]);
        Span<byte> outer = stackalloc byte[OutLabel.Length + KeySize + Digest.Size];
        OutLabel.CopyTo(outer);
        for (var k = 0; k < Pairs; k++)
        {
            var pair = keys.Slice(2 * k * KeySize, 2 * KeySize);
            pair[KeySize..].CopyTo(inner[InLabel.Length..]);
            SHA256.HashData(inner, outer[(OutLabel.Length + KeySize)..]);
            pair[..KeySize].CopyTo(outer[OutLabel.Length..]);
            SHA256.HashData(outer, commitments[(k * Digest.Size)..]);
        }
    }

    /// <summary>x1, y1, … x20, y20 of a nonce: HKDF-Expand(nonce, "pbdd/1 mix", 640).</summary>
    internal static void Expand(ReadOnlySpan<byte> nonce32, Span<byte> keys)
    {
        if (nonce32.Length != Digest.Size)
            throw new ArgumentException($"A nonce has {Digest.Size} bytes.", nameof(nonce32));
        HKDF.Expand(HashAlgorithmName.SHA256, nonce32, keys, "pbdd/1 mix"u8);
    }

    /// <summary>u = SHA-256("pbdd/1 in\n" || y || ballot).</summary>
    internal static Digest Inner(ReadOnlySpan<byte> y, ReadOnlySpan<byte> ballot) =>
        Digest.Sha256([.. InLabel, .. y, .. Checked(ballot)]);

    /// <summary>c = SHA-256("pbdd/1 out\n" || x || u).</summary>
    internal static Digest Outer(ReadOnlySpan<byte> x, Digest u) => Digest.Sha256([.. OutLabel, .. x, .. u.ToBytes()]);

    /// <summary>seal = SHA-256("pbdd/1 seal\n" || c1 || … || c20).</summary>
    internal static Digest OfCommitments(ReadOnlySpan<Digest> c)
    {
        var label = SealLabel;
        Span<byte> data = stackalloc byte[label.Length + Pairs * Digest.Size];
        label.CopyTo(data);
        for (var k = 0; k < Pairs; k++)
            c[k].CopyTo(data[(label.Length + k * Digest.Size)..]);
        return Digest.Sha256(data);
    }

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> ballot) => BallotText.IsValid(ballot)
        ? ballot
        : throw new ArgumentException("Not a canonical ballot.", nameof(ballot));
}
