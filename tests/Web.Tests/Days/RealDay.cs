using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Openings;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>A day that counts, with one venue, run by the organisers of the site's console.</summary>
public static class RealDay
{
    /// <summary>Takes a day to its close. Two cards more than ballots are printed; those stay on the table.</summary>
    /// <param name="services">The running site's services, with two confirmed organisers.</param>
    /// <param name="day">Its id.</param>
    /// <param name="ballots">How many cards are handed out, and vote.</param>
    /// <param name="witness">Names somebody outside who countersigns, once the log's key is known; nobody where it is left out.</param>
    public static async Task ClosedAsync(IServiceProvider services, string day, int ballots, Func<string, NamedWitness>? witness = null)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var (grain, people, cards) = await ReadyAsync(services, day, ballots + 2, witness);
        await StepAsync(DayPhase.Open);
        var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
        for (var i = 0; i < ballots; i++)
        {
            Assert.Equal(IssueResult.Issued, await box.IssueAsync(ShortNumber.Of(cards[i].Number).Symbols, default));
            var ballot = (i % 3) switch { 0 => "approve 1 2", 1 => "approve 2", _ => "approve 1 3" };
            var cast = new CastBallot(cards[i].Number.ToString(), 1, cards[i].Proof(1).ToString(), ballot, Attempt.Of(Digest.Random().ToBytes()).ToString());
            Assert.Equal(CastStatus.Accepted, (await box.CastAsync(cast, default)).Status);
        }
        await StepAsync(DayPhase.Closed);
        Assert.Equal(DayPhase.Checking, (await grain.GetAsync(default))!.Phase);
        ((ForwardTime)services.GetRequiredService<TimeProvider>()).Advance(StepRules.CheckingTime(rehearsal: false));
        await StepAsync(DayPhase.Closed);
        Assert.Equal(DayPhase.Closed, (await grain.GetAsync(default))!.Phase);

        Task StepAsync(DayPhase to) => DoneAsync(grain.TransitionAsync(new Transition(to, "", people[0], people[1]) { OnDate = Today, WithoutWitness = witness is null && to == DayPhase.Open }, default));
    }

    /// <summary>Publishes a day, with shares that were read back and a batch of cards, so that all it lacks is the opening.</summary>
    /// <returns>The day, its two approvers, and the cards.</returns>
    public static async Task<(IDecisionDayGrain Day, string[] People, DerivedCard[] Cards)> ReadyAsync(
        IServiceProvider services, string day, int cards, Func<string, NamedWitness>? witness)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var people = (await organisation.ListApproversAsync(default)).Select(approver => approver.Organiser).ToArray();
        await organisation.EnterDayAsync(day, people[0], default);
        var grain = grains.GetGrain<IDecisionDayGrain>(day);
        await DoneAsync(grain.CreateAsync(new CreateDay("https://hall.example", Rehearsal: false, Settings, people[0]), default));
        if (witness is not null)
        {
            var key = (await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).GetStatusAsync(default)).LogKey;
            await DoneAsync(grain.ConfigureAsync(Settings with { Witnesses = [witness(key)] }, people[0], default));
        }
        foreach (var (id, title, ask) in new[] { ("1", "Slow walks", 285_000), ("2", "Cook together", 420_000), ("3", "Harbour choir", 1_900_000) })
        {
            await grains.GetGrain<IProposalGrain>(ProposalKey.For(day, id)).WriteAsync(
                new ProposalContent("A group", [new("en", title, "We meet every week.", "We meet.")], ask, ask, "main", "", "", "1", ""), people[0], default);
            await DoneAsync(grain.AddProposalAsync(id, people[0], default));
        }
        await DoneAsync(grain.TransitionAsync(new Transition(DayPhase.Published, "", people[0], people[1]), default));
        await KeepSharesAsync(grain, people);
        var origin = (await grain.GetAsync(default))!.Origin;
        var drawn = Enumerable.Range(0, cards).Select(_ => CardSecret.Draw().Derive(origin)).ToArray();
        await DoneAsync(grain.AddBatchAsync(new AddBatch("a", [.. drawn.Select(card => card.Number.ToString())], true), people[0], people[1], default));
        return (grain, people, drawn);
    }

    /// <summary>Three passphrases of holders.</summary>
    public static readonly string[] Passphrases = ["a phrase of my own", "another phrase of mine", "a phrase from outside"];

    /// <summary>Makes the shares of a day's openings key, for two organisers and somebody from outside, and reads them back.</summary>
    public static async Task<BroughtShare[]> KeepSharesAsync(IDecisionDayGrain day, string[] people)
    {
        NewHolder[] holders = [new(people[0], Passphrases[0]), new(people[1], Passphrases[1]), new("", Passphrases[2])];
        var made = await day.MakeSharesAsync(new MakeShares([.. holders], [], people[0], people[1]), default);
        Assert.Equal(DayOutcome.Done, made.Outcome);
        BroughtShare[] shares = [.. made.Texts.Select((text, at) => new BroughtShare(text, Passphrases[at]))];
        foreach (var share in shares) await DoneAsync(day.ReadShareBackAsync(share, people[0], default));
        return shares;
    }

    private static string Today => StepRules.DateAt(TimeProvider.System.GetUtcNow(), Settings.TimeZone);

    private static async Task DoneAsync(Task<DayOutcome> step) => Assert.Equal(DayOutcome.Done, await step);

    private static readonly DaySettings Settings = new(
        [new("en", "Westhaven decides")], "Westhaven Town Hall", "2026-11-28", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
        [new("main", "Health and wellbeing", 2_000_000)], [new("hall", "Town Hall")], CheckInMode.CardsOnly,
        FrozenRules.Create(BallotForm.ApproveUpTo(3), new RuleSettings(), LiveResults.Turnout, replacement: true, "en").Text);
}
