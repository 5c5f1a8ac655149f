using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Storage.Keys;

/// <summary>
/// Small texts in files of their own, sealed under the unlock words as keys are: PBKDF2 with HMAC-SHA-512, then AES-256-GCM over the text, with the lines
/// above and the file's name as associated data. All files share a salt, so that a passphrase is stretched once. A file in clear, as earlier versions wrote
/// it, is read and sealed.
/// </summary>
public sealed class SealedFiles
{
    private const string Head = "pbdd-sealed/v1";
    private const int SaltSize = 16, IvSize = 12, TagSize = 16;
    private const int StretchedRounds = 210_000, DrawnRounds = 1_000;

    private readonly KeyProtection protection;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Words, string Salt, int Rounds), byte[]> derived = [];
    private readonly Dictionary<string, string> unkept = new(StringComparer.Ordinal);
    private string salt = "";

    internal SealedFiles(KeyProtection protection) => this.protection = protection;

    /// <summary>The texts in a folder, by file name, and those that could not be written. One that the words do not open is left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="extension">How the files' names end, for example <c>.xml</c>.</param>
    public IReadOnlyList<string> ReadAll(string folder, string extension)
    {
        lock (gate)
        {
            var texts = new List<string>();
            foreach (var file in Directory.EnumerateFiles(folder, "*" + extension).Order(StringComparer.Ordinal))
            {
                var text = File.ReadAllText(file);
                if (!text.StartsWith(Head, StringComparison.Ordinal))
                {
                    texts.Add(text);
                    if (Words() is { } words) Write(file, text, words);
                }
                else if (Open(text, Path.GetFileName(file), out var former) is { } opened)
                {
                    texts.Add(opened);
                    if (former && Words() is { } words) Write(file, opened, words);
                }
            }
            return [.. texts, .. unkept.Values];
        }
    }

    /// <summary>Seals a text into a file. Where the unlock words cannot be read it is kept in memory alone, until the process ends.</summary>
    public void Write(string folder, string name, string text)
    {
        lock (gate)
        {
            if (Words() is { } words) Write(Path.Combine(folder, name), text, words);
            else unkept[name] = text;
        }
    }

    private void Write(string file, string text, ProtectionWords words)
    {
        if (salt.Length == 0) salt = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltSize));
        var iv = RandomNumberGenerator.GetBytes(IvSize);
        var rounds = words.Drawn ? DrawnRounds : StretchedRounds;
        var head = string.Create(CultureInfo.InvariantCulture, $"{Head}\nrounds {rounds}\nsalt {salt}\niv {Convert.ToBase64String(iv)}\n");
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[plain.Length + TagSize];
        using (var aes = new AesGcm(Key(words, salt, rounds), TagSize))
            aes.Encrypt(iv, plain, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), Associated(head, Path.GetFileName(file)));
        DurableFile.Write(file, $"{head}{Convert.ToBase64String(box)}\n");
    }

    /// <summary>What was sealed; <c>null</c> where no words open it.</summary>
    private string? Open(string text, string name, out bool former)
    {
        former = false;
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length != 5 || !int.TryParse(After("rounds ", lines[1]), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            || rounds is not (StretchedRounds or DrawnRounds)) return null;
        var (itsSalt, iv, box) = (After("salt ", lines[2]), Bytes(After("iv ", lines[3])), Bytes(lines[4]));
        if (Bytes(itsSalt) is not { Length: SaltSize } || iv is not { Length: IvSize } || box is not { Length: >= TagSize }) return null;
        var head = string.Concat(lines[..4].Select(line => line + "\n"));
        if (Words() is { } words && TryOpen(words) is { } opened)
        {
            // What is written from now on is opened with the key that is derived already.
            salt = itsSalt;
            return opened;
        }
        former = true;
        return Former() is { } formerWords ? TryOpen(formerWords) : null;

        string? TryOpen(ProtectionWords tried)
        {
            if (tried.Drawn != (rounds == DrawnRounds)) return null;
            var plain = new byte[box.Length - TagSize];
            using var aes = new AesGcm(Key(tried, itsSalt, rounds), TagSize);
            try
            {
                aes.Decrypt(iv, box.AsSpan(0, plain.Length), box.AsSpan(plain.Length), plain, Associated(head, name));
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
            return Encoding.UTF8.GetString(plain);
        }
    }

    private byte[] Key(ProtectionWords words, string itsSalt, int rounds)
    {
        if (!derived.TryGetValue((words.Text, itsSalt, rounds), out var key))
            derived[(words.Text, itsSalt, rounds)] = key = Rfc2898DeriveBytes.Pbkdf2(
                words.Text.Normalize(NormalizationForm.FormC), Convert.FromBase64String(itsSalt), rounds, HashAlgorithmName.SHA512, 32);
        return key;
    }

    private ProtectionWords? Words()
    {
        try
        {
            protection.MakeDefaultFile();
            return protection.Read();
        }
        catch (Exception failure) when (failure is KeyUnavailableException or IOException or UnauthorizedAccessException)
        {
            // The start and the health say so.
            return null;
        }
    }

    private ProtectionWords? Former()
    {
        try
        {
            return protection.ReadFormer();
        }
        catch (KeyUnavailableException)
        {
            return null;
        }
    }

    private static byte[] Associated(string head, string name) => Encoding.UTF8.GetBytes($"{head}{name}");

    private static string After(string name, string line) => line.StartsWith(name, StringComparison.Ordinal) ? line[name.Length..] : "";

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
