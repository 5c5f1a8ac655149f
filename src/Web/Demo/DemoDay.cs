using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Demo;

/// <summary>
/// Sets up the rehearsal day with which a new service shows itself: published, open, with cards to try it and the ballots of some
/// neighbours, one short of the next step of the standings, so that the first visitor's vote moves the screen.
/// </summary>
internal sealed class DemoDay(IGrainFactory grains, TimeProvider time)
{
    /// <summary>The id of the first one. Each new beginning has a number behind it.</summary>
    public const string FirstId = "westhaven";

    /// <summary>Who does what the demo does.</summary>
    public const string Organiser = "demo-organiser";

    /// <summary>The slips in the box of a day that has just closed.</summary>
    public const int Slips = 3;

    private const string Witness = "demo-witness";
    private const int ReadyCards = 10;
    private const int DoorCards = 30;
    private const int Neighbours = 49;

    /// <summary>The id of the demo day that comes after this one.</summary>
    public static string IdAfter(string day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var number = day.StartsWith($"{FirstId}-", StringComparison.Ordinal) && int.TryParse(day[(FirstId.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last + 1 : 2;
        return string.Create(CultureInfo.InvariantCulture, $"{FirstId}-{number}");
    }

    /// <summary>The id of the day that has just closed beside a demo day, so that one can try the count.</summary>
    public static string CountIdOf(string day) => $"{day}-count";

    /// <summary>Sets a day up on a site, under an id that no day has.</summary>
    /// <returns>The cards to try it with.</returns>
    public async Task<DemoCards> SetUpAsync(string id, string site, CancellationToken cancellationToken)
    {
        var (cards, _) = await OpenAsync(id, site, cancellationToken);
        return cards;
    }

    /// <summary>Sets up the day of which the count can be tried: three voters handed their cards in for paper, and it has closed.</summary>
    public async Task SetUpCountAsync(string id, string site, CancellationToken cancellationToken)
    {
        var (cards, derived) = await OpenAsync(id, site, cancellationToken);
        var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(id));
        foreach (var card in derived(cards.Ready).Take(Slips))
            await box.SurrenderAsync(new SurrenderCard(card.Number.ToString(), CardProof.First, card.Proof(CardProof.First).ToString(), Digest.Random().ToString()), cancellationToken);
        Expect(await LongSteps.UntilEndedAsync(() => StepAsync(id, DayPhase.Closed, "", cancellationToken), LongestClose, cancellationToken));
    }

    /// <summary>Ends a demo day for good, so that its cards and doors do nothing any more.</summary>
    public async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IDecisionDayGrain>(id).GetAsync(cancellationToken) is not { Rehearsal: true } day) return;
        if (StepRules.Follows(day.Phase, DayPhase.Void)) Expect(await StepAsync(id, DayPhase.Void, "The demo was started again.", cancellationToken));
    }

    private static readonly TimeSpan LongestClose = TimeSpan.FromMinutes(1);

    private async Task<(DemoCards Cards, Func<IEnumerable<CardSecret>, IEnumerable<DerivedCard>> Derived)> OpenAsync(string id, string site, CancellationToken cancellationToken)
    {
        var (day, box) = (grains.GetGrain<IDecisionDayGrain>(id), grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(id)));
        await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(id, Organiser, cancellationToken);
        Expect(await day.CreateAsync(new CreateDay(site, Rehearsal: true, Settings(), Organiser), cancellationToken));
        var stalls = DemoStall.ReadAll();
        foreach (var stall in stalls)
        {
            Expect(await day.AddProposalAsync(stall.Id, Organiser, cancellationToken));
            var written = await grains.GetGrain<IProposalGrain>(ProposalKey.For(id, stall.Id)).WriteAsync(stall.Content("main"), Organiser, cancellationToken);
            if (!written.Done) throw new InvalidOperationException($"The demo stall {stall.Id}: {written.Problem}");
            if (stall.InPictures() is { } strip) Expect(await grains.GetGrain<IStallsGrain>(id).KeepStripAsync(strip, Organiser, cancellationToken));
        }
        await ShowMarketplaceAsync(id, DemoMarketplace.ReadAll(), cancellationToken);
        Expect(await StepAsync(id, DayPhase.Published, "", cancellationToken));

