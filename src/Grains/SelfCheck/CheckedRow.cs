using System.Text;
using System.Text.Json;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>
/// A row of the journal, read by the self-check's own eyes: its entry, and whether what stands beside it belongs to it. What costs
/// arithmetic is done here and needs nothing but the row, so that many are checked at once.
/// </summary>
/// <param name="Index">The entry's index.</param>
/// <param name="Entry">The entry; null where the row is none, and then nothing after it can be checked.</param>
internal sealed record CheckedRow(long Index, LogEntry? Entry)
{
    /// <summary>The leaf hash of the bytes in the row.</summary>
    public Digest Leaf { get; private init; }

    /// <summary>Stands for a ballot that cannot be opened: it counts, and nobody knows for what.</summary>
    public const string Unknown = "?";

    /// <summary>With a cast or paper ballot: what was sealed.</summary>
    public string Ballot { get; private init; } = "";

    /// <summary>With a batch: its cards.</summary>
    public IReadOnlyList<Digest> Cards { get; private init; } = [];

    /// <summary>With the opening: the frozen rules and paper.</summary>
    public (string Rules, string Paper) Frozen { get; private init; }

    /// <summary>What is wrong with the row by itself.</summary>
    public IReadOnlyList<SelfCheckFinding> Findings { get; private init; } = [];

    /// <summary>Checks a row.</summary>
    /// <param name="recorded">The row.</param>
    /// <param name="origin">The log's name.</param>
    /// <param name="key">The key that receipts are signed with.</param>
    /// <param name="cipher">Opens what was sealed; <c>null</c> where the openings key is destroyed.</param>
    public static CheckedRow Of(RecordedEvent recorded, string origin, LogPublicKey key, OpeningCipher? cipher)
    {
        try
        {
            using var json = JsonDocument.Parse(recorded.Body);
            return Of(recorded, json.RootElement, origin, key, cipher);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return Unreadable(recorded.Version, "The row in the journal is damaged.");
        }
    }

    private static CheckedRow Of(RecordedEvent recorded, JsonElement row, string origin, LogPublicKey key, OpeningCipher? cipher)
    {
        var index = recorded.Version;
        var bytes = Encoding.UTF8.GetBytes(row.GetProperty("entry").GetString()!);
        if (!LogEntry.TryParse(bytes, out var entry, out var problem))
            return Unreadable(index, $"The entry cannot be read: {problem}");
        var findings = new List<SelfCheckFinding>();
        if (!entry.Print().AsSpan().SequenceEqual(bytes) || recorded.Kind != entry.Kind)
            Add(Promises.Entries, "The entry does not print back to the bytes in the journal.");
        var leaf = MerkleTree.LeafHash(bytes);
        if (entry is CastEntry or ChallengeEntry or SurrenderEntry && !IsSigned(origin, index, leaf, Bytes(row, "signature"), key))
            Add(Promises.Receipts, "The signature of its receipt does not hold for this entry at this index.");
        var ballot = "";
        if (SealOf(entry) is { } seal)
        {
            if (cipher is null)
                ballot = Unknown;
            else if (cipher.TryDecrypt(origin, seal, Bytes(row, "opening"), out var opening) && opening.Opens(seal))
                ballot = opening.Ballot;
            else
            {
                ballot = Unknown;
                Add(Promises.Openings, "The ballot that was sealed cannot be opened with the day's key.");
            }
        }
        return new CheckedRow(index, entry)
        {
            Leaf = leaf,
            Ballot = ballot,
            Cards = row.TryGetProperty("cards", out var cards) ? [.. cards.EnumerateArray().Select(DigestOf)] : [],
            Frozen = entry is OpenEntry ? (row.GetProperty("rules").GetString()!, row.GetProperty("paper").GetString()!) : default,
            Findings = findings,
        };

        void Add((string Promise, string Check) check, string sentence) => findings.Add(new(check.Promise, check.Check, index, sentence));
    }

    private static CheckedRow Unreadable(long index, string sentence) => new(index, null)
    {
        Findings = [new(Promises.Entries.Promise, Promises.Entries.Check, index, sentence + " Nothing after it was checked.")],
    };

    private static bool IsSigned(string origin, long index, Digest leaf, byte[] signature, LogPublicKey key)
    {
        try
        {
            return new Receipt(origin, index, leaf, signature).IsSignedBy(key);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static Digest? SealOf(LogEntry entry) => entry switch
    {
        CastEntry cast => cast.Seal,
        PaperEntry paper => paper.Seal,
        _ => null,
    };

    private static byte[] Bytes(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetBytesFromBase64() : [];

    private static Digest DigestOf(JsonElement text) =>
        Digest.TryParse(text.GetString(), out var digest) ? digest : throw new FormatException("Not a hash.");
}
