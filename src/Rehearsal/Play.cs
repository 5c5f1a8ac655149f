using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;

namespace PbDecisionDay.Rehearsal;

/// <summary>Plays a day from its first announcement to its declared result, as organisers, doors, phones and a screen would.</summary>
internal sealed class Play(Options options, Tokens tokens, Narrator narrator, TimeProvider time)
{
    private const int FewestDoors = 2, MostDoors = 8, PhonesADoor = 8, DeskConnections = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DeskPatience = TimeSpan.FromMinutes(2);

    private readonly Differences differences = new();
    private readonly Latencies scans = new(), casts = new();
    private readonly BallotsSent sent = new();

    /// <summary>Plays it.</summary>
    /// <exception cref="UnusableException">The service is not there, or went away for good.</exception>
    public async Task<Report> RunAsync(PlannedDay plan, CancellationToken cancellationToken)
    {
        var report = new Report(differences);
        try
        {
            await RunAsync(plan, report, cancellationToken);
        }
        catch (RefusedException e)
        {
            differences.Add(e.Message);
        }
        return report;
    }

    private async Task RunAsync(PlannedDay plan, Report report, CancellationToken cancellationToken)
    {
        ImmutableArray<Voter> crowd = Crowd.Of(plan.Ballots, options.Voters, options.Seed);
        string day = NewName();
        using var desk = new Caller(options.Site, DeskPatience, DeskConnections, tokens.Organiser, time);
        using var hall = new Caller(options.Site, Patience, options.Concurrency, token: null, time);
        var organiser = new Organiser(desk, day, tokens.Second);
        await organiser.GreetAsync(cancellationToken);
        Announce(plan, crowd, day, report);

        ((CardBox cards, PublishedDay published), _) = await narrator.TellAsync("Setting the day up", crowd.Length, _ => SetUpAsync(organiser, plan, crowd, cancellationToken));
        using Doors doors = await PairAsync(organiser, day, cards, cancellationToken);
        var watch = new ScreenWatch(day, sent, differences);
        var screen = new Screen(options.Site, day, watch, time);
        using var stopScreen = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task following = screen.FollowAsync(stopScreen.Token);

        IReadOnlyCollection<CastMade> made = await HoldAsync(organiser, doors, cards, hall, day, report, cancellationToken);
        await narrator.TellAsync("Closing, counting and declaring", 3, _ => EndAsync(organiser, cancellationToken));
        report.Add("asked again", $"{hall.Retries + doors.Retries + desk.Retries:N0} requests, after 503, 429, a timeout or a broken connection");

        var ending = new Ending(published, cards, made, hall, organiser.Path, differences, report);
        await ending.CheckAsync(screen, watch, narrator, options.Concurrency, cancellationToken);
        await stopScreen.CancelAsync();
        await following;
    }

    private void Announce(PlannedDay plan, ImmutableArray<Voter> crowd, string day, Report report)
    {
        report.Add("day", $"{day} at {options.Site}, from {Path.GetFileName(options.Ballots)}, seed {options.Seed}");
        report.Add("paper", $"{plan.Paper.Proposals.Length:N0} projects for {plan.Paper.Pots[0].Amount / 100m:N2} {plan.Paper.Currency}; {Describe(plan)}");
        report.Add("voters", $"{crowd.Length:N0}; the file has {plan.Ballots.Length:N0} ballots that can be cast and {plan.Forbidden:N0} that the form forbids");
        foreach (string note in plan.Notes)
            report.Add("note", $"{note}");
        report.Add(crowd);
    }

    private async Task<(CardBox Cards, PublishedDay Published)> SetUpAsync(
        Organiser organiser, PlannedDay plan, ImmutableArray<Voter> crowd, CancellationToken cancellationToken)
    {
        var cards = new CardBox(crowd, await organiser.CreateAsync(plan, cancellationToken));
        foreach ((string batch, Ledger.Manifest numbers) in cards.Batches)
            await organiser.AddBatchAsync(batch, numbers, cancellationToken);
        await organiser.StepAsync("published", cancellationToken);
        return (cards, PublishedDay.Read(await organiser.ReadAsync(cancellationToken), plan, differences));
    }

    private async Task<Doors> PairAsync(Organiser organiser, string day, CardBox cards, CancellationToken cancellationToken)
    {
        var doors = new List<Door>();
        for (int number = 1; number <= Math.Clamp(options.Concurrency / PhonesADoor, FewestDoors, MostDoors); number++)
        {
            string code = await organiser.OfferDoorAsync($"Door {number}", cancellationToken);
            doors.Add(await Door.PairAsync(options.Site, day, code, Patience, scans, time, cancellationToken));
        }
        return new Doors(doors, organiser, cards.Spares, differences);
    }

    /// <summary>Most are checked in before the day opens; the rest come while those vote.</summary>
    private async Task<IReadOnlyCollection<CastMade>> HoldAsync(
        Organiser organiser, Doors doors, CardBox cards, Caller hall, string day, Report report, CancellationToken cancellationToken)
    {
        var admitted = Channel.CreateUnbounded<Holder>();
        var (early, late) = (cards.Holders.Where(person => !person.Voter.ComesLate), cards.Holders.Where(person => person.Voter.ComesLate));
        (_, TimeSpan scanning) = await narrator.TellAsync("Checking in", early.Count(), async step =>
        {
            await doors.AdmitAsync(early, person => Enter(person, step), cancellationToken);
            return 0;
        });
        report.Add($"check-in", scans.Figures(), scanning);

        await organiser.StepTogetherAsync("open", cancellationToken);
        var phones = new Phones([.. Enumerable.Range(0, options.Concurrency).Select(_ => new Phone(hall, day, sent, casts, differences, time))]);
        (IReadOnlyCollection<CastMade> made, TimeSpan voting) = await narrator.TellAsync("Voting", cards.Holders.Length, async step =>
        {
            Task<IReadOnlyCollection<CastMade>> votes = phones.VoteAsync(admitted.Reader, step, cancellationToken);
            await doors.AdmitAsync(late, person => Enter(person, () => { }), cancellationToken);
            admitted.Writer.Complete();
            return await votes;
        });
        report.Add("cast", casts.Figures(), voting);
        return made;

        void Enter(Holder person, Action step)
        {
            admitted.Writer.TryWrite(person);
            step();
        }
    }

    private static async Task<DayState> EndAsync(Organiser organiser, CancellationToken cancellationToken)
    {
        await organiser.StepTogetherAsync("closed", cancellationToken);
        await organiser.StepAsync("counted", cancellationToken);
        return await organiser.StepTogetherAsync("declared", cancellationToken);
    }

    private static string Describe(PlannedDay plan) =>
        $"{Rules.Text.Words.Of(plan.Rules.Form.Kind)} {plan.Rules.Form.Least} to {(plan.Rules.Form.Most > 0 ? plan.Rules.Form.Most.ToString(CultureInfo.InvariantCulture) : "all")}"
        + $"{(plan.Rules.Form.Top > 0 ? string.Create(CultureInfo.InvariantCulture, $", {plan.Rules.Form.Top} points") : "")}; "
        + $"{Rules.Text.Words.Of(plan.Rules.Allocation.Rule)}, {plan.Rules.Allocation.Marginal}, ties {string.Join(", ", plan.Rules.Allocation.Ties)}";

    private string NewName() => string.Create(
        CultureInfo.InvariantCulture, $"rehearsal-{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
}
