using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Tests.Support.Days;

namespace PbDecisionDay.Ledger.Tests.Fuzzing;

/// <summary>Whatever a parser is given, it does not throw; and whatever it accepts prints back to the same bytes.</summary>
public class ParserTests
{
    private static readonly SampleDay Day = SampleScript.Day().Play();

    private static readonly string[] Ballots = ["blank", "approve p1 p2 p3", "score 3=5 7=0", "points 3=6 7=4", "rank 12 3 7", "approve a.b/c_d-1"];

    private delegate byte[]? Reader(byte[] bytes);

    // What reads, and prints back what it read; null where it refuses. Texts are those that the bytes are in UTF-8.
    private static readonly Dictionary<string, (Func<Random, byte[]> Valid, Reader Read)> Parsers = new(StringComparer.Ordinal)
    {
        ["entry"] = (random => Day.Entries[random.Next(Day.Entries.Count)].Print(), bytes => LogEntry.TryParse(bytes, out var read, out _) ? read.Print() : null),
        ["manifest"] = (_ => Day.Manifests["spare"].Print(), bytes => Manifest.TryParse(bytes, out var read, out _) ? read.Print() : null),
        ["tile of entries"] = (_ => TileContents.Entries([.. Day.Entries.Take(4).Select(entry => (ReadOnlyMemory<byte>)entry.Print())]), bytes => TileContents.TryReadEntries(bytes, out var read) ? TileContents.Entries(read) : null),
        ["tile of hashes"] = (random => TileContents.Hashes(Day.Tree, Tile.OfHashes(0, 0, random.Next(1, 5))), bytes => TileContents.TryReadHashes(bytes, out var read) ? [.. read.SelectMany(hash => hash.ToBytes())] : null),
        ["openings"] = (_ => OpeningsFile.Print(Day.Openings.Take(3).Select(one => new PlacedOpening(one.Key, one.Value))), bytes => OpeningsFile.TryParse(bytes, out var read, out _) ? OpeningsFile.Print(read) : null),
        ["bundle"] = (_ => SampleDay.Pack(Day.PublicMembers().Where(member => member.Value.Length < 300)), Rewritten),
        ["checkpoint"] = (_ => Bytes(Checkpoint.Of(Day.Origin, Day.Tree).Body), OfText(text => Checkpoint.TryParse(text, out var read) ? read.Body : null)),
        ["note"] = (_ => Bytes(Day.Checkpoints[0].Print()), OfText(text => SignedNote.TryParse(text, out var read) ? read.Print() : null)),
        ["checkpoints"] = (_ => Bytes(CheckpointFile.Print(Day.Checkpoints)), OfText(text => CheckpointFile.TryParse(text, out var read, out _) ? CheckpointFile.Print(read) : null)),
        ["receipt"] = (random => Bytes(Day.Receipt(random.Next(65)).Print()), OfText(text => Receipt.TryParse(text, out var read) ? read.Print() : null)),
        ["tile's path"] = (random => Bytes(Tile.OfHashes(random.Next(9), random.Next(), random.Next(1, 257)).Path), OfText(text => Tile.TryParse(text, out var read) ? read.Path : null)),
        ["verifier key"] = (_ => Bytes(Day.Key.VerifierKey(Day.Origin)), OfText(text => LogPublicKey.TryParseVerifierKey(text, out var name, out var key) ? key.VerifierKey(name) : null)),
        ["digest"] = (_ => Bytes(Day.Tree.Root().ToString()), OfText(text => Digest.TryParse(text, out var read) ? read.ToString() : null)),
        ["ballot"] = (random => Bytes(Ballots[random.Next(Ballots.Length)]), OfText(text => Ballot.TryParse(text, out var read, out _) && Ledger.Seals.BallotText.IsValid(text) ? read!.Canonical : null)),
        ["kept ballot"] = (random => Bytes(Ballots[random.Next(Ballots.Length)]), OfText(text => Ledger.Seals.BallotText.IsValid(text) ? Reopened(text) : null)),
    };

