using System.Collections.Immutable;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Tests;

/// <summary>A small day of every form of ballot, played on phones, at kiosks and on paper; each receipt, slip and result is checked.</summary>
public sealed class EveryFormTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const int Voters = 40;

    private static readonly Paper Paper = Paper.Create(
        PlannedDay.StandInOrigin, "Harbour decides", PlannedDay.Language, "GBP", 2,
        [new Pot("main", "Main pot", 100_000), new Pot("small", "Small pot", 30_000)],
        [new Group("area/shore", GroupKind.Area, "Shore")],
        [
            Project("1", "A warm bench", "main", 40_000), Project("2", "Slow walks", "main", 35_050, "area/shore"), Project("3", "Harbour choir", "main", 30_000),
            Project("4", "Cook together", "main", 25_000, "area/shore"), Project("a", "A kettle", "small", 12_000), Project("b/1", "Bird boxes", "small", 15_000),
            Project("c", "A tent", "small", 20_000, "area/shore"),
        ]);

    public static TheoryData<string> Forms => [.. ByName.Keys];

    private static Dictionary<string, BallotForm> ByName { get; } = new(StringComparer.Ordinal)
    {
        ["approve up to"] = BallotForm.ApproveUpTo(3),
        ["approve exactly"] = BallotForm.ApproveExactly(2),
        ["approve at least"] = BallotForm.ApproveAtLeast(2),
        ["score"] = BallotForm.Score(5),
        ["choose some, then score them"] = new BallotForm(BallotKind.Score, 1, 4, 5),
        ["points"] = BallotForm.Points(6, 2),
        ["rank"] = BallotForm.RankUpTo(4),
        ["knapsack"] = BallotForm.FitThePot(),
        ["each pot alone"] = new BallotForm(BallotKind.Approve, 1, 2, PerPot: true),
        ["an extra vote"] = new BallotForm(BallotKind.Approve, 1, 2, Extra: new ExtraVote("area/shore", 1)),
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task It_is_cast_on_phones_at_kiosks_and_on_paper_and_everything_holds(string name)
    {
        BallotForm form = ByName[name];
        Tokens tokens = await WholeDayTests.TokensAsync(site);
        var options = new Options(site.Address, name, Voters, Concurrency: 8, Seed: 3, Tokens: null);
        using var printed = new StringWriter();
        ImmutableArray<Ballot> ballots = [.. Drawn(form)];
        Assert.Contains(ballots, ballot => ballot.Kind == BallotKind.Blank);
        Assert.True(ballots.Distinct().Count() > Voters / 4, "The ballots are all alike.");
        FrozenRules rules = FrozenRules.Create(form, FittingForm.RuleFor(form), LiveResults.Standings, replacement: true, PlannedDay.Language)
            .Allowing(MoneyChanges.UntilLast, Withdrawals.UntilLast);

        Report report = await new DayRehearsal(options, tokens, new StageProgress(TextWriter.Null, TimeProvider.System), TimeProvider.System)
            .RunAsync(new PlannedDay(Paper, rules, ballots, 0, []), default);
        report.Print(printed);

        Assert.True(report.Passed, printed.ToString());
        Assert.Contains("4 vote at a kiosk, 2 vote on paper", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 slips typed in by two people; 1 read differently and settled by a third, one by its photograph", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("8 phones, 2 kiosks", printed.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{Voters} ballots; ", printed.ToString(), StringComparison.Ordinal);
    }

    /// <summary>As many valid ballots as voters, each drawn until the form allows it; one of them blank.</summary>
    private static IEnumerable<Ballot> Drawn(BallotForm form)
    {
        var random = new Random(5);
        yield return Ballot.Blank;
        for (int drawn = 1; drawn < Voters;)
        {
            string[] ids = [.. Paper.Proposals.Select(project => project.Id)];
            random.Shuffle(ids);
            ids = ids[..random.Next(1, ids.Length + 1)];
            Ballot ballot = form.Kind switch
            {
                BallotKind.Approve => Ballot.Approve(ids),
                BallotKind.Rank => Ballot.Rank(ids),
                BallotKind.Score => Ballot.Score(ids.Select(id => KeyValuePair.Create(id, random.Next(form.Top + 1)))),
                _ => Ballot.Points(ids.Select(id => KeyValuePair.Create(id, random.Next(1, form.Top + 1)))),
            };
            if (form.Check(ballot, Paper) is not null)
                continue;
            drawn++;
            yield return ballot;
        }
    }

    private static Proposal Project(string id, string title, string pot, long ask, string? area = null) =>
        new() { Id = id, Title = title, Pot = pot, Ask = ask, Minimum = ask, Area = area };
}
