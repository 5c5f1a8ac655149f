using System.Globalization;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>
/// One of the three shares of a day's openings key, of which any two give the key and one alone says nothing. Its holder keeps it as
/// a text sealed under a passphrase of their own. Grammar: docs/formats/key-share.md.
/// </summary>
public sealed class KeyShare
{
    /// <summary>Shares that are made of a key.</summary>
    public const int Shares = SharedSecret.Shares;

    /// <summary>Shares that give the key.</summary>
    public const int Needed = SharedSecret.Needed;

    /// <summary>The most times that shares of one day are made.</summary>
    public const int MostSets = 999;

    private const int CheckSize = 8, MostRounds = KeyCopy.MostRounds;

    private readonly byte[] value, check;

    private KeyShare(string origin, Digest openings, int set, int number, byte[] check, byte[] value) =>
        (Origin, Openings, Set, Number, this.check, this.value) = (origin, openings, set, number, check, value);

    /// <summary>The main log of the day.</summary>
    public string Origin { get; }

    /// <summary>The fingerprint of the day's public openings key.</summary>
    public Digest Openings { get; }

    /// <summary>Which making of shares it belongs to: 1 for the first, at most <see cref="MostSets"/>. Shares of two makings give nothing together.</summary>
    public int Set { get; }

    /// <summary>1 to 3.</summary>
    public int Number { get; }

    /// <summary>
    /// SHA-256 of the share, by which the service knows it again. The share is as random as a key, so the hash gives nothing of it away.
    /// </summary>
    public Digest Fingerprint => Digest.Sha256(value);

    /// <summary>The three shares of a key, by a slope drawn for them alone.</summary>
    /// <param name="origin">The main log of the day.</param>
    /// <param name="key">The openings key, 32 bytes.</param>
    /// <param name="set">Which making of shares this is.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes, or the origin names no log.</exception>
    public static IReadOnlyList<KeyShare> Split(string origin, ReadOnlySpan<byte> key, int set) =>
        Split(origin, key, set, RandomNumberGenerator.GetBytes(Digest.Size));

