using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// An opening as it is encrypted: nonce (32 bytes) || length of the ballot (2 bytes, big-endian) || ballot || zeros, to the least multiple of 128
/// bytes that holds the longest ballot of the day, so that rows do not tell a blank ballot from a full one.
/// </summary>
internal static class OpeningText
{
    private const int HeadSize = Digest.Size + 2, Step = 128;

    /// <summary>The padded bytes.</summary>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, or the ballot has not the form of a ballot.</exception>
    public static byte[] Print(ReadOnlySpan<byte> nonce, string ballot, int roomForBallot)
    {
        if (nonce.Length != Digest.Size)
            throw new ArgumentException($"A nonce has {Digest.Size} bytes.", nameof(nonce));
        var needed = HeadSize + Math.Max(BallotText.Required(ballot).Length, roomForBallot);
        var plain = new byte[(needed + Step - 1) / Step * Step];
        nonce.CopyTo(plain);
        BinaryPrimitives.WriteUInt16BigEndian(plain.AsSpan(Digest.Size), (ushort)ballot.Length);
        Encoding.ASCII.GetBytes(ballot, plain.AsSpan(HeadSize));
        return plain;
    }

    /// <summary>Whether an opening can have this many bytes.</summary>
    public static bool IsSize(int size) => size >= HeadSize && size % Step == 0;

    /// <summary>Reads padded bytes of a size that is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> plain, [NotNullWhen(true)] out Opening? opening)
    {
        opening = null;
        var length = BinaryPrimitives.ReadUInt16BigEndian(plain[Digest.Size..]);
        if (length > plain.Length - HeadSize
            || !BallotText.IsValid(plain.Slice(HeadSize, length))
            || plain[(HeadSize + length)..].ContainsAnyExcept((byte)0))
            return false;
        opening = new Opening(new Digest(plain[..Digest.Size]), Encoding.ASCII.GetString(plain.Slice(HeadSize, length)));
        return true;
    }
}
