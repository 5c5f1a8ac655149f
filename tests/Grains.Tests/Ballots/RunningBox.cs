using System.Collections.Concurrent;
using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>A box on a test silo, with the secrets of its cards: what the hall's phones hold together.</summary>
internal sealed class RunningBox(TestSilo silo, IReadOnlyList<DerivedCard> cards)
{
    private readonly ConcurrentDictionary<(int Card, int Version), Digest> drawn = [];

    /// <summary>The day of a test that has a silo of its own.</summary>
    public const string Day = TestSilo.OnlyDay;

    /// <summary>The origin of that day's log.</summary>
    public const string Origin = Site + "/" + Day;

    private const string Site = "pb.south.example";

    /// <summary>That day's paper.</summary>
    public static readonly Paper Paper = PaperOf(Origin);

    /// <summary>This day's paper with the same projects in two pots.</summary>
    public Paper TwoPots => Paper.Create(
        LogOrigin, "Troon 2026", "en", "GBP", 2, [new Pot("first", "First pot", 1_000_00), new Pot("second", "Second pot", 2_000_00)], [],
        DayPaper.Proposals.Select((proposal, i) => proposal with { Pot = i < 3 ? "first" : "second", Ask = 300_00, Minimum = 300_00 }));

    private static Paper PaperOf(string origin) => Paper.Create(
        origin, "Troon 2026", "en", "GBP", 2,
        [new Pot("main", "The pot", 10_000_00)], [],
        [.. Enumerable.Range(1, 6).Select(number => new Proposal
        {
            Id = $"p{number}", Title = $"Project {number}", Pot = "main", Ask = number * 1_000_00, Minimum = 500_00,
        })]);

    public static FrozenRules RulesWith(bool replacement = true, LiveResults live = LiveResults.Standings, RuleSettings? rule = null) =>
        FrozenRules.Create(BallotForm.ApproveUpTo(3), rule ?? new RuleSettings(), live, replacement, "en");

    public TestSilo Silo { get; } = silo;

    /// <summary>The origin of this box's log.</summary>
    public string LogOrigin { get; } = $"{Site}/{silo.Day}";

    /// <summary>This day's paper.</summary>
    public Paper DayPaper => PaperOf(LogOrigin);

