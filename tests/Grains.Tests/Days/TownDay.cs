using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A small day, run by the organisers anna and bela.</summary>
internal sealed class TownDay(Func<IGrainFactory> grains, string id, bool rehearsal = true)
{
    public const string Site = "https://pb.south.example";
    public const string Anna = "ANNA000000000000";
    public const string Bela = "BELA000000000000";

    private readonly List<DerivedCard> cards = [];

    private readonly TestSilo? counting;

    /// <summary>A small day on a test silo.</summary>
    public TownDay(TestSilo silo, string? id = null, bool rehearsal = true)
        : this(() => silo.Grains, id ?? silo.Day, rehearsal)
    {
        if (!rehearsal) counting = silo;
    }

    public static readonly string Rules = FrozenRules.Create(
        BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, replacement: true, "en").Text;

    public static readonly DaySettings Settings = new(
        [new LocalText("en", "Troon decides")], "Town Hall", "2026-05-30", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
        [new PotSetting("main", "The pot", 10_000_00)], [new VenueSetting("hall", "Town Hall")], CheckInMode.CardsOnly, Rules);

    public static readonly ProposalContent Football = new(
        "Troon Walkers", [new ProposalText("en", "Walking football", "Football at walking pace.", "")], 4_000_00, 2_000_00, "main", "North", "moving", "7", "ball");

    public static readonly ProposalContent Garden = new(
        "Green Fingers", [new ProposalText("en", "Community garden", "A garden behind the library.", "We grow food.")], 7_000_00, 7_000_00, "main", "", "food", "8", "");

    /// <summary>The date at the town, which whoever opens its day names: the day's own date has passed.</summary>
    public static string Today => StepRules.DateAt(TimeProvider.System.GetUtcNow(), Settings.TimeZone);

    public string Id => id;

    public IDecisionDayGrain Grain => grains().GetGrain<IDecisionDayGrain>(Id);

    public IBallotBoxGrain Box => grains().GetGrain<IBallotBoxGrain>(BoxKey.Main(Id));

    public IRegisterGrain Register => grains().GetGrain<IRegisterGrain>(Id);

    public string Origin => $"pb.south.example/{Id}";

    public IProposalGrain Proposal(string proposal) => grains().GetGrain<IProposalGrain>(ProposalKey.For(Id, proposal));

    public async Task<DayView> ViewAsync() => (await Grain.GetAsync(default))!;

    public Task<DayOutcome> CreateAsync(DaySettings? settings = null) =>
        Grain.CreateAsync(new CreateDay(Site, rehearsal, settings ?? Settings, Anna), default);

    /// <summary>A draft with two proposals.</summary>
    public async Task<TownDay> DraftAsync(DaySettings? settings = null)
    {
        Done(await CreateAsync(settings));
        await WriteAsync("football", Football);
        await WriteAsync("garden", Garden);
        return this;
    }

    public async Task WriteAsync(string proposal, ProposalContent content)
    {
        Done(await Grain.AddProposalAsync(proposal, Anna, default));
        Assert.Equal("", (await Proposal(proposal).WriteAsync(content, Anna, default)).Problem);
    }

    public async Task<TownDay> PublishedAsync(DaySettings? settings = null)
    {
        await DraftAsync(settings);
        if (counting is not null) await counting.ConfirmAsync(Anna, Bela);
        Done(await StepAsync(DayPhase.Published));
        return this;
    }

    /// <summary>Three holders' passphrases.</summary>
    public static readonly string[] Passphrases = ["five calm swans at Troon", "seven red boats at noon", "a green lamp in the harbour"];

    /// <summary>Makes the shares of the openings key: for two organisers, and somebody from outside.</summary>
    public async Task<string[]> MakeSharesAsync(params BroughtShare[] brought)
    {
        string[] holders = [Anna, Bela, ""];
        var made = await Grain.MakeSharesAsync(
            new MakeShares([.. holders.Select((holder, at) => new NewHolder(holder, Passphrases[at]))], [.. brought], Anna, Bela), default);
        Done(made.Outcome);
        return [.. made.Texts];
    }

    /// <summary>Makes the shares, and has each read back.</summary>
    public async Task<BroughtShare[]> KeepSharesAsync()
    {
        BroughtShare[] shares = [.. (await MakeSharesAsync()).Select((text, at) => new BroughtShare(text, Passphrases[at]))];
        foreach (var share in shares) Done(await Grain.ReadShareBackAsync(share, Anna, default));
        return shares;
    }

    /// <summary>Open, with a batch of cards.</summary>
    public async Task<TownDay> OpenAsync(DaySettings? settings = null, int cards = 3)
    {
        await PublishedAsync(settings);
        Done(await AddBatchAsync("a", cards));
        Done(await StepAsync(DayPhase.Open));
        return this;
    }

