using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>
/// Wieliczka's Green Budget of 2023 with three logs and everything that may go wrong on a day, played on the service and checked from its
/// files alone. Every tenth of the 6,586 ballots votes, so that it stays a test of seconds.
/// </summary>
public sealed class WieliczkaTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Anna = "organiser-a", Bela = "organiser-b", Pot = "main";
    private const int Every = 10, Papers = 40;

    private readonly IGrainFactory _grains = Started(site).GetRequiredService<IGrainFactory>();
    private readonly List<string> _seen = [];
    private string _day = "";
    private string _origin = "";

    private IDecisionDayGrain Day => _grains.GetGrain<IDecisionDayGrain>(_day);

    [Theory]
    [InlineData(AllocationRule.MostVotes)] // The second opinion works out the awards too.
    [InlineData(AllocationRule.EqualShares)] // The rule of that election.
    public async Task A_real_day_with_three_logs_and_everything_that_may_go_wrong_verifies(AllocationRule rule)
    {
        using var folder = new TemporaryFolder();
        _day = $"wieliczka-{(int)rule}";
        var votes = await PublishAsync(Read(), rule);
        foreach (var log in new[] { "cafe", "home" }) await DoneAsync(Day.AnnounceLogAsync(log, Anna, Bela, default));
        var (hall, cafe, home) = (await BatchAsync("hall", 420), await BatchAsync("cafe", 150, "cafe"), await BatchAsync("home", 60, "home"));
        var (spares, homeSpares) = (await BatchAsync("exchange-hall", 3), await BatchAsync("exchange-home", 3, "home"));
        await StepAsync(DayPhase.Open);
        await VoteAsync(hall[..300], votes);
        await VoteAsync(cafe[..100], votes);
        await VoteAsync(home[..50], votes);
        await KeepCheckpointsAsync();

        await DoneAsync(Day.ChangePotAsync(new ChangePotTotal(Pot, 110_000_000, PotSource.Sponsor, PotReason.Added), Anna, Bela, default));
        await DoneAsync(Day.WithdrawProposalAsync(new WithdrawFromPaper("40", WithdrawReason.Withdrawn, Consent: false), Anna, Bela, default));
        var (lateHall, lateCafe) = (await BatchAsync("hall-late", 80), await BatchAsync("cafe-late", 40, "cafe"));
        await VoteAsync(lateHall[..60], votes);
        await VoteAsync(lateCafe[..30], votes);

        await ExchangeAsync(hall[300], spares[0], votes);
        await LoseAsync(home[50], homeSpares[0], votes);
        await HandOutAsync(cafe[100]);
        await DoneAsync(Day.VoidCardAsync(new VoidCard(Outside(cafe[100]), VoidReason.Found), Anna, Bela, default));
        Assert.Equal(DayRefusal.CardHasCast, (await Day.VoidCardAsync(new VoidCard(Outside(hall[0]), VoidReason.Lost), Anna, Bela, default)).Refusal);
        foreach (var card in hall[310..(310 + Papers)]) await SurrenderAsync(card);
        await KeepCheckpointsAsync();

        await StepAsync(DayPhase.Closed);
        for (var slip = 1; slip <= Papers; slip++)
            await DoneAsync(Day.EnterPaperBallotAsync(new EnterPaperBallot("box-1", slip, votes.Dequeue()), Anna, "", default));
        foreach (var log in new[] { "cafe", "home" }) await DoneAsync(Day.JoinLogAsync(log, Anna, Bela, default));
        await StepAsync(DayPhase.Counted);
        await DoneAsync(LongSteps.UntilEndedAsync(() => Day.RecordDiceAsync("40817263", Anna, Bela, default), TimeSpan.FromMinutes(1), default));
        await StepAsync(DayPhase.Declared);
        await DoneAsync(Day.ReleaseOpeningsAsync(ReleasedTo.Auditor, "The audit", Anna, Bela, default));
        await File.WriteAllBytesAsync(folder.File("public.zip"), await BundleAsync(BundleKind.Public));
        await File.WriteAllBytesAsync(folder.File("auditor.zip"), await BundleAsync(BundleKind.Auditor));
        await File.WriteAllTextAsync(folder.File("seen.txt"), string.Join('\n', _seen));

        var (code, said) = Checkers.Pbdd(folder, "verify", "public.zip", "--openings", "auditor.zip", "--seen", "seen.txt");
        Assert.True(code == 0, said);
        foreach (var told in new[]
        {
            "2 logs joined, 0 left out", "added after the opening: hall-late, cafe-late", "1 card lost, 1 card found, 1 card exchanged after a challenge, 1 person told that their card had voted",
            "10 papers of 40 paper ballots", "no restart",
        })
            Assert.Contains(told, said, StringComparison.Ordinal);
        (code, said) = Checkers.SecondOpinion(folder, "public.zip", "auditor.zip");
        Assert.True(code == 0, said);
        Assert.Equal(rule != AllocationRule.MostVotes, said.Contains("is not judged here", StringComparison.Ordinal));
    }

    private async Task<Queue<string>> PublishAsync(PabulibFile file, AllocationRule rule)
    {
        await _grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(_day, Anna, default);
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(file.Election.Projects.Length), new RuleSettings { Rule = rule }, LiveResults.Turnout, replacement: true, "en")
            .Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix);
        var settings = new DaySettings(
            [new("en", "Wieliczka 2023")], "Wieliczka", "2026-11-28", "10:00 to 15:00", "Europe/Warsaw", ["en"], "PLN",
            [new(Pot, "Green Budget", 100_000_000)], [new("hall", "Town Hall")], CheckInMode.CardsOnly, rules.Text);
        await DoneAsync(Day.CreateAsync(new CreateDay("https://pb.wieliczka.example", Rehearsal: true, settings, Anna), default));
        await DoneAsync(Day.AddProposalsAsync(
            [
                .. file.Election.Projects.Select((project, at) => new ProposalEntry(project.Id, new ProposalContent(
                    "A group", [new("en", Short(file.OfProject(at, "name")), "What it is.", "More of it.")], project.Cost * (100 / file.Election.Unit),
                    project.Cost * (100 / file.Election.Unit), Pot, "", "", "", ""))),
            ], Anna, default));
        await StepAsync(DayPhase.Published);
        _origin = (await Day.GetAsync(default))!.Origin;
        var vote = file.VoteColumns.IndexOf("vote");
        return new Queue<string>(file.Votes.Where((_, at) => at % Every == 0).Select(row => Ballot.Approve(row[vote].Split(',').Distinct(StringComparer.Ordinal)).Canonical));
    }

    private async Task<CardSecret[]> BatchAsync(string batch, int count, string log = BoxKey.MainLog)
    {
        CardSecret[] cards = [.. Enumerable.Range(0, count).Select(_ => CardSecret.Draw())];
        ImmutableArray<string> numbers = [.. cards.Select(card => card.Derive(_origin).Number.ToString())];
        await DoneAsync(Day.AddLateBatchAsync(new AddBatch(batch, numbers, MadeByService: false) { Log = log }, Anna, Bela, default));
        return cards;
    }

    private async Task VoteAsync(CardSecret[] cards, Queue<string> votes)
    {
        await Task.WhenAll(cards.Select(card => (Card: card, Ballot: votes.Dequeue())).ToArray().Select(async one =>
        {
            await HandOutAsync(one.Card);
            await CastAsync(one.Card, one.Ballot);
        }));
        _seen.Add((await CastAsync(cards[0], votes.Peek(), version: 2)).Receipt);
    }

    private async Task HandOutAsync(CardSecret card, IssueResult expected = IssueResult.Issued) => Assert.Equal(
        expected, await AskAsync(Outside(card), box => box.IssueAsync(Outside(card), default), answer => answer == IssueResult.AnotherLog));

    private async Task<CastResult> CastAsync(CardSecret card, string ballot, int version = 1, Digest? random = null)
    {
        var derived = card.Derive(_origin);
        var cast = new CastBallot(
            derived.Number.ToString(), version, derived.Proof(version).ToString(), ballot, Attempt.Of((random ?? Digest.Random()).ToBytes()).ToString());
        var result = await AskAsync(cast.Card, box => box.CastAsync(cast, default), answer => answer.Status == CastStatus.AnotherLog);
        Assert.Equal(CastStatus.Accepted, result.Status);
        return result;
    }

    // A scrutineer's card: its last vote is opened, the door takes it in, and its holder votes with another.
    private async Task ExchangeAsync(CardSecret card, CardSecret spare, Queue<string> votes)
    {
        var (derived, random) = (card.Derive(_origin), Digest.Random());
        await HandOutAsync(card);
        await CastAsync(card, votes.Peek(), version: 6, random);
        var challenge = new ChallengeCard(derived.Number.ToString(), 7, derived.Proof(7).ToString(), random.ToString()) { LosesVote = true };
        var opened = await AskAsync(challenge.Card, box => box.ChallengeAsync(challenge, default), answer => answer.Status == CastStatus.AnotherLog);
        Assert.Equal(CastStatus.Accepted, opened.Status);
        _seen.Add(opened.Receipt);
        var exchange = new ExchangeCard(challenge.Card, derived.Inside.ToString());
        Assert.Equal(ExchangeResult.Exchanged, await AskAsync(exchange.Card, box => box.ExchangeAsync(exchange, default), answer => answer == ExchangeResult.AnotherLog));
        await HandOutAsync(spare, IssueResult.Replaced);
        await CastAsync(spare, votes.Dequeue());
    }

    private async Task LoseAsync(CardSecret card, CardSecret spare, Queue<string> votes)
    {
        await HandOutAsync(card);
        await DoneAsync(Day.VoidCardAsync(new VoidCard(Outside(card), VoidReason.Lost), Anna, Bela, default));
        await HandOutAsync(spare, IssueResult.Replaced);
        await CastAsync(spare, votes.Dequeue());
    }

    private async Task SurrenderAsync(CardSecret card)
    {
        await HandOutAsync(card);
        var derived = card.Derive(_origin);
        var surrender = new SurrenderCard(derived.Number.ToString(), 1, derived.Proof(1).ToString(), Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await AskAsync(surrender.Card, box => box.SurrenderAsync(surrender, default), answer => answer.Status == CastStatus.AnotherLog)).Status);
    }

    private Task<T> AskAsync<T>(string card, Func<IBallotBoxGrain, Task<T>> ask, Func<T, bool> elsewhere) =>
        _grains.AskOfCardAsync(_day, card, ask, elsewhere, default);

    private async Task KeepCheckpointsAsync()
    {
        foreach (var log in new[] { BoxKey.MainLog, "cafe", "home" })
            _seen.Add(await _grains.GetGrain<IBallotBoxGrain>(BoxKey.For(_day, log)).GetCheckpointAsync(default));
    }

    private async Task<byte[]> BundleAsync(BundleKind kind)
    {
        var bundles = _grains.GetGrain<IBundleGrain>(_day);
        BundleInfo info;
        do info = await bundles.PrepareAsync(kind, default);
        while (info.Working);
        using var whole = new MemoryStream();
        while (whole.Length < info.Length) whole.Write((await bundles.ReadAsync(kind, info.Sha256, whole.Length, default)).AsSpan());
        return whole.ToArray();
    }

    private Task StepAsync(DayPhase to) => DoneAsync(
        LongSteps.UntilEndedAsync(() => Day.TransitionAsync(new Transition(to, "", Anna, Bela), default), TimeSpan.FromMinutes(1), default));

    private static async Task DoneAsync(Task<DayOutcome> step) => Assert.Equal(DayOutcome.Done, await step);

    private string Outside(CardSecret card) => ShortNumber.Of(card.Derive(_origin).Number).Symbols;

    private static string Short(string? title) => title is { Length: > 100 } ? title[..100].Trim() : title ?? "";

    private static IServiceProvider Started(RunningSite site)
    {
        site.Client().Dispose();
        return site.Services;
    }

    private static PabulibFile Read()
    {
        const string Reason = "The real elections are not here: put them in ../shared/pabulib beside the repository or name their folder in PABULIB_DIR.";
        var folder = Environment.GetEnvironmentVariable("PABULIB_DIR") is { Length: > 0 } named ? named : Path.Combine(Checkers.Repository(), "..", "shared", "pabulib");
        if (!Directory.Exists(folder))
        {
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail(Reason);
            Assert.Skip(Reason);
        }
        return PabulibReader.ReadFile(Path.Combine(folder, "Poland_Wieliczka_2023_Green_Budget.pb"), new PabulibReading { KeepVotes = true });
    }
}
