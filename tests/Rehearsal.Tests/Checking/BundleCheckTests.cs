using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Tests.Checking;

/// <summary>A whole mixed day in files, of which each test changes one thing and sees it found.</summary>
public sealed class BundleCheckTests
{
    private const string Origin = "pb.south.example/rehearsal";
    private const string Result = "{}";

    private static readonly Paper Paper = Paper.Create(
        Origin, "Rehearsal", "en", "GBP", 2, [new Pot("pot", "The pot", 1_000_00)], [],
        [.. new[] { "1", "2" }.Select(id => new Proposal { Id = id, Title = $"Project {id}", Pot = "pot", Ask = 600_00, Minimum = 600_00 })]);

    private static readonly FrozenRules Rules = FrozenRules.Create(BallotForm.ApproveUpTo(1), new RuleSettings(), LiveResults.Turnout, replacement: true, "en");

    private readonly LogKey key = LogKey.Generate();
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly List<LogEntry> entries = [];
    private readonly Dictionary<int, SignedNote> notes = [];
    private readonly Ballot[] ballots;

    public BundleCheckTests()
    {
        DerivedCard[] cards = [.. Enumerable.Range(0, 31).Select(_ => CardSecret.Draw().Derive(Origin))];
        var manifest = Manifest.Of(cards.Select(card => card.Number));
        Opening[] openings = [.. cards.Select((_, i) => new Opening(Digest.Random(), $"approve {1 + i % 2}"))];
        ballots = [.. openings.Select(opening => Ballot.TryParse(opening.Ballot, out Ballot? ballot, out _) ? ballot! : Ballot.Blank)];
        entries.AddRange([
            new BatchEntry("cards", "main", manifest.Root, manifest.Size, CardMaker.Offline), new ActivateEntry("cards"),
            new OpenEntry(PublishedDay.Hash(Rules.Text), PublishedDay.Hash(Paper.Text), PublishedDay.Hash(""), PublishedDay.Hash("key")),
            .. cards.Zip(openings).Select(pair => new CastEntry(pair.First.Number, 1, pair.First.Proof(1), Seal(pair.Second))),
            new LastEntry(), new CountEntry(31, 31), new CloseEntry(manifest.Root),
        ]);
        Put("manifests/cards.txt", manifest.Text());
        Put("issued.txt", manifest.Text());
        Put("paper.json", Paper.Text);
        Put("rules.json", Rules.Text);
        Put("result.json", Result);
        Put("ballots.pb", Published(ballots));

        var mix = new Mix(openings.Select((opening, i) => new PlacedOpening(3 + i, opening)));
        var bound = mix.Entry(Digest.Sha256(files["ballots.pb"]));
        foreach (BundleMember member in mix.Files(bound.LeafHash(), "31415926"))
            files[member.Name] = member.Read();
        entries.AddRange([bound, new DiceEntry("31415926"), MixProof.EntryOf(files["mix/proof.txt"]), new ResultEntry(PublishedDay.Hash(Result))]);
    }

    [Fact]
    public void A_bundle_that_holds_differs_in_nothing() => Assert.Empty(Check());

    [Fact]
    public void What_is_no_bundle_is_said() =>
        Assert.StartsWith("The public bundle cannot be opened", Assert.Single(Problems("no zip"u8.ToArray(), Copy())), StringComparison.Ordinal);

    [Fact]
    public void Another_log_than_the_one_served_is_found()
    {
        LogCopy served = Copy();
        entries.Add(new ErasureEntry(ErasedThing.Register));

        Assert.Contains(Problems(Zip(), served), problem => problem.Contains("other entries", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_that_was_not_declared_is_found()
    {
        Put("result.json", "{ }");
        Assert.Contains(Check(), problem => problem.StartsWith("result.json", StringComparison.Ordinal));
    }

    [Fact]
    public void Ballots_that_nobody_cast_are_found()
    {
        Put("ballots.pb", Published([.. ballots.Skip(1), Ballot.Blank]));
        Assert.Contains(Check(), problem => problem.StartsWith("ballots.pb", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_file_of_ballots_is_found()
    {
        files.Remove("ballots.pb");
        Assert.Contains(Check(), problem => problem.Contains("ballots.pb is not in", StringComparison.Ordinal));
    }

    [Fact]
    public void An_altered_mix_is_found()
    {
        files["mix/pair-07.txt"][3] ^= 1;
        Assert.Contains(Check(), problem => problem.StartsWith("The mix does not hold: mix/pair-07.txt", StringComparison.Ordinal));
    }

    [Fact]
    public void A_log_against_the_protocol_is_found()
    {
        entries.Add(new DiceEntry("00000000"));
        Assert.Contains(Check(), problem => problem.Contains("mix-order", StringComparison.Ordinal));
    }

    private static Digest Seal(Opening opening) => BallotSeal.Of(opening.Nonce.ToBytes(), Encoding.ASCII.GetBytes(opening.Ballot));

    private static string Published(IReadOnlyCollection<Ballot> ballots) => PabulibWriter.ToText(PabulibExport.Of(
        Paper, Rules, ballots, new PabulibFacts("Any facts", "", "pb.south.example", "Rehearsal", new DateOnly(2026, 5, 30), new DateOnly(2026, 5, 30)), Allocation(ballots)));

    private static Allocation Allocation(IReadOnlyCollection<Ballot> ballots) => Allocator.Allocate(Election.Of(Paper, Rules.Form.Kind, ballots), Rules);

    private void Put(string name, string text) => files[name] = Encoding.UTF8.GetBytes(text);

    private string[] Check() => Problems(Zip(), Copy());

    private string[] Problems(byte[] bundle, LogCopy served) => [.. BundleCheck.Problems(
        bundle, served, new PublishedDay(Origin, key.Public, Paper, Rules, default, default), Result, ballots, DayAllocation.Of(Paper, Rules, ballots, PaperChanges.None))];

    /// <summary>The log as it is served: one checkpoint for each size, as a signature is never the same twice.</summary>
    private LogCopy Copy() => new(Checkpointed().Print(), [.. entries.Select(entry => (ReadOnlyMemory<byte>)entry.Print())], []);

    private SignedNote Checkpointed() => notes.TryGetValue(entries.Count, out SignedNote? note) ? note : notes[entries.Count] = Checkpoint.Of(Origin, Tree()).Sign(key);

    private byte[] Zip()
    {
        var zip = new MemoryStream();
        BundleWriter.Write(zip, LogFiles.Of(Checkpointed(), Tree(), (from, count) => [.. entries.Skip((int)from).Take(count).Select(entry => (ReadOnlyMemory<byte>)entry.Print())])
            .Concat(files.Select(file => BundleMember.Of(file.Key, file.Value))));
        return zip.ToArray();
    }

    private MerkleTree Tree()
    {
        var tree = new MerkleTree();
        foreach (LogEntry entry in entries)
            tree.Append(entry.LeafHash());
        return tree;
    }
}