    /// <summary>Takes every step up to a phase.</summary>
    public async Task<TownDay> ReachAsync(DayPhase phase)
    {
        await OpenAsync();
        DayPhase[] way = [DayPhase.Closed, DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived];
        foreach (var next in way.TakeWhile(next => next <= phase)) Done(await StepAsync(next));
        return this;
    }

    /// <summary>Asks for a step with everything that it may need.</summary>
    public Task<DayOutcome> StepAsync(DayPhase to, string by = Anna, string secondBy = Bela, string reason = "Fire alarm") =>
        UntilEndedAsync(() => AskAsync(to, by, secondBy, reason));

    /// <summary>Lets the time for checking votes pass, and waits until the day has gone on by itself.</summary>
    public async Task ClosesAsync(Microsoft.Extensions.Time.Testing.FakeTimeProvider time)
    {
        for (var looks = 0; (await ViewAsync()).Phase == DayPhase.Checking; looks++)
        {
            Assert.InRange(looks, 0, 100);
            time.Advance(StepRules.CheckingTime(rehearsal: false));
            // The day goes on with its own beat of a second, and a step that is asked for goes on with it at once.
            await StepAsync(DayPhase.Closed);
        }
    }

    /// <summary>Asks for a step once, though it may only be begun.</summary>
    public Task<DayOutcome> AskAsync(DayPhase to, string by = Anna, string secondBy = Bela, string reason = "Fire alarm") =>
        Grain.TransitionAsync(new Transition(to, reason, by, secondBy) { OnDate = to == DayPhase.Open ? Today : "", WithoutWitness = to == DayPhase.Open }, default);

    public Task<DayOutcome> AddBatchAsync(string batch, int count, string secondBy = Bela)
    {
        cards.AddRange(Enumerable.Range(0, count).Select(_ => CardSecret.Draw().Derive(Origin)));
        return Grain.AddBatchAsync(new AddBatch(batch, [.. cards.TakeLast(count).Select(card => card.Number.ToString())], MadeByService: true), Anna, secondBy, default);
    }

    public string ShortNumber(int card) => Ledger.Cards.ShortNumber.Of(cards[card].Number).ToString();

    /// <summary>A card's first ballot or a later one; the same again is the same attempt.</summary>
    public CastBallot Ballot(int card, string ballot, int version = 1) => new(
        cards[card].Number.ToString(), version, cards[card].Proof(version).ToString(), ballot, Attempt.Of(Digest.Sha256(System.Text.Encoding.ASCII.GetBytes(ballot)).ToBytes()).ToString());

    /// <summary>Hands a card out and votes with it.</summary>
    public async Task VoteAsync(int card, string ballot)
    {
        await Box.IssueAsync(ShortNumber(card), default);
        var cast = await Box.CastAsync(Ballot(card, ballot), default);
        Assert.Equal(CastStatus.Accepted, cast.Status);
    }

    /// <summary>Hands a card out and hands it in for a paper ballot.</summary>
    public async Task SurrenderAsync(int card)
    {
        await Box.IssueAsync(ShortNumber(card), default);
        var surrender = new SurrenderCard(cards[card].Number.ToString(), 1, cards[card].Proof(1).ToString(), Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await Box.SurrenderAsync(surrender, default)).Status);
    }

    /// <summary>Closed, with 31 cards that voted and two that were handed in for paper.</summary>
    public async Task<TownDay> BusyAsync()
    {
        await OpenAsync(cards: 33);
        await Task.WhenAll(Enumerable.Range(0, 31).Select(card => VoteAsync(card, card % 2 == 0 ? "approve garden" : "approve football")));
        await SurrenderAsync(31);
        await SurrenderAsync(32);
        Done(await StepAsync(DayPhase.Closed));
        return this;
    }

    public Task<DayOutcome> RollAsync(string digits, string by = Anna, string secondBy = Bela) => UntilEndedAsync(() => Grain.RecordDiceAsync(digits, by, secondBy, default));

    public Task<DayOutcome> KeyAsync(int number, string ballot, string by = Anna, string secondBy = "") =>
        Grain.EnterPaperBallotAsync(new EnterPaperBallot("hall", number, ballot), by, secondBy, default);

    private static Task<DayOutcome> UntilEndedAsync(Func<Task<DayOutcome>> ask) => LongSteps.UntilEndedAsync(ask, TimeSpan.FromMinutes(1), default);

    public static void Done(DayOutcome outcome) => Assert.Equal(DayOutcome.Done, outcome);
}
