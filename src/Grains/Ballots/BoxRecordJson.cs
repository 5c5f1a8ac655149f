using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A box's record as the journal holds it: JSON with the members <c>entry</c> (the entry's exact text), and where they apply
/// <c>attempt</c>, <c>signature</c>, <c>opening</c> (base64), <c>cards</c>, <c>ballots</c> and <c>surrendered</c> of a joined log, <c>rules</c>,
/// <c>paper</c>, <c>pages</c> and <c>withoutShares</c>. Once written, for ever.
/// </summary>
internal static class BoxRecordJson
{
    public static JournalEvent Write(BoxRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("entry", record.Entry.Print());
            if (record.Use is { } use)
            {
                json.WriteString("attempt", use.Attempt.ToString());
                json.WriteBase64String("signature", use.Signature.Span);
            }
            if (!record.Opening.IsEmpty)
                json.WriteBase64String("opening", record.Opening.Span);
            if (!record.Cards.IsEmpty)
            {
                json.WriteStartArray("cards");
                foreach (var card in record.Cards)
                    json.WriteStringValue(card.ToString());
                json.WriteEndArray();
            }
            if (record.Joined is { } joined)
            {
                json.WriteNumber("ballots", joined.Ballots);
                json.WriteNumber("surrendered", joined.Surrendered);
            }
            if (record.Frozen is { } frozen)
            {
                json.WriteString("rules", frozen.Rules);
                json.WriteString("paper", frozen.Paper);
            }
            if (record.Frozen is { WithoutShares: true })
                json.WriteBoolean("withoutShares", true);
            if (record.Entry is OpenEntry or PagesEntry)
                json.WriteString("pages", record.Frozen?.Pages ?? record.Pages);
            json.WriteEndObject();
        }
        return new JournalEvent(record.Entry.Kind, buffer.WrittenMemory);
    }

    /// <summary>Reads a record back. Its ballot is still sealed in its opening.</summary>
    /// <exception cref="FormatException">These bytes were not written by this service; the log must not be gone on with.</exception>
    public static BoxRecord Read(RecordedEvent recorded)
    {
        var fields = new Fields();
        try
        {
            ReadFields(recorded.Body.Span, ref fields);
        }
        catch (JsonException broken)
        {
            throw new FormatException($"Entry {recorded.Version} of the log cannot be read.", broken);
        }
        var entry = LogEntry.Parse(fields.Entry);
        var leaf = MerkleTree.LeafHash(fields.Entry);
        return new BoxRecord(entry)
        {
            Opening = fields.Opening,
            Cards = fields.Cards,
            Joined = entry is JoinEntry ? new JoinedFigures(fields.Ballots, fields.Surrendered) : null,
            Frozen = entry is OpenEntry ? new OpenBox(fields.Rules, fields.Paper) { Pages = fields.Pages, WithoutShares = fields.WithoutShares } : null,
            Pages = entry is PagesEntry ? fields.Pages : "",
            Use = entry switch
            {
                CastEntry cast => new(CardUseKind.Cast, cast.Version, fields.Attempt, recorded.Version, leaf) { Signature = fields.Signature },
                ChallengeEntry challenge => new(CardUseKind.Challenge, challenge.Version, fields.Attempt, recorded.Version, leaf) { Signature = fields.Signature },
                SurrenderEntry surrender => new(CardUseKind.Surrender, surrender.Version, fields.Attempt, recorded.Version, leaf) { Signature = fields.Signature },
                _ => null,
            },
        };
    }

    /// <summary>The entry's exact bytes alone, for the log's tiles.</summary>
    public static byte[] ReadEntry(RecordedEvent recorded)
    {
        var fields = new Fields();
        ReadFields(recorded.Body.Span, ref fields);
        return fields.Entry;
    }

    private static void ReadFields(ReadOnlySpan<byte> body, ref Fields fields)
    {
        var json = new Utf8JsonReader(body);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "entry": fields.Entry = Encoding.UTF8.GetBytes(json.GetString()!); break;
                case "attempt": fields.Attempt = DigestAt(ref json); break;
                case "signature": fields.Signature = json.GetBytesFromBase64(); break;
                case "opening": fields.Opening = json.GetBytesFromBase64(); break;
                case "cards": fields.Cards = CardsAt(ref json); break;
                case "ballots": fields.Ballots = json.GetInt32(); break;
                case "surrendered": fields.Surrendered = json.GetInt32(); break;
                case "rules": fields.Rules = json.GetString()!; break;
                case "withoutShares": fields.WithoutShares = json.GetBoolean(); break;
                case "pages": fields.Pages = json.GetString()!; break;
                case "paper": fields.Paper = json.GetString()!; break;
                default: throw new JsonException($"Unknown member '{name}'.");
            }
        }
    }

    private static ImmutableArray<Digest> CardsAt(ref Utf8JsonReader json)
    {
        var cards = ImmutableArray.CreateBuilder<Digest>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            cards.Add(DigestAt(ref json));
        return cards.DrainToImmutable();
    }

    private static Digest DigestAt(ref Utf8JsonReader json) =>
        Digest.TryParse(json.GetString(), out var digest) ? digest : throw new JsonException("Not a hash.");

    private ref struct Fields
    {
        public byte[] Entry = [];
        public byte[] Opening = [];
        public byte[] Signature = [];
        public Digest Attempt;
        public ImmutableArray<Digest> Cards = [];
        public int Ballots;
        public int Surrendered;
        public string Rules = "";
        public string Paper = "";
        public string Pages = "";
        public bool WithoutShares;

        public Fields()
        {
        }
    }
}