        var ready = Draw(ReadyCards);
        var door = Draw(DoorCards);
        var neighbours = Draw(Neighbours);
        var origin = (await day.GetAsync(cancellationToken))!.Origin;
        Expect(await day.AddBatchAsync(Batch("ready", origin, ready), Organiser, "", cancellationToken));
        Expect(await day.AddBatchAsync(Batch("door", origin, door), Organiser, "", cancellationToken));
        Expect(await day.AddBatchAsync(Batch("neighbours", origin, neighbours), Organiser, "", cancellationToken));
        foreach (var card in ready.Concat(neighbours))
            await box.IssueAsync(ShortNumber.Of(card.Derive(origin).Number).Symbols, cancellationToken);
        Expect(await StepAsync(id, DayPhase.Open, "", cancellationToken));
        await VoteAsync(box, neighbours.Select(card => card.Derive(origin)), stalls, cancellationToken);
        return (new DemoCards(ready, door), cards => cards.Select(card => card.Derive(origin)));
    }

    private async Task ShowMarketplaceAsync(string id, DemoMarketplace marketplace, CancellationToken cancellationToken)
    {
        var beside = grains.GetGrain<IStallsGrain>(id);
        Expect(await beside.DescribeAccessAsync(marketplace.Venues(), Organiser, cancellationToken));
        foreach (var stall in marketplace.InformationStalls()) Expect(await beside.WriteInformationAsync(stall, Organiser, cancellationToken));
    }

    private DaySettings Settings() => new(
        [new LocalText("en", "Westhaven Wellbeing Day"), new LocalText("gd", "Latha Sunnd Westhaven"), new LocalText("ar", "يوم العافية في وستهافن"), new LocalText("zh", "韦斯特黑文健康日")],
        "Westhaven Town Hall",
        time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "10:00 – 15:00",
        "Europe/London",
        ["en", "gd", "ar", "zh"],
        "GBP",
        [new PotSetting("main", "Health and wellbeing", 25_000_00)],
        [new VenueSetting("hall", "Town Hall"), new VenueSetting("cafe", "Harbour Café")],
        CheckInMode.CardsOnly,
        FrozenRules.Create(
            BallotForm.ApproveUpTo(3),
            new RuleSettings { Threshold = 1, Marginal = new MarginalPolicy(MarginalKind.Part) },
            LiveResults.Standings,
            replacement: true,
            "en", "gd", "ar", "zh").Text);

    private static async Task VoteAsync(IBallotBoxGrain box, IEnumerable<DerivedCard> cards, IReadOnlyList<DemoStall> stalls, CancellationToken cancellationToken)
    {
        // Always the same neighbours; some stalls are better known than others.
        var random = new Random(12);
        foreach (var card in cards)
        {
            var ballot = Ballot.Approve(stalls
                .OrderBy(stall => random.NextDouble() * (int.Parse(stall.Id, CultureInfo.InvariantCulture) % 5 + 2))
                .Take(random.Next(1, 4)).Select(stall => stall.Id));
            var cast = new CastBallot(card.Number.ToString(), CardProof.First, card.Proof(CardProof.First).ToString(), ballot.Canonical, Digest.Random().ToString());
            await box.CastAsync(cast, cancellationToken);
        }
    }

    private Task<DayOutcome> StepAsync(string id, DayPhase to, string reason, CancellationToken cancellationToken) =>
        grains.GetGrain<IDecisionDayGrain>(id).TransitionAsync(new Transition(to, reason, Organiser, Witness), cancellationToken);

    private static ImmutableArray<CardSecret> Draw(int number) => [.. Enumerable.Range(0, number).Select(_ => CardSecret.Draw())];

    private static AddBatch Batch(string id, string origin, ImmutableArray<CardSecret> cards) =>
        new(id, [.. cards.Select(card => card.Derive(origin).Number.ToString())], MadeByService: true);

    private static void Expect(DayOutcome outcome)
    {
        if (outcome.Refusal != DayRefusal.None)
            throw new InvalidOperationException($"The demo day could not be set up: {outcome.Refusal}. {outcome.Detail}");
    }
}

/// <summary>The demo day's cards: the only secrets this service ever keeps, because they are nobody's.</summary>
/// <param name="Ready">Usable ones, to vote with.</param>
/// <param name="Door">Ones to hand out at a door.</param>
internal sealed record DemoCards(ImmutableArray<CardSecret> Ready, ImmutableArray<CardSecret> Door);
