using System.Collections.Immutable;
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
    public const string Id = "westhaven";

    private const string Organiser = "demo-organiser";
    private const string Witness = "demo-witness";
    private const int ReadyCards = 10;
    private const int DoorCards = 30;
    private const int Neighbours = 49;

    private IDecisionDayGrain Day => grains.GetGrain<IDecisionDayGrain>(Id);

    private IBallotBoxGrain Box => grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Id));

    /// <summary>Sets the day up on a site.</summary>
    /// <returns>The cards to try it with.</returns>
    public async Task<DemoCards> SetUpAsync(string site, CancellationToken cancellationToken)
    {
        await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(Id, Organiser, cancellationToken);
        Expect(await Day.CreateAsync(new CreateDay(site, Rehearsal: true, Settings(), Organiser), cancellationToken));
        var stalls = DemoStall.ReadAll();
        foreach (var stall in stalls)
        {
            Expect(await Day.AddProposalAsync(stall.Id, Organiser, cancellationToken));
            var written = await grains.GetGrain<IProposalGrain>(ProposalKey.For(Id, stall.Id)).WriteAsync(stall.Content("main"), Organiser, cancellationToken);
            if (!written.Done) throw new InvalidOperationException($"The demo stall {stall.Id}: {written.Problem}");
            if (stall.InPictures() is { } strip) Expect(await grains.GetGrain<IStallsGrain>(Id).KeepStripAsync(strip, Organiser, cancellationToken));
        }
        await ShowMarketplaceAsync(DemoMarketplace.ReadAll(), cancellationToken);
        await StepAsync(DayPhase.Published, cancellationToken);

        var ready = Draw(ReadyCards);
        var door = Draw(DoorCards);
        var neighbours = Draw(Neighbours);
        var origin = (await Day.GetAsync(cancellationToken))!.Origin;
        Expect(await Day.AddBatchAsync(Batch("ready", origin, ready), Organiser, "", cancellationToken));
        Expect(await Day.AddBatchAsync(Batch("door", origin, door), Organiser, "", cancellationToken));
        Expect(await Day.AddBatchAsync(Batch("neighbours", origin, neighbours), Organiser, "", cancellationToken));
        foreach (var card in ready.Concat(neighbours))
            await Box.IssueAsync(ShortNumber.Of(card.Derive(origin).Number).Symbols, cancellationToken);
        await StepAsync(DayPhase.Open, cancellationToken);
        await VoteAsync(neighbours.Select(card => card.Derive(origin)), stalls, cancellationToken);
        return new DemoCards(ready, door);
    }

    private async Task ShowMarketplaceAsync(DemoMarketplace marketplace, CancellationToken cancellationToken)
    {
        var beside = grains.GetGrain<IStallsGrain>(Id);
        Expect(await beside.DescribeAccessAsync(marketplace.Venues(), Organiser, cancellationToken));
        foreach (var stall in marketplace.InformationStalls()) Expect(await beside.WriteInformationAsync(stall, Organiser, cancellationToken));
    }

    private DaySettings Settings() => new(
        [new LocalText("en", "Westhaven Wellbeing Day"), new LocalText("gd", "Latha Sunnd Westhaven"), new LocalText("ar", "يوم العافية في وستهافن"), new LocalText("zh", "韦斯特黑文健康日")],
        "Westhaven Town Hall",
        time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
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

    private async Task VoteAsync(IEnumerable<DerivedCard> cards, IReadOnlyList<DemoStall> stalls, CancellationToken cancellationToken)
    {
        // Always the same neighbours; some stalls are better known than others.
        var random = new Random(12);
        foreach (var card in cards)
        {
            var ballot = Ballot.Approve(stalls
                .OrderBy(stall => random.NextDouble() * (int.Parse(stall.Id, System.Globalization.CultureInfo.InvariantCulture) % 5 + 2))
                .Take(random.Next(1, 4)).Select(stall => stall.Id));
            var cast = new CastBallot(card.Number.ToString(), CardProof.First, card.Proof(CardProof.First).ToString(), ballot.Canonical, Digest.Random().ToString());
            await Box.CastAsync(cast, cancellationToken);
        }
    }

    private async Task StepAsync(DayPhase to, CancellationToken cancellationToken) =>
        Expect(await Day.TransitionAsync(new Transition(to, "", Organiser, Witness), cancellationToken));

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