    public IBallotBoxGrain Box => Silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Silo.Day));

    public DerivedCard Card(int number) => cards[number];

    public static async Task<RunningBox> SetUpAsync(TestSilo silo, int cards = 30)
    {
        var running = new RunningBox(silo, [.. Enumerable.Range(0, cards).Select(_ => CardSecret.Draw().Derive($"{Site}/{silo.Day}"))]);
        Assert.Equal(BoxResult.Done, await running.Box.SetUpAsync(new SetUpBox(running.LogOrigin, Rehearsal: true), default));
        Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(running.Batch("a"), default));
        return running;
    }

    /// <param name="silo">Where it runs.</param>
    /// <param name="cards">How many cards there are, all usable.</param>
    /// <param name="replacement">Whether a card may replace its ballot.</param>
    public static async Task<RunningBox> OpenAsync(
        TestSilo silo, int cards = 30, bool replacement = true, LiveResults live = LiveResults.Standings, RuleSettings? rule = null)
    {
        var running = await SetUpAsync(silo, cards);
        Assert.Equal(BoxResult.Done, await running.Box.ActivateAsync("a", default));
        Assert.Equal(BoxResult.Done, await running.Box.OpenAsync(new OpenBox(RulesWith(replacement, live, rule).Text, running.DayPaper.Text), default));
        return running;
    }

    public AddBatch Batch(string id) => new(id, [.. cards.Select(card => card.Number.ToString())], MadeByService: true);

    /// <summary>A ballot with an attempt of its own, whose random bytes stay for a challenge.</summary>
    public CastBallot Ballot(int card, int version = 1, string ballot = "approve p1 p2")
    {
        var random = drawn[(card, version)] = Digest.Random();
        return new(Card(card).Number.ToString(), version, Card(card).Proof(version).ToString(), ballot, Attempt.Of(random.ToBytes()).ToString());
    }

    public Task<CastResult> CastAsync(int card, int version = 1, string ballot = "approve p1 p2") => Box.CastAsync(Ballot(card, version, ballot), default);

    public Task<CastResult> SurrenderAsync(int card, int version = 1) =>
        Box.SurrenderAsync(new SurrenderCard(Card(card).Number.ToString(), version, Card(card).Proof(version).ToString(), Digest.Random().ToString()), default);

    /// <summary>The challenge of the cast one version before, by the page that cast it last.</summary>
    public ChallengeCard Challenge(int card, int version) => new(
        Card(card).Number.ToString(), version, Card(card).Proof(version).ToString(), drawn.GetValueOrDefault((card, version - 1), Digest.Random()).ToString());

    public Task<ChallengeResult> ChallengeAsync(int card, int version) => Box.ChallengeAsync(Challenge(card, version), default);

    public Task<BoxResult> EnterPaperAsync(int number, string ballot) => Box.EnterPaperBallotAsync(new EnterPaperBallot("hall", number, ballot) { MayCorrect = true }, default);

    public Task<CardStanding> StandingAsync(int card) => Box.GetCardAsync(Card(card).Number.ToString(), default);

    public static readonly BallotFacts Facts = new("Troon decides", "", "pb.south.example", "troon-2026", "2026-05-30", "2026-05-30");

    /// <summary>The hall votes with every kind of use, the box is closed and the paper ballots are entered.</summary>
    /// <param name="cards">At least 8; all but three come to count: of 40, 36 cards and one paper.</param>
    public async Task VoteAsync(int cards)
    {
        string[] ballots = ["approve p1 p2", "approve p2", "blank", "approve p1 p4 p6"];
        await Task.WhenAll(Enumerable.Range(0, cards).Select(card => CastAsync(card, ballot: ballots[card % ballots.Length])));
        await CastAsync(0, version: 2, ballot: "approve p6");
        await ChallengeAsync(1, version: 2);
        await ChallengeAsync(2, version: 2);
        Assert.Equal(CastStatus.Accepted, (await CastAsync(2, version: 3, ballot: "approve p3")).Status);
        foreach (var card in new[] { 3, 4, 5 })
            Assert.Equal(CastStatus.Accepted, (await SurrenderAsync(card, version: 2)).Status);
        Assert.Equal(BoxResult.Done, await Box.EndAndCloseAsync());
        Assert.Equal(BoxResult.Done, await EnterPaperAsync(1, "approve p5"));
        Assert.Equal(BoxResult.Done, await EnterPaperAsync(1, "approve p4"));
    }

    /// <summary>The files of the box as the silo keeps them.</summary>
    public async Task<SortedDictionary<string, byte[]>> FilesAsync()
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in await Silo.Files.ListAsync(BoxKey.Main(Silo.Day), default))
        {
            var whole = new MemoryStream();
            while (await Silo.Files.ReadAsync(file, whole.Length, default) is { IsEmpty: false } part)
                whole.Write(part.Span);
            files.Add(file.Name, whole.ToArray());
        }
        return files;
    }

    public string ShortNumber(int card) => Ledger.Cards.ShortNumber.Of(Card(card).Number).ToString();

    /// <summary>What changed in the counted ballots, but for what only the live standings go by.</summary>
    public async Task<ImmutableArray<CountedChange>> ChangesAsync()
    {
        var changes = ImmutableArray.CreateBuilder<CountedChange>();
        CountedPage page = new([], 0, 1);
        while (page.NextIndex < page.LogSize)
        {
            page = await Box.ReadCountedAsync(page.NextIndex, default);
            changes.AddRange(page.Changes.Select(change => change with { FirstCast = -1, ByChallenge = false }));
        }
        return changes.DrainToImmutable();
    }

    public static Receipt ReadReceipt(CastResult result)
    {
        Assert.True(Receipt.TryParse(result.Receipt, out var receipt), result.Receipt);
        return receipt!;
    }

    public async Task<LogPublicKey> LogKeyAsync()
    {
        Assert.True(LogPublicKey.TryParseVerifierKey((await Box.GetStatusAsync(default)).LogKey, out _, out var key));
        return key!;
    }

    /// <summary>The log's entries as anyone can fetch them, up to the last checkpoint.</summary>
    public async Task<List<LogEntry>> ReadLogAsync()
    {
        Assert.True(Checkpoint.TryOpen(await Box.GetCheckpointAsync(default), await LogKeyAsync(), out var checkpoint));
        var entries = new List<LogEntry>();
        foreach (var tile in Tile.AllOf(checkpoint!.Size).Where(tile => tile.Level is null))
        {
            Assert.True(TileContents.TryReadEntries((await Box.ReadTileAsync(tile.Path, default)).ToArray(), out var bundle));
            entries.AddRange(bundle.Select(bytes => LogEntry.Parse(bytes.Span)));
        }
        Assert.Equal(checkpoint.Root, MerkleTree.RootOf(entries.Select(entry => entry.LeafHash())));
        return entries;
    }
}

/// <summary>Asks a box for what it may go on with after its answer, until it has ended.</summary>
internal static class PatientBox
{
    /// <summary>What counting came to, without the allocation.</summary>
    public static async Task<BoxResult> MixAsync(this IBallotBoxGrain box, BallotFacts facts, CancellationToken cancellationToken) =>
        (await UntilEndedAsync(() => box.CountAsync(facts, cancellationToken), answer => answer.Result)).Result;

    /// <summary>Enters the dice and waits for the proof.</summary>
    public static Task<BoxResult> ProveAsync(this IBallotBoxGrain box, string digits) =>
        UntilEndedAsync(() => box.RecordDiceAsync(digits, default), answer => answer);

    private static async Task<T> UntilEndedAsync<T>(Func<Task<T>> ask, Func<T, BoxResult> result)
    {
        T answer;
        do answer = await ask();
        while (result(answer) == BoxResult.Working);
        return answer;
    }
}
