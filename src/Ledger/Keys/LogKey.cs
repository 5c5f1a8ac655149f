using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Ledger;

/// <summary>
/// A log's signing key, ECDSA on P-256. May sign on many threads at once: an ECDSA object may not, so each is lent to
/// one thread at a time and kept for the next.
/// </summary>
public sealed class LogKey : IDisposable
{
    private readonly ConcurrentBag<ECDsa> idle = [];
    private readonly ECParameters parameters;

    private LogKey(ECDsa ecdsa)
    {
        parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        Public = LogPublicKey.Of(ecdsa.ExportSubjectPublicKeyInfo());
        idle.Add(ecdsa);
    }

    /// <summary>The half that others check signatures with.</summary>
    public LogPublicKey Public { get; }

    /// <summary>A new key.</summary>
    public static LogKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A key from its PKCS #8 DER bytes.</summary>
    /// <exception cref="CryptographicException">They are no private key.</exception>
    /// <exception cref="FormatException">They are a private key of another kind than ECDSA P-256.</exception>
    public static LogKey ImportPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new LogKey(ecdsa);
        }
        catch
        {
            ecdsa.Dispose();
            throw;
        }
    }

    /// <summary>The key's PKCS #8 DER bytes: for a key file of mode 600 or a <see cref="KeyCopy"/>, and nowhere else.</summary>
    public byte[] ExportPkcs8() => Lend(static (ecdsa, _) => ecdsa.ExportPkcs8PrivateKey(), 0);

    /// <summary>A signature over <paramref name="data"/>: ECDSA over SHA-256 in ASN.1 DER.</summary>
    public byte[] Sign(byte[] data) => Lend(
        static (ecdsa, data) => ecdsa.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), data);

    /// <summary>A signature line for a note's text.</summary>
    /// <param name="name">The key's name, the log's origin.</param>
    /// <param name="text">The note's text, ending in a line feed.</param>
    /// <exception cref="ArgumentException">The name cannot stand on a signature line.</exception>
    public NoteSignature SignNote(string name, string text) =>
        new(name, [.. Public.KeyIdBytes, .. Sign(Encoding.UTF8.GetBytes(text))]);

    /// <summary>Shows the public half.</summary>
    public override string ToString() => $"log key {Public.Fingerprint}";

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var ecdsa))
            ecdsa.Dispose();
        CryptographicOperations.ZeroMemory(parameters.D);
    }

    private TResult Lend<TArgument, TResult>(Func<ECDsa, TArgument, TResult> use, TArgument argument)
    {
        var ecdsa = idle.TryTake(out var kept) ? kept : ECDsa.Create(parameters);
        try
        {
            return use(ecdsa, argument);
        }
        finally
        {
            idle.Add(ecdsa);
        }
    }
}
