using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Playing;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal;

/// <summary>Plays a day from its first announcement to its declared result, as organisers, doors, phones, kiosks, a count team and a screen would.</summary>
internal sealed class DayRehearsal(Options options, Tokens tokens, StageProgress progress, TimeProvider time)
{
    private const int DeskConnections = 16;
    private const int MostSlips = 1000; // of one batch
    private const string PaperBatch = "box";
    private static readonly TimeSpan DeskPatience = TimeSpan.FromMinutes(2);

    private readonly Differences differences = new();

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
        var organiser = new Organiser(desk, day, tokens.Second);
        await organiser.GreetAsync(cancellationToken);
        report.Announce(day, options, plan, crowd);

        ((CardBox cards, PublishedDay published), _) = await progress.TellAsync(
            "Setting the day up", crowd.Length, _ => SetUpAsync(organiser, plan, crowd, cancellationToken));
        using Hall hall = await Hall.SetUpAsync(options, organiser, day, cards, differences, time, cancellationToken);
        var screen = new Screen(options.Site, day, new ScreenWatch(day, hall.Sent, differences), time);
        using var stopScreen = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task following = screen.FollowAsync(stopScreen.Token);

        PlannedChanges changes = PlannedChanges.Of(plan);
        await organiser.AddMoneyAsync(changes.Pot, changes.Amount, cancellationToken);
        IReadOnlyCollection<CastMade> made = await VoteAsync(organiser, hall, cards, changes, report, cancellationToken);
        ((DayState declared, IReadOnlyCollection<CastMade> last), _) = await progress.TellAsync(
            "Closing, counting, declaring", 1, _ => EndAsync(organiser, hall, cards, day, published, report, cancellationToken));
        report.Add("at the close", $"{last.Count:N0} more casts acknowledged as it closed");
        report.Add("asked again", $"{hall.Retries + desk.Retries:N0} requests, after 503, 429, a timeout or a broken connection");

        using var auditor = new Caller(options.Site, DeskPatience, connections: 1, token: null, time);
        var ending = new Ending(published, cards, changes, [.. made, .. last], declared, hall.Network, organiser.Path, differences, report);
        await ending.CheckAsync(screen, auditor, progress, options.Concurrency, cancellationToken);
        await stopScreen.CancelAsync();
        await following;
    }

    /// <summary>Creates the day, makes its cards, registers their numbers, and publishes.</summary>
    private async Task<(CardBox Cards, PublishedDay Published)> SetUpAsync(
        Organiser organiser, PlannedDay plan, ImmutableArray<Voter> crowd, CancellationToken cancellationToken)
    {
        var cards = new CardBox(crowd, await organiser.CreateAsync(plan, options.Talks, cancellationToken));
        foreach ((string batch, Manifest numbers) in cards.Batches)
            await organiser.AddBatchAsync(batch, numbers, cancellationToken);
        await organiser.StepAsync("published", cancellationToken);
        return (cards, PublishedDay.Read(await organiser.ReadAsync(cancellationToken), plan, differences));
    }

    /// <summary>Most are checked in before the day opens; the rest come while those vote.</summary>
    private async Task<IReadOnlyCollection<CastMade>> VoteAsync(
        Organiser organiser, Hall hall, CardBox cards, PlannedChanges changes, Report report, CancellationToken cancellationToken)
    {
        ILookup<bool, Holder> late = cards.Holders.ToLookup(person => person.Voter.ComesLate);
        (int doors, TimeSpan scanning) = await progress.TellAsync("Checking in", late[false].Count(), step => hall.AdmitAsync(late[false], step, cancellationToken));
        report.Add($"{doors} doors", hall.Scans.Figures(), scanning);

        Holder? first = late[false].FirstOrDefault();
        if (first is not null)
            await hall.TryTooEarlyAsync(first, "not-open", cancellationToken);
        await organiser.StepTogetherAsync("open", cancellationToken);
        if (options.Talks)
        {
            if (first is not null)
                await hall.TryTooEarlyAsync(first, "groups-speaking", cancellationToken);
            await organiser.BeginVotingAsync(cancellationToken);
            report.Add("talks", $"a cast was refused while the groups spoke");
        }
        await organiser.TryMoneyTooLateAsync(changes.Pot, changes.Amount + 1, cancellationToken);
        if (cards.Late is { } printed)
            await organiser.AddLateBatchAsync(CardBox.LateName, printed, cancellationToken);
        Task withdrawing = organiser.WithdrawAsync(changes.Withdrawn, cancellationToken);
        (IReadOnlyCollection<CastMade> made, TimeSpan voting) = await progress.TellAsync(
            "Voting", cards.Holders.Length, step => hall.VoteAsync(late[true], step, cancellationToken));
        await withdrawing;
        report.Add($"{options.Concurrency} phones, {hall.KiosksThere} kiosks", hall.Casts.Figures(), voting);
        report.Add("changed", $"a pot was raised before the opening and could not be after it; project {changes.Withdrawn} withdrew while people voted; {cards.Late?.Size ?? 0} cards of a batch that came late");
        return made;
    }

    /// <summary>Closes while some cast on: what is acknowledged then is in the log before the close, and everything else is refused.</summary>
    private async Task<(DayState Declared, IReadOnlyCollection<CastMade> Last)> EndAsync(
        Organiser organiser, Hall hall, CardBox cards, string day, PublishedDay published, Report report, CancellationToken cancellationToken)
    {
        Task<IReadOnlyCollection<CastMade>> last = hall.CastOnAsync(cards.Holders.Where(person => person.Voter.CastsAtClose), cancellationToken);
        await organiser.StepTogetherAsync("closed", cancellationToken);
        await last;
        await CountPapersAsync(organiser, hall, [.. cards.OnPaper.Select(person => person.Voter.Ballot)], day, published, report, cancellationToken);
        if ((await organiser.StepAsync("counted", cancellationToken)).Mix == "awaits-dice")
            await organiser.RollAsync(Dice(options.Seed), Dice(options.Seed + 1), cancellationToken);
        return (await organiser.StepTogetherAsync("declared", cancellationToken), await last);
    }

    /// <summary>Has the slips typed in by two people and settled by a third.</summary>
    private async Task CountPapersAsync(
        Organiser organiser, Hall hall, ImmutableArray<Ballot> slips, string day, PublishedDay published, Report report, CancellationToken cancellationToken)
    {
        if (slips.IsEmpty)
            return;
        using CountTeam team = await CountTeam.PairAsync(options.Site, day, organiser, differences, DeskPatience, time, cancellationToken);
        var numbers = new PrintedNumbers(published.Paper);
        foreach ((int at, Ballot[] pile) in slips.Chunk(MostSlips).Index())
        {
            foreach (Ballot _ in pile)
                hall.Sent.Add();
            await team.CountAsync(string.Create(CultureInfo.InvariantCulture, $"{PaperBatch}-{at + 1}"), pile, numbers, cancellationToken);
        }
        report.Add("papers", $"{slips.Length:N0} slips typed in by two people; {team.Settled:N0} read differently and settled by a third, one by its photograph; {team.Retries:N0} requests sent again");
    }

    /// <summary>Eight ten-sided dice.</summary>
    private static string Dice(int seed)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, 8).Select(_ => random.Next(10).ToString(CultureInfo.InvariantCulture)));
    }

    private string NewName() => string.Create(
        CultureInfo.InvariantCulture, $"rehearsal-{time.GetUtcNow():yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");
}