    /// <summary>Shares by a given slope; for published examples.</summary>
    internal static IReadOnlyList<KeyShare> Split(string origin, ReadOnlySpan<byte> key, int set, ReadOnlySpan<byte> slope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(set, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(set, MostSets);
        var openings = OpeningsPublicKey.Of(key, origin).Fingerprint;
        var (check, shares) = (CheckOf(key), new KeyShare[Shares]);
        for (var number = 1; number <= Shares; number++)
            shares[number - 1] = new KeyShare(origin, openings, set, number, check, SharedSecret.At(key, slope, number));
        return shares;
    }

    /// <summary>The share sealed under its holder's passphrase, for the holder's sheet.</summary>
    /// <param name="passphrase">At least <see cref="KeyCopy.ShortestPassphrase"/> characters. Composed and decomposed letters count as the same.</param>
    /// <exception cref="ArgumentException">The passphrase is too short.</exception>
    public string Seal(string passphrase) => Seal(
        passphrase, RandomNumberGenerator.GetBytes(PassphraseSealing.SaltSize), RandomNumberGenerator.GetBytes(PassphraseSealing.IvSize));

    /// <summary>Seals with given salt and iv; for published examples.</summary>
    internal string Seal(string passphrase, byte[] salt, byte[] iv)
    {
        if (passphrase.Length < KeyCopy.ShortestPassphrase)
            throw new ArgumentException($"Take a passphrase of at least {KeyCopy.ShortestPassphrase} characters.", nameof(passphrase));
        var head = Head(Origin, Openings, Set, Number, check, KeyCopy.Rounds, salt, iv);
        return $"{head}sealed {Convert.ToBase64String(PassphraseSealing.Seal(value, head, passphrase, KeyCopy.Rounds, salt, iv))}\n";
    }

    /// <summary>Opens a holder's text.</summary>
    /// <param name="text">The text; line ends of any kind are taken, and white space round it is ignored.</param>
    /// <param name="passphrase">The passphrase it was sealed under.</param>
    /// <param name="share">The share, or null.</param>
    public static KeyShareProblem Open(string? text, string passphrase, out KeyShare? share)
    {
        share = null;
        if (PassphraseSealing.Lines(text) is not [
                "pbdd/1 key-share", var originLine, var openingsLine, var setLine, var shareLine, var checkLine, var kdfLine, var saltLine, var ivLine,
                var sealedLine, ""]
            || PassphraseSealing.After("origin ", originLine) is var origin && !LogOrigin.IsValid(origin)
            || !Digest.TryParse(PassphraseSealing.After("openings ", openingsLine), out var openings)
            || !TryNumber("set ", setLine, 1, MostSets, out var set)
            || !TryNumber("share ", shareLine, 1, Shares, out var number)
            || PassphraseSealing.Bytes("check ", checkLine) is not { Length: CheckSize } check
            || !TryNumber("kdf pbkdf2-sha512 ", kdfLine, KeyCopy.FewestRounds, MostRounds, out var rounds)
            || PassphraseSealing.Bytes("salt ", saltLine) is not { Length: PassphraseSealing.SaltSize } salt
            || PassphraseSealing.Bytes("iv ", ivLine) is not { Length: PassphraseSealing.IvSize } iv
            || PassphraseSealing.Bytes("sealed ", sealedLine) is not { Length: Digest.Size + PassphraseSealing.TagSize } box)
            return KeyShareProblem.NotAShare;
        var head = Head(origin, openings, set, number, check, rounds, salt, iv);
        if (PassphraseSealing.Open(box, head, passphrase, rounds, salt, iv) is not { } value)
            return KeyShareProblem.WrongPassphrase;
        share = new KeyShare(origin, openings, set, number, check, value);
        return KeyShareProblem.None;
    }

    /// <summary>The key that two or three shares give.</summary>
    /// <param name="shares">The shares brought, each number once or more.</param>
    /// <returns>
    /// The key, and which of the shares do not belong to it; without a key where no two of them give one whose check and public key are those
    /// written on both.
    /// </returns>
    public static JoinedShares Join(IReadOnlyList<KeyShare> shares)
    {
        for (var first = 0; first < shares.Count; first++)
            for (var second = first + 1; second < shares.Count; second++)
                if (JoinTwo(shares[first], shares[second]) is { } key)
                    return new JoinedShares(key, [.. shares.Where(share => !share.IsOnLine(shares[first], shares[second]))]);
        return new JoinedShares(null, []);
    }

    /// <summary>Says which share it is and shows nothing of it.</summary>
    public override string ToString() => $"share {Number} of set {Set} of {Origin} (hidden)";

    private static byte[]? JoinTwo(KeyShare one, KeyShare other)
    {
        if (one.Number == other.Number || !one.IsOfSet(other))
            return null;
        var key = SharedSecret.Through(one.Number, one.value, other.Number, other.value, 0);
        return CheckOf(key).AsSpan().SequenceEqual(one.check) && OpeningsPublicKey.Of(key, one.Origin).Fingerprint == one.Openings ? key : null;
    }

    private bool IsOnLine(KeyShare one, KeyShare other) =>
        IsOfSet(one) && SharedSecret.Through(one.Number, one.value, other.Number, other.value, Number).AsSpan().SequenceEqual(value);

    private bool IsOfSet(KeyShare other) =>
        string.Equals(Origin, other.Origin, StringComparison.Ordinal) && Openings == other.Openings && Set == other.Set
        && check.AsSpan().SequenceEqual(other.check);

    private static byte[] CheckOf(ReadOnlySpan<byte> key) => SHA256.HashData(key)[..CheckSize];

    private static bool TryNumber(string name, string line, int least, int most, out int number) =>
        int.TryParse(PassphraseSealing.After(name, line), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number >= least && number <= most && line[name.Length] != '0';

    private static string Head(string origin, Digest openings, int set, int number, byte[] check, int rounds, byte[] salt, byte[] iv) => string.Create(
        CultureInfo.InvariantCulture,
        $"pbdd/1 key-share\norigin {origin}\nopenings {openings}\nset {set}\nshare {number}\ncheck {Convert.ToBase64String(check)}\nkdf pbkdf2-sha512 {rounds}\nsalt {Convert.ToBase64String(salt)}\niv {Convert.ToBase64String(iv)}\n");
}

/// <summary>Why a share was not opened.</summary>
public enum KeyShareProblem
{
    /// <summary>It was opened.</summary>
    None,

    /// <summary>The text is no share, or part of it is missing.</summary>
    NotAShare,

    /// <summary>The passphrase is another, or the text was altered: the two cannot be told apart.</summary>
    WrongPassphrase,
}

/// <summary>What shares brought together came to.</summary>
public sealed class JoinedShares
{
    private readonly byte[]? key;

    internal JoinedShares(byte[]? key, IReadOnlyList<KeyShare> bad) => (this.key, Bad) = (key, bad);

    /// <summary>Whether they give the key.</summary>
    public bool HaveKey => key is not null;

    /// <summary>The openings key, 32 bytes; empty without one.</summary>
    public ReadOnlySpan<byte> Key => key;

    /// <summary>The shares that do not belong to the key, where there is one.</summary>
    public IReadOnlyList<KeyShare> Bad { get; }

    /// <summary>Says whether there is a key, and not which.</summary>
    public override string ToString() => HaveKey ? "key from shares (hidden)" : "no key from these shares";
}
