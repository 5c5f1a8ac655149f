using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>Seals bytes under a passphrase: PBKDF2 with HMAC-SHA-512, then AES-256-GCM, the lines above being the associated data.</summary>
internal static class PassphraseSealing
{
    public const int SaltSize = 16, IvSize = 12, TagSize = 16;

    /// <summary>Ciphertext and tag.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> plain, string head, string passphrase, int rounds, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> iv)
    {
        var box = new byte[plain.Length + TagSize];
        using var aes = Cipher(passphrase, salt, rounds);
        aes.Encrypt(iv, plain, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), Encoding.ASCII.GetBytes(head));
        return box;
    }

    /// <summary>What was sealed; null where the passphrase is another or the text was altered, which cannot be told apart.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> box, string head, string passphrase, int rounds, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> iv)
    {
        var plain = new byte[box.Length - TagSize];
        using var aes = Cipher(passphrase, salt, rounds);
        try
        {
            aes.Decrypt(iv, box[..plain.Length], box[plain.Length..], plain, Encoding.ASCII.GetBytes(head));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return plain;
    }

    /// <summary>What stands after a name on a line; empty where the line has another name.</summary>
    public static string After(string name, string line) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : "";

    /// <summary>The bytes that stand after a name on a line, in base64; null where they do not.</summary>
    public static byte[]? Bytes(string name, string line)
    {
        var text = After(name, line);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    /// <summary>A text that may have come by mail or from print, as the lines it had.</summary>
    public static string[] Lines(string? text) => ((text ?? "").ReplaceLineEndings("\n").Trim() + "\n").Split('\n');

    private static AesGcm Cipher(string passphrase, ReadOnlySpan<byte> salt, int rounds)
    {
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(NormalizationForm.FormC), salt, rounds, HashAlgorithmName.SHA512, 32);
        var aes = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }
}
