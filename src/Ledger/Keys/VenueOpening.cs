using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>
/// The opening of a ballot as a venue stores it, which has the day's public openings key and not the key: ephemeral point (65 bytes) || iv (12) ||
/// ciphertext || tag (16). Only who has the day's key opens it. Grammar: docs/formats/openings-key.md.
/// </summary>
public static class VenueOpening
{
    private const int PointSize = 65, IvSize = 12, TagSize = 16, KeySize = 32;

    /// <summary>Seals an opening to the day's public key.</summary>
    /// <param name="to">The day's public openings key.</param>
    /// <param name="origin">The venue's log.</param>
    /// <param name="seal">The seal that it opens.</param>
    /// <param name="nonce">The nonce, 32 bytes.</param>
    /// <param name="ballot">The canonical ballot.</param>
    /// <param name="longestBallot">The longest ballot the day's rules allow, in bytes: all openings of a day are as long.</param>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, the origin names no log, or the ballot has not the form of one.</exception>
    public static byte[] Seal(OpeningsPublicKey to, string origin, Digest seal, ReadOnlySpan<byte> nonce, string ballot, int longestBallot = 0)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Seal(to, ephemeral, RandomNumberGenerator.GetBytes(IvSize), origin, seal, nonce, ballot, longestBallot);
    }

    /// <summary>Seals with a given ephemeral key and iv; for published examples.</summary>
    internal static byte[] Seal(
        OpeningsPublicKey to, ECDiffieHellman ephemeral, ReadOnlySpan<byte> iv, string origin, Digest seal, ReadOnlySpan<byte> nonce, string ballot, int longestBallot)
    {
        var plain = OpeningText.Print(nonce, ballot, longestBallot);
        var point = PointOf(ephemeral.ExportParameters(includePrivateParameters: false).Q);
        using var other = ECDiffieHellman.Create();
        other.ImportSubjectPublicKeyInfo(to.Spki, out _);
        var box = new byte[PointSize + IvSize + plain.Length + TagSize];
        point.CopyTo(box, 0);
        iv.CopyTo(box.AsSpan(PointSize));
        using var aes = Cipher(ephemeral, other.PublicKey, point, to.Spki);
        aes.Encrypt(iv, plain, box.AsSpan(PointSize + IvSize, plain.Length), box.AsSpan(PointSize + IvSize + plain.Length), OpeningCipher.Bound(origin, seal));
        return box;
    }

    /// <summary>Opens what a venue stored.</summary>
    /// <param name="dayKey">The day's openings key, 32 bytes.</param>
    /// <param name="mainOrigin">The main log of the day.</param>
    /// <param name="origin">The venue's log.</param>
    /// <param name="seal">The seal in the entry.</param>
    /// <param name="box">What was stored.</param>
    /// <param name="opening">The opening, or null.</param>
    /// <returns>False if it was made for another key, log or seal, or was altered.</returns>
    public static bool TryOpen(
        ReadOnlySpan<byte> dayKey, string mainOrigin, string origin, Digest seal, ReadOnlySpan<byte> box, [NotNullWhen(true)] out Opening? opening)
    {
        opening = null;
        var size = box.Length - PointSize - IvSize - TagSize;
        if (!OpeningText.IsSize(size) || box[0] != 0x04 || !LogOrigin.IsValid(origin))
            return false;
        using var secret = OpeningsPublicKey.Secret(dayKey, mainOrigin);
        var point = box[..PointSize];
        var plain = new byte[size];
        try
        {
            using var ephemeral = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
            });
            using var aes = Cipher(secret, ephemeral.PublicKey, point, secret.ExportSubjectPublicKeyInfo());
            aes.Decrypt(
                box.Slice(PointSize, IvSize), box.Slice(PointSize + IvSize, size), box[^TagSize..], plain, OpeningCipher.Bound(origin, seal));
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve, or a tag that does not hold.
            return false;
        }
        return OpeningText.TryParse(plain, out opening);
    }

    private static AesGcm Cipher(ECDiffieHellman own, ECDiffieHellmanPublicKey other, ReadOnlySpan<byte> point, ReadOnlySpan<byte> spki)
    {
        var shared = own.DeriveRawSecretAgreement(other);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeySize, [.. point, .. spki], "pbdd/1 venue opening"u8.ToArray());
        var aes = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(shared);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private static byte[] PointOf(ECPoint point) => [0x04, .. point.X!, .. point.Y!];
}