    public static TheoryData<string> Names => [.. Parsers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void What_is_accepted_prints_back_and_nothing_throws(string name)
    {
        var (valid, read) = Parsers[name];
        var random = new Random(20261122);
        var accepted = 0;
        for (var i = 0; i < 2000; i++)
        {
            var bytes = Mutations.Random(random);
            AssertExact(name, bytes, read(bytes));

            bytes = valid(random);
            AssertExact(name, bytes, read(bytes) ?? throw new InvalidOperationException($"A valid {name} was refused: {Encoding.UTF8.GetString(bytes)}"));
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes = Mutations.Of(bytes, random);
            var printed = read(bytes);
            AssertExact(name, bytes, printed);
            accepted += printed is null ? 0 : 1;
        }
        // Else the changes would be too coarse to try anything.
        Assert.True(accepted < 2000, $"{accepted} changed ones were accepted");
    }

    // Codes are read leniently, so that they need not print back; but what they print is read as the same.
    [Fact]
    public void What_is_read_as_a_code_or_link_is_read_as_the_same_from_its_print()
    {
        var random = new Random(20261122);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var secret = SampleCards.Secret(1 + i % 20);
            var valid = (i % 4) switch
            {
                0 => secret.Code,
                1 => CardLink.Of("https://pb.south.example/a", "troon-2026", secret).Text,
                2 => ShortNumber.Of(SampleCards.Card(1 + i % 20).Number).ToString(),
                _ => "",
            };
            var text = Encoding.Latin1.GetString(i % 4 == 3 ? Mutations.Random(random) : Mutations.Of(Encoding.Latin1.GetBytes(valid), random));
            if (CardLink.TryRead(text, out var link, out var problem))
                Assert.True(CardLink.TryRead(link.Text, out var again, out _) && (again.Text, again.Site, again.Day) == (link.Text, link.Site, link.Day));
            Assert.Equal(link is not null, problem == CardCodeProblem.None);
            if (ShortNumber.TryRead(text, out var number, out _))
                Assert.True(ShortNumber.TryRead(number.ToString(), out var same, out _) && same == number);
            if (CardSecret.TryRead(text, out var read, out _))
                Assert.True(CardSecret.TryRead(read.Code, out var same, out _) && same.Symbols == read.Symbols);
            accepted += link is not null || number is not null ? 1 : 0;
        }
        Assert.InRange(accepted, 100, 10_000);
    }

    private static void AssertExact(string name, byte[] bytes, byte[]? printed)
    {
        if (printed is not null)
            Assert.True(bytes.AsSpan().SequenceEqual(printed), $"{name}: {Convert.ToHexString(bytes)} was accepted and prints {Convert.ToHexString(printed)}");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static Reader OfText(Func<string, string?> read) => bytes => read(Encoding.UTF8.GetString(bytes)) is { } printed ? Given(bytes, printed) : null;

    // Bytes that are not UTF-8 were never given to the parser as such; then what counts is the text that it was given.
    private static byte[] Given(byte[] bytes, string printed) => printed == Encoding.UTF8.GetString(bytes) ? bytes : Bytes(printed);

    private static byte[]? Rewritten(byte[] bytes)
    {
        if (!Bundle.TryOpen(new MemoryStream(bytes), bytes.Length, out var bundle, out _))
            return null;
        using (bundle)
            return SampleDay.Pack(bundle.Names.Select(name => KeyValuePair.Create(name, bundle.Read(name))));
    }

    private static string Reopened(string ballot)
    {
        var printed = OpeningsFile.Print([new(0, new(default, ballot))]);
        return OpeningsFile.TryParse(printed, out var read, out _) ? read[0].Opening.Ballot : string.Create(CultureInfo.InvariantCulture, $"{ballot.Length} characters that were lost");
    }
}
