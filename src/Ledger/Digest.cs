using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger;

/// <summary>
/// Thirty-two bytes: a SHA-256 hash, a card number, a proof or a nonce. Ordered as its bytes are, the first byte
/// weighing most. In text it is standard base64 with padding, always 44 characters.
/// </summary>
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    /// <summary>Length of the text form in characters.</summary>
    public const int TextLength = 44;

    private readonly ulong first, second, third, fourth;

    /// <summary>Takes the 32 bytes of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">There are more or fewer than 32 bytes.</exception>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException($"A digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The first sixty-four bits, most significant first.</summary>
    internal ulong Head => first;

    /// <summary>The SHA-256 of <paramref name="data"/>.</summary>
    public static Digest Sha256(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return new Digest(hash);
    }

    /// <summary>Thirty-two bytes from the system's random number generator.</summary>
    public static Digest Random()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return new Digest(bytes);
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">There is no room for 32 bytes.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
            throw new ArgumentException($"A digest needs {Size} bytes of room.", nameof(destination));
        BinaryPrimitives.WriteUInt64BigEndian(destination, first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], fourth);
    }

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Writes the 44 characters of the text form to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">There is no room for 44 bytes.</exception>
    public void CopyTextTo(Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        if (Base64.EncodeToUtf8(bytes, destination, out _, out _) != OperationStatus.Done)
            throw new ArgumentException($"A digest's text needs {TextLength} bytes of room.", nameof(destination));
    }

    /// <summary>Standard base64 with padding, 44 characters.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads the text form. Accepts only what <see cref="ToString"/> writes: no white space, no other alphabet, no stray bits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest digest)
    {
        Span<byte> ascii = stackalloc byte[TextLength];
        digest = default;
        return text.Length == TextLength
            && System.Text.Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done
            && TryParse(ascii, out digest);
    }

    /// <summary>Reads the text form from its ASCII bytes, as strictly as <see cref="TryParse(ReadOnlySpan{char}, out Digest)"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out Digest digest)
    {
        // The base library skips white space, which leaves too few bytes, and refuses stray bits in the last symbol.
        Span<byte> bytes = stackalloc byte[33];
        if (ascii.Length == TextLength
            && Base64.DecodeFromUtf8(ascii, bytes, out _, out var written) == OperationStatus.Done
            && written == Size)
        {
            digest = new Digest(bytes[..Size]);
            return true;
        }
        digest = default;
        return false;
    }

    /// <inheritdoc/>
    public int CompareTo(Digest other) =>
        first != other.first ? first.CompareTo(other.first)
        : second != other.second ? second.CompareTo(other.second)
        : third != other.third ? third.CompareTo(other.third)
        : fourth.CompareTo(other.fourth);

    /// <inheritdoc/>
    public bool Equals(Digest other) =>
        first == other.first && second == other.second && third == other.third && fourth == other.fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(first, second, third, fourth);

    /// <summary>Whether both hold the same bytes.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Whether a byte differs.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Whether the left stands before the right in byte order.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left stands after the right in byte order.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left does not stand after the right in byte order.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left does not stand before the right in byte order.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;
}
