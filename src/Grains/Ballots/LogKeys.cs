using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>The keys of one log, ready for use: what signs it, and what seals and opens its ballots.</summary>
internal sealed class LogKeys : IDisposable
{
    // A ballot that ranks hundreds of projects is padded no further: what it gives away is not worth the bytes of all the others.
    private const int LongestPadding = 4_096;

    private readonly LogNotes _notes;
    private byte[] _openingsKey;
    private OpeningCipher? _padded;

    private LogKeys(LogKey signing, ReadOnlyMemory<byte> openingsKey, LogNotes notes)
    {
        (Signing, _openingsKey, _notes) = (signing, openingsKey.ToArray(), notes);
        Cipher = openingsKey.IsEmpty ? null : new OpeningCipher(openingsKey.Span);
    }

    /// <summary>The log's signing key.</summary>
    public LogKey Signing { get; }

    /// <summary>Opens what was sealed; <c>null</c> once the openings key is destroyed.</summary>
    public OpeningCipher? Cipher { get; private set; }

    /// <summary>The fingerprint of the day's public openings key.</summary>
    /// <param name="mainOrigin">The day's main log.</param>
    public Digest OpeningsFingerprint(string mainOrigin) => OpeningsPublicKey.Of(_openingsKey, mainOrigin).Fingerprint;

    /// <summary>
    /// Seals so that every ballot of the day is as long as the longest: a row's length tells nobody how many were chosen. Once the openings key is
    /// destroyed the log is closed and nothing that is sealed is written, so any key does; repeated questions are still answered.
    /// </summary>
    public OpeningCipher PaddedCipher(FrozenRules rules, Paper paper) => _padded ??= new OpeningCipher(
        Cipher is null ? RandomNumberGenerator.GetBytes(OpeningCipher.KeySize) : _openingsKey,
        Math.Min(rules.Form.LongestText(paper), LongestPadding));

    /// <summary>
    /// The secret from which the sizes of a log's live steps are drawn: HKDF of the openings key, so that it is the same after every start. Empty
    /// once that key is destroyed.
    /// </summary>
    public byte[] StepSeed() => Cipher is null
        ? []
        : HKDF.DeriveKey(
            HashAlgorithmName.SHA256, _openingsKey, Digest.Size, Encoding.UTF8.GetBytes(_notes.Origin), Encoding.UTF8.GetBytes("pbdd live steps"));

    /// <summary>Forgets the openings key, which was destroyed.</summary>
    public void ForgetOpenings()
    {
        CryptographicOperations.ZeroMemory(_openingsKey);
        (_openingsKey, Cipher, _padded) = ([], null, null);
    }

    /// <summary>The keys that were read, where they are those that the log was set up with.</summary>
    /// <exception cref="KeyUnavailableException">One of them is another.</exception>
    public static LogKeys Check(BoxKeys read, LogNotes notes)
    {
        var signing = LogKey.ImportPkcs8(read.LogKey.Span);
        if (signing.Public.VerifierKey(notes.Origin) != notes.VerifierKey)
            throw Wrong("signing", notes);
        if (!read.OpeningsDestroyed && !IsOpeningsKey(read, notes))
            throw Wrong("openings", notes);
        return new LogKeys(signing, read.OpeningsKey, notes);
    }

    /// <summary>Whether the openings key is the one that the log's notes name last.</summary>
    public static bool IsOpeningsKey(BoxKeys read, LogNotes notes) => Digest.Sha256(read.OpeningsKey.Span).ToString() == notes.OpeningsKeyHash;

    public void Dispose() => Signing.Dispose();

    private static KeyUnavailableException Wrong(string kind, LogNotes notes) =>
        new($"The {kind} key of the log {notes.Origin} is not the one it was set up with. Put the right key file back.");
}
