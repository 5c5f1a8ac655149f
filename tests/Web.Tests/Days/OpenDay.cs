using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>A rehearsal day on a running site, set up as organisers would, with the secrets of its cards.</summary>
public sealed class OpenDay
{
    private const string By = "organiser-a", SecondBy = "organiser-b";

    private readonly IGrainFactory grains;
    private readonly Dictionary<(int Card, int Version), Digest> _drawn = [];

    private OpenDay(IGrainFactory grains, string day, int cards)
    {
        (this.grains, Id) = (grains, day);
        Cards = [.. Enumerable.Range(0, cards).Select(_ => CardSecret.Draw())];
    }

    public string Id { get; }

    public string Origin { get; private set; } = "";

    public IReadOnlyList<CardSecret> Cards { get; }

    private IDecisionDayGrain Day => grains.GetGrain<IDecisionDayGrain>(Id);

    /// <summary>Creates, publishes and opens a day; all its cards but the last are handed out.</summary>
    /// <param name="services">The running site's services.</param>
    /// <param name="day">Its id.</param>
    /// <param name="form">How people vote; up to three by default.</param>
    /// <param name="upTo">The phase to stop at.</param>
    /// <param name="replacement">Whether a card may replace its ballot.</param>
    /// <param name="cards">How many cards are printed.</param>
    /// <param name="live">What its screens show while people vote.</param>
    /// <param name="issue">Whether its cards are handed out.</param>
    /// <param name="twoPots">Whether its last two projects stand in a pot of their own, which holds 7,000 pounds.</param>
    /// <param name="themes">Whether its second and its last project are of the theme <c>food</c>, and the others of <c>moving</c>.</param>
    /// <param name="more">How many further projects stand on its paper.</param>
    /// <param name="oneTitle">Whether they all have one title.</param>
    /// <param name="byCard">Whether each screen begins its list at a place that follows from the card.</param>
    /// <param name="from">From when on votes are taken.</param>
    /// <param name="money">Until when its pots may change.</param>
    /// <param name="withdrawal">Until when its projects may be withdrawn.</param>
    public static async Task<OpenDay> CreateAsync(
        IServiceProvider services, string day, BallotForm? form = null, DayPhase upTo = DayPhase.Open, bool replacement = true, int cards = 12,
        RuleSettings? rule = null, LiveResults live = LiveResults.Turnout, bool issue = true, bool twoPots = false, bool themes = false, int more = 0, bool oneTitle = false, bool byCard = false,
        DayColour colour = default, VotesFrom from = VotesFrom.Opening, MoneyChanges money = MoneyChanges.Never, Withdrawals withdrawal = Withdrawals.Never)
    {
        var made = new OpenDay(services.GetRequiredService<IGrainFactory>(), day, cards);
        await made.grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(day, By, default);
        var settings = Settings(form ?? BallotForm.ApproveUpTo(3), rule ?? new RuleSettings(), replacement, live, money, withdrawal);
        if (twoPots) settings = settings with { Pots = [settings.Pots[0], new("second", "Young people", 700_000)] };
        settings = settings with { Colour = colour, VotesFrom = from };
        if (byCard) settings = settings with { Order = BallotOrder.ByCard };
        await made.DoneAsync(made.Day.CreateAsync(new CreateDay("http://localhost:5301", true, settings, By), default));
        var further = Enumerable.Range(1, more).Select(at => ($"more-{at}", Stall($"Group {at}", oneTitle ? "Another plan" : $"Another plan, number {at}", $"Plana eile, àireamh {at}", 100_000, "tea")));
        foreach (var (id, stall) in Proposals.Concat(further))
        {
            var content = stall with
            {
                Pot = twoPots && (id is "4" or "area/5") ? "second" : stall.Pot,
                Theme = themes ? id is "2" or "area/5" ? "food" : "moving" : "",
            };
            var outcome = await made.grains.GetGrain<IProposalGrain>(ProposalKey.For(day, id)).WriteAsync(content, By, default);
            Assert.True(outcome.Done, outcome.Problem);
            await made.DoneAsync(made.Day.AddProposalAsync(id, By, default));
        }
        if (upTo == DayPhase.Draft) return made;
        await made.StepAsync(DayPhase.Published);
        made.Origin = (await made.Day.GetAsync(default))!.Origin;
        await made.DoneAsync(made.Day.AddBatchAsync(new AddBatch("a", [.. made.Cards.Select(card => card.Derive(made.Origin).Number.ToString())], true), By, "", default));
        if (upTo == DayPhase.Published) return made;
        await made.StepAsync(DayPhase.Open);
        foreach (var card in issue ? made.Cards.SkipLast(1) : [])
            Assert.Equal(IssueResult.Issued, await made.Box.IssueAsync(ShortNumber.Of(card.Derive(made.Origin).Number).Symbols, default));
        return made;
    }

