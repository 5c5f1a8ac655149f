using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>A log's signing key, ECDSA on P-256. May sign on many threads at once.</summary>
public sealed class LogKey : IDisposable
{
    private readonly LendingPool<ECDsa> pool;

    private LogKey(ECDsa ecdsa)
    {
        Public = LogPublicKey.Of(ecdsa.ExportSubjectPublicKeyInfo());
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        pool = new LendingPool<ECDsa>(() => ECDsa.Create(parameters));
    }

    /// <summary>The half that others check signatures with.</summary>
    public LogPublicKey Public { get; }

    /// <summary>A new key.</summary>
    public static LogKey Generate()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new LogKey(ecdsa);
    }

    /// <summary>A key from its PKCS #8 DER bytes.</summary>
    /// <exception cref="FormatException">They are not a private key of ECDSA P-256.</exception>
    public static LogKey ImportPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        using var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
        }
        catch (CryptographicException problem)
        {
            throw new FormatException("Not a private key of ECDSA P-256 in PKCS #8 DER.", problem);
        }
        return new LogKey(ecdsa);
    }

    /// <summary>The key's PKCS #8 DER bytes: for a key file that its owner alone may read or a <see cref="KeyCopy"/>, and nowhere else.</summary>
    public byte[] ExportPkcs8()
    {
        using var ecdsa = pool.Borrow();
        return ecdsa.Lent.ExportPkcs8PrivateKey();
    }

    /// <summary>A signature over <paramref name="data"/>: ECDSA over SHA-256 in ASN.1 DER.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        using var ecdsa = pool.Borrow();
        return ecdsa.Lent.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>A signature line for a note's text.</summary>
    /// <param name="name">The key's name, the log's origin.</param>
    /// <param name="text">The note's text, ending in a line feed.</param>
    /// <exception cref="ArgumentException">The name cannot stand on a signature line.</exception>
    public NoteSignature SignNote(string name, string text) =>
        new(name, [.. Public.KeyIdBytes, .. Sign(Encoding.UTF8.GetBytes(text))]);

    /// <summary>Shows the public half.</summary>
    public override string ToString() => $"log key {Public.Fingerprint}";

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();
}
