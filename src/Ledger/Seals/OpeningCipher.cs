using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Seals;

/// <summary>
/// Keeps openings under a day's key: AES-256-GCM with a random 12-byte iv, the result being iv || ciphertext || 16-byte
/// tag and the associated data origin || seal, so that an opening moved to another seal does not open.
/// </summary>
/// <remarks>
/// The plaintext is <see cref="OpeningText"/>, of one length for every ballot the day allows. May be used by many threads at once.
/// </remarks>
public sealed class OpeningCipher
{
    /// <summary>Bytes in a day's key.</summary>
    public const int KeySize = 32;

    private const int IvSize = 12, TagSize = 16;

    private readonly LendingPool<AesGcm> pool;
    private readonly int roomForBallot;

    /// <param name="dayKey">The day's key, 32 bytes.</param>
    /// <param name="longestBallot">The longest ballot the day's rules allow, in bytes, 0 to 16,384. Longer ones are kept too, and show that they are longer.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes, or the length is out of range.</exception>
    public OpeningCipher(ReadOnlySpan<byte> dayKey, int longestBallot = 0)
    {
        if (dayKey.Length != KeySize)
            throw new ArgumentException($"A day's key has {KeySize} bytes.", nameof(dayKey));
        ArgumentOutOfRangeException.ThrowIfNegative(longestBallot);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longestBallot, BallotText.MostBytes);
        var key = dayKey.ToArray();
        pool = new LendingPool<AesGcm>(() => new AesGcm(key, TagSize));
        roomForBallot = longestBallot;
    }

    /// <summary>Encrypts an opening for storage.</summary>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, the origin cannot name a log, or the ballot has not the form of a ballot.</exception>
    public byte[] Encrypt(string origin, Digest seal, ReadOnlySpan<byte> nonce, string ballot)
    {
        Span<byte> iv = stackalloc byte[IvSize];
        RandomNumberGenerator.Fill(iv);
        return Encrypt(origin, seal, nonce, ballot, iv);
    }

    /// <summary>Encrypts with a given iv; for published examples. An iv used twice under one key gives both plaintexts away.</summary>
    internal byte[] Encrypt(string origin, Digest seal, ReadOnlySpan<byte> nonce, string ballot, ReadOnlySpan<byte> iv)
    {
        var plain = OpeningText.Print(nonce, ballot, roomForBallot);
        var box = new byte[IvSize + plain.Length + TagSize];
        iv.CopyTo(box);
        using var aes = pool.Borrow();
        aes.Lent.Encrypt(iv, plain, box.AsSpan(IvSize, plain.Length), box.AsSpan(IvSize + plain.Length), Bound(origin, seal));
        return box;
    }

    /// <summary>Decrypts an opening. False if it was made for another origin or seal or under another key, or was altered.</summary>
    public bool TryDecrypt(string origin, Digest seal, ReadOnlySpan<byte> box, [NotNullWhen(true)] out Opening? opening)
    {
        opening = null;
        var size = box.Length - IvSize - TagSize;
        if (!OpeningText.IsSize(size) || !LogOrigin.IsValid(origin))
            return false;
        var plain = new byte[size];
        using var aes = pool.Borrow();
        try
        {
            aes.Lent.Decrypt(box[..IvSize], box.Slice(IvSize, size), box[(IvSize + size)..], plain, Bound(origin, seal));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        return OpeningText.TryParse(plain, out opening);
    }

    /// <summary>What an opening is bound to: the log's origin and the seal.</summary>
    internal static byte[] Bound(string origin, Digest seal) => [.. LogOrigin.Bytes(origin), .. seal.ToBytes()];
}