    public IBallotBoxGrain Box => grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Id));

    public IBallotBoxGrain BoxOf(string log) => grains.GetGrain<IBallotBoxGrain>(BoxKey.For(Id, log));

    public async Task StepAsync(DayPhase to) => await DoneAsync(
        LongSteps.UntilEndedAsync(() => Day.TransitionAsync(new Transition(to, "for the test", By, SecondBy), default), TimeSpan.FromMinutes(1), default));

    /// <summary>All groups have spoken.</summary>
    public Task BeginVotingAsync() => DoneAsync(Day.BeginVotingAsync(By, default));

    /// <summary>Every card that was handed out votes: each for two projects, not all for the same.</summary>
    public async Task EveryoneVotesAsync()
    {
        for (var at = 0; at < Cards.Count - 1; at++)
        {
            var card = Cards[at].Derive(Origin);
            var ballot = at % 3 == 0 ? "approve 1 2" : at % 3 == 1 ? "approve 1 3" : "approve 2 area/5";
            var random = _drawn[(at, 1)] = Digest.Random();
            var result = await Box.CastAsync(new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), ballot, Attempt.Of(random.ToBytes()).ToString()), default);
            Assert.Equal(CastStatus.Accepted, result.Status);
        }
    }

    /// <summary>The dice of a mixed day are rolled and entered.</summary>
    public Task RollAsync(string digits) => DoneAsync(
        LongSteps.UntilEndedAsync(() => Day.RecordDiceAsync(digits, By, "organiser-b", default), TimeSpan.FromMinutes(1), default));

    /// <summary>A card that was handed out is handed in, and a slip is keyed for it once the day is closed.</summary>
    public async Task SurrenderAsync(int card)
    {
        var derived = Cards[card].Derive(Origin);
        var result = await Box.SurrenderAsync(new SurrenderCard(derived.Number.ToString(), 7, derived.Proof(7).ToString(), Digest.Random().ToString()), default);
        Assert.Equal(CastStatus.Accepted, result.Status);
    }

    public Task KeyAsync(string batch, int number, string ballot) => DoneAsync(Day.EnterPaperBallotAsync(new EnterPaperBallot(batch, number, ballot), By, "", default));

    /// <summary>A place with a log of its own gets two cards, of which one is handed out.</summary>
    /// <returns>That card.</returns>
    public async Task<CardSecret> AnnounceAsync(string log)
    {
        await DoneAsync(Day.AnnounceLogAsync(log, By, SecondBy, default));
        var cards = Enumerable.Range(0, 2).Select(_ => CardSecret.Draw()).ToArray();
        await DoneAsync(Day.AddBatchAsync(
            new AddBatch($"for-{log}", [.. cards.Select(card => card.Derive(Origin).Number.ToString())], MadeByService: false) { Log = log }, By, SecondBy, default));
        Assert.Equal(IssueResult.Issued, await BoxOf(log).IssueAsync(ShortNumber.Of(cards[0].Derive(Origin).Number).Symbols, default));
        return cards[0];
    }

    /// <summary>A place with a log of its own gets two cards, of which one votes.</summary>
    /// <returns>Its receipt.</returns>
    public async Task<string> VoteElsewhereAsync(string log)
    {
        var card = (await AnnounceAsync(log)).Derive(Origin);
        var cast = await BoxOf(log).CastAsync(new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), "approve 1 2", Attempt.Of(Digest.Random().ToBytes()).ToString()), default);
        Assert.Equal(CastStatus.Accepted, cast.Status);
        return cast.Receipt;
    }

    public Task LeaveOutAsync(string log) => DoneAsync(Day.LeaveOutLogAsync(new LeaveOutLog(log, MissingReason.Lost, 0), By, SecondBy, default));

    /// <summary>A day to its dice: thirty cards vote, thirty are handed in for slips of one batch, and the dice name ten of those.</summary>
    public static async Task<OpenDay> DrawnAsync(IServiceProvider services, string day, int slips = 30)
    {
        var made = await CreateAsync(services, day, cards: slips + 31);
        for (var card = 0; card < slips; card++) await made.SurrenderAsync(card);
        for (var at = slips; at < slips + 30; at++)
        {
            var card = made.Cards[at].Derive(made.Origin);
            var cast = new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), "approve 1 2", Attempt.Of(Digest.Random().ToBytes()).ToString());
            Assert.Equal(CastStatus.Accepted, (await made.Box.CastAsync(cast, default)).Status);
        }
        await made.StepAsync(DayPhase.Closed);
        for (var number = 1; number <= slips; number++) await made.KeyAsync("hall", number, number % 5 == 0 ? "blank" : number % 2 == 0 ? "approve 1 2" : "approve 3");
        await made.StepAsync(DayPhase.Counted);
        await made.RollAsync("31415926");
        return made;
    }

    /// <summary>A card votes with the last version that can, and that vote is opened: nothing is left of the card.</summary>
    public async Task OpenOutAsync(int card)
    {
        var (derived, random) = (Cards[card].Derive(Origin), Digest.Random());
        var cast = new CastBallot(derived.Number.ToString(), 6, derived.Proof(6).ToString(), "approve 1 2", Attempt.Of(random.ToBytes()).ToString());
        Assert.Equal(CastStatus.Accepted, (await Box.CastAsync(cast, default)).Status);
        var challenge = new ChallengeCard(cast.Card, 7, derived.Proof(7).ToString(), random.ToString()) { LosesVote = true };
        Assert.Equal(CastStatus.Accepted, (await Box.ChallengeAsync(challenge, default)).Status);
    }

    /// <summary>The committee cuts the pot to 7,000 pounds, and the group of project 1 withdraws it.</summary>
    public async Task ChangeAsync()
    {
        await DoneAsync(Day.ChangePotAsync(new ChangePotTotal("main", 700_000, PotSource.Council, PotReason.Withdrawn), By, SecondBy, default));
        await DoneAsync(Day.WithdrawProposalAsync(new WithdrawFromPaper("1", WithdrawReason.Withdrawn, true), By, SecondBy, default));
    }

    public Task AddLateBatchAsync(string batch, params Digest[] cards) =>
        DoneAsync(Day.AddBatchAsync(new AddBatch(batch, [.. cards.Select(card => card.ToString())], MadeByService: false), By, SecondBy, default));

    /// <summary>A card that was handed out is lost.</summary>
    public async Task VoidAsync(int card)
    {
        var number = ShortNumber.Of(Cards[card].Derive(Origin).Number).Symbols;
        await Box.IssueAsync(number, default);
        await DoneAsync(Day.VoidCardAsync(new VoidCard(number, VoidReason.Lost), By, SecondBy, default));
    }

    /// <summary>What a page sends to cast a card's ballot, with an attempt of its own. It keeps the random bytes for a challenge.</summary>
    public object Cast(int card, string ballot = "approve 1 2", int version = 1)
    {
        var derived = Cards[card].Derive(Origin);
        var random = _drawn[(card, version)] = Digest.Random();
        return new { card = derived.Number.ToString(), version, proof = derived.Proof(version).ToString(), ballot, attempt = Attempt.Of(random.ToBytes()).ToString() };
    }

    /// <summary>What the page that cast sends to have the cast one version before opened.</summary>
    public object Challenge(int card, int version = 2, Digest? random = null)
    {
        var derived = Cards[card].Derive(Origin);
        var bytes = random ?? _drawn.GetValueOrDefault((card, version - 1), Digest.Random());
        return new { card = derived.Number.ToString(), version, proof = derived.Proof(version).ToString(), random = bytes.ToString() };
    }

    private async Task DoneAsync(Task<DayOutcome> step)
    {
        var outcome = await step;
        Assert.True(outcome.Refusal == DayRefusal.None, $"{Id}: {outcome.Refusal} {outcome.Detail}");
    }

    private static DaySettings Settings(BallotForm form, RuleSettings rule, bool replacement, LiveResults live, MoneyChanges money, Withdrawals withdrawal) => new(
        [new("en", "Westhaven decides"), new("gd", "Tha Westhaven a’ co-dhùnadh")], "Westhaven Town Hall", "2026-11-28", "10:00 to 15:00", "Europe/London",
        ["en", "gd"], "GBP", [new("main", "Health and wellbeing", 2_000_000)], [new("hall", "Town Hall")], CheckInMode.CardsOnly,
        FrozenRules.Create(form, rule, live, replacement, "en", "gd").Allowing(money, withdrawal).Text);

    private static readonly ImmutableArray<(string Id, ProposalContent Content)> Proposals =
    [
        ("1", Stall("Westhaven Striders", "Slow walks, good company", "Cuairtean slaodach, cuideachd mhath", 285_000, "walking")),
        ("2", Stall("The Kitchen Table", "Cook once, eat together", "Còcaireachd còmhla", 420_000, "kitchen-garden")),
        ("3", Stall("Harbour Singers", "Singing for lungs & <hearts>", "Seinn dhan a h-uile duine", 180_000, "singing")),
        ("4", Stall("Men's Shed", "A warm bench in winter", "Being blàth sa gheamhradh", 520_000, "mens-shed")),
        ("area/5", Stall("Swim Together", "Quiet swims", "Snàmh socair", 310_000, "swimming")),
    ];

    private static ProposalContent Stall(string group, string english, string gaelic, long ask, string picture) => new(
        group,
        [
            new("en", english, $"{group} meet every week. The money pays for a year.", "We meet every week.\nAnyone can come."),
            new("gd", gaelic, "Coinnichidh sinn gach seachdain.", "Coinnichidh sinn gach seachdain.\nFaodaidh duine sam bith tighinn."),
        ],
        ask, ask / 2, "main", "", "", "7", picture);
}
