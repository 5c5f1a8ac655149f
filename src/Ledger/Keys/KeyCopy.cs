using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>
/// A key sealed under a passphrase, as the service's own file of the openings key holds it: PBKDF2 with HMAC-SHA-512, then
/// AES-256-GCM, the lines above the sealed key being its associated data. People keep <see cref="KeyShare"/>s, of which one opens
/// nothing. Grammar: docs/formats/key-copy.md.
/// </summary>
public static class KeyCopy
{
    /// <summary>The fewest characters of a passphrase that a key is sealed under, here and wherever a person chooses one.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>Rounds of PBKDF2 in a new copy. OWASP's Password Storage Cheat Sheet (2023) asks for at least 210,000.</summary>
    public const int Rounds = 600_000;

    /// <summary>The fewest rounds that a person's copy is opened with.</summary>
    public const int FewestRounds = 210_000;

    /// <summary>
    /// Rounds enough where the passphrase is no person's but 32 random bytes in base64, as in an unlock file: stretching adds nothing
    /// to what nobody can guess. The least that NIST SP 800-132, section 5.2, allows.
    /// </summary>
    public const int RoundsForDrawn = 1_000;

    /// <summary>The most rounds that a copy is opened with, lest a forged file keep the machine busy for hours.</summary>
    public const int MostRounds = 10_000_000;

    private const int MostKeyBytes = 4096;

    private static readonly MemberWords<KeyKind> Kinds = new("openings", "log", "contacts");

    /// <summary>Seals a key.</summary>
    /// <param name="kind">What the key is for.</param>
    /// <param name="origin">The log it belongs to.</param>
    /// <param name="key">1 to 4,096 bytes.</param>
    /// <param name="passphrase">At least <see cref="ShortestPassphrase"/> characters. Composed and decomposed letters count as the same.</param>
    /// <param name="rounds"><see cref="RoundsForDrawn"/> to 10,000,000; fewer than <see cref="FewestRounds"/> only under a drawn passphrase.</param>
    /// <returns>The copy's text.</returns>
    /// <exception cref="ArgumentException">The passphrase is too short, the origin cannot name a log, or the key is empty or too long.</exception>
    public static string Seal(KeyKind kind, string origin, ReadOnlySpan<byte> key, string passphrase, int rounds = Rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, RoundsForDrawn);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, MostRounds);
        if (passphrase.Length < ShortestPassphrase)
            throw new ArgumentException($"Take a passphrase of at least {ShortestPassphrase} characters.", nameof(passphrase));
        if (key.Length is 0 or > MostKeyBytes)
            throw new ArgumentException($"A key has 1 to {MostKeyBytes} bytes.", nameof(key));
        var salt = RandomNumberGenerator.GetBytes(PassphraseSealing.SaltSize);
        var iv = RandomNumberGenerator.GetBytes(PassphraseSealing.IvSize);
        var head = Head(kind, LogOrigin.Required(origin), rounds, salt, iv);
        var box = PassphraseSealing.Seal(key, head, passphrase, rounds, salt, iv);
        return $"{head}sealed {Convert.ToBase64String(box)}\n";
    }

    /// <summary>Opens a copy.</summary>
    /// <param name="text">The copy's text; line ends of any kind are taken, and white space round it is ignored.</param>
    /// <param name="passphrase">The passphrase it was sealed under.</param>
    /// <param name="opened">The key, or null.</param>
    /// <param name="fewest">The fewest rounds to accept: <see cref="RoundsForDrawn"/> for the service's own key files.</param>
    public static KeyCopyProblem Open(string? text, string passphrase, out OpenedKey? opened, int fewest = FewestRounds)
    {
        opened = null;
        if (PassphraseSealing.Lines(text) is not ["pbdd/1 key-copy", var kindLine, var originLine, var kdfLine, var saltLine, var ivLine, var sealedLine, ""]
            || !Kinds.TryRead(Encoding.UTF8.GetBytes(PassphraseSealing.After("kind ", kindLine)), out var kind)
            || PassphraseSealing.After("origin ", originLine) is var origin && !LogOrigin.IsValid(origin)
            || !int.TryParse(PassphraseSealing.After("kdf pbkdf2-sha512 ", kdfLine), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            || rounds < fewest || rounds > MostRounds
            || PassphraseSealing.Bytes("salt ", saltLine) is not { Length: PassphraseSealing.SaltSize } salt
            || PassphraseSealing.Bytes("iv ", ivLine) is not { Length: PassphraseSealing.IvSize } iv
            || PassphraseSealing.Bytes("sealed ", sealedLine) is not { Length: > PassphraseSealing.TagSize and <= MostKeyBytes + PassphraseSealing.TagSize } box)
            return KeyCopyProblem.NotACopy;
        if (PassphraseSealing.Open(box, Head(kind, origin, rounds, salt, iv), passphrase, rounds, salt, iv) is not { } key)
            return KeyCopyProblem.WrongPassphrase;
        opened = new OpenedKey(kind, origin, key);
        return KeyCopyProblem.None;
    }

    private static string Head(KeyKind kind, string origin, int rounds, byte[] salt, byte[] iv) => string.Create(
        CultureInfo.InvariantCulture,
        $"pbdd/1 key-copy\nkind {Kinds[kind]}\norigin {origin}\nkdf pbkdf2-sha512 {rounds}\nsalt {Convert.ToBase64String(salt)}\niv {Convert.ToBase64String(iv)}\n");
}
