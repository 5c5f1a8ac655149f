using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// A key as its file holds it, sealed: the signing key as encrypted PKCS #8 PEM, which <c>openssl pkey</c> opens, the openings key as a
/// key copy. Formats and rounds: docs/formats/key-copy.md. Keys in clear, as the first versions wrote them, are still read.
/// </summary>
internal static class KeyFile
{
    // OWASP's Password Storage Cheat Sheet (2023): 600,000 for PBKDF2 with HMAC-SHA-256, 210,000 with HMAC-SHA-512.
    private const int PemRounds = 600_000;

    private const string ClearLabel = "PRIVATE KEY";
    private const string SealedLabel = "ENCRYPTED PRIVATE KEY";

    /// <summary>Whether a key file is sealed, be it whole or damaged.</summary>
    public static bool IsSealed(string text) =>
        text.Contains(SealedLabel, StringComparison.Ordinal) || text.Contains("key-copy", StringComparison.Ordinal);

    /// <summary>Seals a key.</summary>
    public static string Seal(KeyKind kind, string day, ReadOnlySpan<byte> key, ProtectionWords words) => kind switch
    {
        KeyKind.Log => SealLogKey(key, words),
        KeyKind.Openings or KeyKind.Contacts => KeyCopy.Seal(kind, day, key, words.Text, words.Drawn ? KeyCopy.RoundsForDrawn : KeyCopy.FewestRounds),
    };

    /// <summary>A sealed key; null where the words are not the ones it was sealed under.</summary>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static byte[]? Open(KeyKind kind, string text, ProtectionWords words) => kind switch
    {
        KeyKind.Log => OpenLogKey(text, words),
        KeyKind.Openings or KeyKind.Contacts => KeyCopy.Open(text, words.Text, out var opened, KeyCopy.RoundsForDrawn) switch
        {
            KeyCopyProblem.None when opened!.Kind == kind => opened.Key.ToArray(),
            KeyCopyProblem.WrongPassphrase => null,
            _ => throw new FormatException("Not a key copy."),
        },
    };

    /// <summary>A key in clear.</summary>
    /// <exception cref="FormatException">The file is damaged.</exception>
    public static byte[] ReadClear(KeyKind kind, string text)
    {
        if (kind != KeyKind.Log)
            return Convert.FromBase64String(text.Trim()) is { Length: OpeningCipher.KeySize } openings ? openings : throw new FormatException("Not 32 bytes in base64.");
        if (!PemEncoding.TryFind(text, out var found) || text[found.Label] is not ClearLabel)
            throw new FormatException("Not a private key in PEM.");
        using var key = LogKey.ImportPkcs8(Convert.FromBase64String(text[found.Base64Data]));
        return key.ExportPkcs8();
    }

    private static string SealLogKey(ReadOnlySpan<byte> pkcs8, ProtectionWords words)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        var sealing = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, words.Drawn ? KeyCopy.RoundsForDrawn : PemRounds);
        return key.ExportEncryptedPkcs8PrivateKeyPem(Normal(words), sealing) + "\n";
    }

    private static byte[]? OpenLogKey(string pem, ProtectionWords words)
    {
        // Damage is told from wrong words as far as the PEM itself shows it; what the cipher refuses may be either.
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] is not SealedLabel)
            throw new FormatException("Not an encrypted private key in PEM.");
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromEncryptedPem(pem, Normal(words));
            return key.ExportPkcs8PrivateKey();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Normal(ProtectionWords words) => words.Text.Normalize(NormalizationForm.FormC);
}
