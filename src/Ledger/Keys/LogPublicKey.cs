using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>The public half of a log's key: a point on P-256 in its one DER form (SubjectPublicKeyInfo, 91 bytes).</summary>
public sealed class LogPublicKey : IEquatable<LogPublicKey>
{
    // C2SP signed-note: the type of ECDSA signatures.
    private const byte EcdsaType = 0x02;

    // Every uncompressed P-256 key starts with these bytes (RFC 5480); the point follows.
    private static ReadOnlySpan<byte> SpkiHead =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    private readonly byte[] spki;
    private readonly LendingPool<ECDsa> pool;

    private LogPublicKey(byte[] spki, ECParameters parameters)
    {
        this.spki = spki;
        pool = new LendingPool<ECDsa>(() => ECDsa.Create(parameters));
        Fingerprint = Digest.Sha256(spki);
    }

    /// <summary>The key's SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlySpan<byte> Spki => spki;

    /// <summary>SHA-256 of the DER bytes, printed on the outside of cards.</summary>
    public Digest Fingerprint { get; }

    /// <summary>The first four bytes of the fingerprint, which name the key on signature lines.</summary>
    public uint KeyId => (uint)(Fingerprint.Head >> 32);

    internal byte[] KeyIdBytes => Fingerprint.ToBytes()[..4];

    /// <summary>The key in <paramref name="spki"/>.</summary>
    /// <exception cref="FormatException">The bytes are not an ECDSA P-256 key in that form.</exception>
    public static LogPublicKey Of(ReadOnlySpan<byte> spki) => TryRead(spki, out var key)
        ? key
        : throw new FormatException("Not a P-256 public key in DER (SubjectPublicKeyInfo, 91 bytes).");

    /// <summary>Reads a key; false unless the bytes are the one DER form of a point on P-256.</summary>
    public static bool TryRead(ReadOnlySpan<byte> spki, [NotNullWhen(true)] out LogPublicKey? key)
    {
        key = null;
        if (spki.Length != SpkiHead.Length + 64 || !spki.StartsWith(SpkiHead))
            return false;
        using var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(spki, out _);
        }
        catch (CryptographicException)
        {
            return false;
        }
        key = new LogPublicKey(spki.ToArray(), ecdsa.ExportParameters(includePrivateParameters: false));
        return true;
    }

    /// <summary>Whether <paramref name="signature"/>, in DER, is this key's over <paramref name="data"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var ecdsa = pool.Borrow();
        return ecdsa.Lent.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The key as C2SP signed-note writes it: <c>name+keyid+base64(0x02 || DER)</c>.</summary>
    /// <exception cref="ArgumentException">The name cannot stand on a signature line.</exception>
    public string VerifierKey(string name) =>
        $"{NoteSignature.RequiredName(name)}+{KeyId.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([EcdsaType, .. spki])}";

    /// <summary>Reads a name and key as <see cref="VerifierKey"/> writes them; false for any other text or type of key.</summary>
    public static bool TryParseVerifierKey(string? text, [NotNullWhen(true)] out string? name, [NotNullWhen(true)] out LogPublicKey? key)
    {
        (name, key) = (null, null);
        var parts = (text ?? "").Split('+', 3);
        Span<byte> bytes = stackalloc byte[SpkiHead.Length + 66];
        if (parts.Length != 3
            || !NoteSignature.IsName(parts[0])
            || !Convert.TryFromBase64String(parts[2], bytes, out var length)
            || length == 0 || bytes[0] != EcdsaType
            || !TryRead(bytes[1..length], out var read)
            || read.VerifierKey(parts[0]) != text)
            return false;
        (name, key) = (parts[0], read);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(LogPublicKey? other) => other is not null && Fingerprint == other.Fingerprint;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LogPublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <summary>The fingerprint.</summary>
    public override string ToString() => Fingerprint.ToString();
}
