using System.Numerics;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>
/// The public half that belongs to a day's openings key, on P-256: a venue seals its openings to it and can open none. Its fingerprint stands in
/// the log's <c>open</c> entry. Derivation: docs/formats/openings-key.md.
/// </summary>
public sealed class OpeningsPublicKey
{
    private const int ScalarBytes = 48;

    // The order of P-256. Source: FIPS 186-4, D.1.2.3.
    private static readonly BigInteger Order =
        BigInteger.Parse("0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private readonly byte[] spki;

    private OpeningsPublicKey(byte[] spki) => this.spki = spki;

    /// <summary>The key's SubjectPublicKeyInfo in DER, 91 bytes.</summary>
    public ReadOnlySpan<byte> Spki => spki;

    /// <summary>SHA-256 of the DER bytes.</summary>
    public Digest Fingerprint => Digest.Sha256(spki);

    /// <summary>The public key of a day.</summary>
    /// <param name="dayKey">The day's openings key, 32 bytes.</param>
    /// <param name="origin">The main log of the day.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes, or the origin names no log.</exception>
    public static OpeningsPublicKey Of(ReadOnlySpan<byte> dayKey, string origin)
    {
        using var secret = Secret(dayKey, origin);
        return new OpeningsPublicKey(secret.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public key in its DER form.</summary>
    /// <exception cref="FormatException">The bytes are not that form of a point on P-256.</exception>
    public static OpeningsPublicKey Parse(ReadOnlySpan<byte> spki) => new(LogPublicKey.Of(spki).Spki.ToArray());

    /// <summary>The secret half, for whoever has the day's key.</summary>
    internal static ECDiffieHellman Secret(ReadOnlySpan<byte> dayKey, string origin)
    {
        if (dayKey.Length != Digest.Size)
            throw new ArgumentException($"A day's key has {Digest.Size} bytes.", nameof(dayKey));
        Span<byte> drawn = stackalloc byte[ScalarBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dayKey, drawn, LogOrigin.Bytes(origin), "pbdd/1 openings p-256"u8);
        var scalar = BigInteger.One + new BigInteger(drawn, isUnsigned: true, isBigEndian: true) % (Order - 1);
        var d = new byte[Digest.Size];
        var bytes = scalar.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(d, d.Length - bytes.Length);
        return ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
    }

    /// <inheritdoc/>
    public override string ToString() => $"openings key {Fingerprint}";
}
