using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>What would have funded a project: by hand, and beside trying every number in turn.</summary>
public class LackingTests
{
    private static readonly TieBreak[][] Ties =
    [
        [new(TieBreakKind.LowerCost), new(TieBreakKind.Id)], [new(TieBreakKind.MoreVotes), new(TieBreakKind.File)],
        [new(TieBreakKind.FirstPreferences), new(TieBreakKind.Lots, "seed")], [new(TieBreakKind.Id)],
    ];

    [Fact]
    public void Votes_pounds_and_money_are_the_fewest_that_would_have_done()
    {
        // 4, 3, 2 and 1 votes for 60, 50, 30 and 10 in a pot of 100: a, then b does not fit, c does, d does.
        Paper paper = PaperOf(100, Of("a", 60), Of("b", 50), Of("c", 30), Of("d", 10));
        (Ballot, int)[] ballots = [(Ballot.Approve("a", "b", "c", "d"), 1), (Ballot.Approve("a", "b", "c"), 1), (Ballot.Approve("a", "b"), 1), (Ballot.Approve("a"), 1)];
        FrozenRules rules = Rules(new() { Ties = [new(TieBreakKind.Id)] }, BallotForm.ApproveUpTo(4));
        Lacking lacking = Lacking.Of(paper, rules, ballots, PaperChanges.None, "b")!;
        // A tie with a goes to a: two more go before it. Costing 40 it fits what a leaves, and so it does with 110 in the pot.
        Assert.Equal(new Needed(2, Lacking.MostVoters, 1), lacking.Voters);
        Assert.Equal(new Needed(10, 49, 1), lacking.Cost);
        Assert.Equal(new Needed(10, 50, 1), lacking.Money);
        Assert.Null(Lacking.Of(paper, rules, ballots, PaperChanges.None, "a"));
        Assert.Null(Lacking.Of(paper, rules, ballots, PaperChanges.None.Without("b"), "b"));
        Assert.Null(Lacking.Of(paper, rules, ballots, PaperChanges.None, "nobody"));
    }

    [Fact]
    public void More_money_can_fund_it_and_still_more_can_lose_it_again()
    {
        // With 70 a and c are funded, with 100 a, b: c has its turn at 30, 40 and 50 left, and not at 0.
        Paper paper = PaperOf(60, Of("a", 50), Of("b", 50), Of("c", 20));
        (Ballot, int)[] ballots = [(Ballot.Approve("a", "b", "c"), 1), (Ballot.Approve("a", "b"), 1), (Ballot.Approve("a"), 1)];
        Lacking lacking = Lacking.Of(paper, Rules(new(), BallotForm.ApproveUpTo(3)), ballots, PaperChanges.None, "c")!;
        Assert.Equal(10, lacking.Money!.Value.Smallest);
        lacking = Lacking.Of(paper, Rules(new(), BallotForm.ApproveUpTo(3)), ballots, PaperChanges.None.WithTotal("pot", 100), "c")!;
        Assert.Equal(20, lacking.Money!.Value.Smallest);
    }

    [Fact]
    public void Nothing_is_told_of_ballots_that_the_form_refuses_and_what_never_helps_says_so()
    {
        Paper paper = PaperOf(100, Of("a", 60), Of("b", 50) with { Conflicts = ["c"] }, Of("c", 40) with { Conflicts = ["b"] });
        (Ballot, int)[] ballots = [(Ballot.Approve("a", "c"), 3), (Ballot.Approve("a", "b"), 1)];
        Lacking lacking = Lacking.Of(paper, Rules(new(), BallotForm.ApproveExactly(2)), ballots, PaperChanges.None, "b")!;
        Assert.Null(lacking.Voters);
        Assert.Equal((null, 50L), (lacking.Money!.Value.Smallest, lacking.Money.Value.Last));
        // A cap lets it in once the pot is larger, or the project cheaper.
        lacking = Lacking.Of(paper, Rules(new() { CapPercent = 50 }, BallotForm.ApproveUpTo(2)), ballots, PaperChanges.None, "a")!;
        Assert.Equal((10L, 20L, null), (lacking.Cost!.Value.Smallest, lacking.Money!.Value.Smallest, lacking.Voters!.Value.Smallest));
    }

    [Fact]
    public void Shares_are_tried_one_voter_at_a_time_and_money_in_round_steps_and_a_few_ballots_are_left_alone()
    {
        Paper paper = PaperOf(1_000, Of("a", 600), Of("b", 700));
        (Ballot, int)[] Votes(int a, int b) => [(Ballot.Approve("a"), a), (Ballot.Approve("b"), b)];
        FrozenRules rules = Rules(new() { Rule = AllocationRule.EqualShares }, BallotForm.ApproveUpTo(2));
        // 1,000 / (40 + n) * (10 + n) reaches 700 with 60 more voters.
        Lacking lacking = Lacking.Of(paper, rules, Votes(30, 10), PaperChanges.None, "b")!;
        Assert.Equal(new Needed(60, 200, 1), lacking.Voters);
        // They hold 250 now, and a quarter of 2,800 is 700.
        Assert.Equal(new Needed(450, 695, 5), lacking.Cost);
        Assert.Equal((null, 1_000L, 5L), (lacking.Money!.Value.Smallest, lacking.Money.Value.Last, lacking.Money.Value.Step));
        Assert.Equal(new Lacking(null, null, null), Lacking.Of(paper, rules, Votes(22, 7), PaperChanges.None, "b"));
    }

    [Fact]
    public void The_search_says_what_trying_every_number_says()
    {
        var (random, looked, found) = (new Random(20261201), 0, new int[3]);
        for (int round = 0; round < 1_500; round++)
        {
            BallotForm form = random.Next(4) switch { 0 => BallotForm.Score(4), 1 => BallotForm.Points(4), 2 => BallotForm.RankUpTo(3), _ => BallotForm.ApproveUpTo(4) };
            RuleSettings settings = Settings(random, form.Kind);
            Paper paper = RandomPaper(random);
            (Ballot, int)[] ballots = [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => (RandomBallot(random, form, paper), random.Next(1, 4)))];
            FrozenRules rules = Rules(settings, form);
            foreach (Proposal proposal in paper.Proposals)
            {
                string what = $"{round}: {settings} {form} {string.Join(' ', paper.Proposals.Select(p => $"{p.Id}={p.Ask}/{p.Minimum}"))} in {paper.Pots[0].Amount}: {proposal.Id}";
                Lacking? lacking = Lacking.Of(paper, rules, ballots, PaperChanges.None, proposal.Id);
                Assert.True(lacking is null == IsFunded(paper, ballots, PaperChanges.None), what);
                if (lacking is null)
                    continue;
                looked++;
                Ballot alone = Alone(form, proposal.Id);
                long? voters = First(40, more => IsFunded(paper, [.. ballots, (alone, (int)more)], PaperChanges.None));
                long? cost = First(proposal.Ask - 1, less => IsFunded(Cheaper(paper, proposal, less), ballots, PaperChanges.None));
                long? money = First(200, more => IsFunded(paper, ballots, PaperChanges.None.WithTotal(proposal.Pot, paper.Pots.Single(pot => pot.Id == proposal.Pot).Amount + more)));
                Assert.True(lacking.Voters!.Value.Smallest is var n && (voters is null ? n is null or > 40 : n == voters), $"{what}: voters {lacking.Voters}, not {voters}");
                Assert.True(lacking.Cost!.Value.Smallest == cost, $"{what}: cost {lacking.Cost}, not {cost}");
                Assert.True(lacking.Money!.Value.Smallest == money, $"{what}: money {lacking.Money}, not {money}");
                (found[0], found[1], found[2]) = (found[0] + (voters is null ? 0 : 1), found[1] + (cost is null ? 0 : 1), found[2] + (money is null ? 0 : 1));

                bool IsFunded(Paper on, IEnumerable<(Ballot, int)> cast, PaperChanges changes) =>
                    Allocator.Allocate(Election.Of(on, form.Kind, cast, changes), rules).Awards.Any(award => award.Project == proposal.Id);
            }
        }
        Assert.True(looked > 1_000 && found.All(number => number > 200), $"{looked}: {string.Join(' ', found)}");
    }

    private static long? First(long last, Func<long, bool> funded)
    {
        for (long number = 1; number <= last; number++)
            if (funded(number))
                return number;
        return null;
    }

    private static Paper Cheaper(Paper paper, Proposal proposal, long less)
    {
        Proposal cheaper = proposal with { Ask = proposal.Ask - less, Minimum = Math.Min(proposal.Minimum, proposal.Ask - less) };
        return Paper.Create("o", "d", "en", "GBP", 0, paper.Pots, paper.Groups, paper.Proposals.Replace(proposal, cheaper));
    }

    private static RuleSettings Settings(Random random, BallotKind kind)
    {
        AllocationRule[] those = kind == BallotKind.Approve
            ? [AllocationRule.MostVotes, AllocationRule.VotesPerCost]
            : [AllocationRule.MostVotes, AllocationRule.VotesPerCost, AllocationRule.Score, AllocationRule.ScorePerCost];
        if (kind == BallotKind.Score)
            those = [.. those, AllocationRule.AverageScore];
        return new()
        {
            Rule = those[random.Next(those.Length)],
            Marginal = random.Next(4) switch { 0 => new(MarginalKind.Stop), 1 => new(MarginalKind.Part), 2 => new(MarginalKind.Reach, 70), _ => new(MarginalKind.Skip) },
            Threshold = random.Next(3) == 0 ? random.Next(1, 6) : 0,
            ThresholdPercent = random.Next(3) == 0 ? random.Next(1, 100) : 0,
            CapPercent = random.Next(3) == 0 ? random.Next(20, 101) : 0,
            Ties = [.. Ties[random.Next(Ties.Length)]],
        };
    }

    private static Paper RandomPaper(Random random)
    {
        int projects = random.Next(1, 6);
        bool two = random.Next(3) == 0, conflict = projects > 1 && random.Next(4) == 0, themed = random.Next(3) == 0;
        return Paper.Create(
            "o", "d", "en", "GBP", 0, [new("pot", "Pot", random.Next(1, 40)), .. two ? [new Pot("other", "Other", random.Next(1, 40))] : Array.Empty<Pot>()],
            themed ? [new("young", GroupKind.Theme, "Young", MostMoney: random.Next(5, 30), MostProjects: random.Next(1, 4))] : [],
            Enumerable.Range(0, projects).Select(at => Of(SmallElection.IdOf(at), random.Next(1, 25)) with { Pot = two && at > 2 ? "other" : "pot", Theme = themed && at % 2 == 0 ? "young" : null })
                .Select(one => one with { Minimum = random.Next(1, (int)one.Ask + 1), Conflicts = !conflict ? [] : one.Id == "a" ? ["b"] : one.Id == "b" ? ["a"] : [] }));
    }

    private static Ballot RandomBallot(Random random, BallotForm form, Paper paper)
    {
        string[] some = [.. paper.Proposals.Select(proposal => proposal.Id).Where(_ => random.Next(2) == 0)];
        random.Shuffle(some);
        return form.Kind switch
        {
            BallotKind.Score => Ballot.Score(some.Select(id => KeyValuePair.Create(id, random.Next(0, 5)))),
            BallotKind.Points => Ballot.Points(some.Select(id => KeyValuePair.Create(id, random.Next(0, 5)))),
            BallotKind.Rank => Ballot.Rank(some),
            _ => Ballot.Approve(some),
        };
    }

    private static Ballot Alone(BallotForm form, string id) => Ballot.TryParse(
        form.Kind switch { BallotKind.Score => $"score {id}=4", BallotKind.Points => $"points {id}=4", BallotKind.Rank => $"rank {id}", _ => $"approve {id}" },
        out Ballot? ballot, out _) ? ballot! : throw new InvalidOperationException(id);

    private static FrozenRules Rules(RuleSettings settings, BallotForm form) => FrozenRules.Create(form, settings, LiveResults.Turnout, true, "en");

    private static Paper PaperOf(long pot, params ImmutableArray<Proposal> proposals) => Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", pot)], [], proposals);

    private static Proposal Of(string id, long ask) => new() { Id = id, Title = id, Pot = "pot", Ask = ask, Minimum = ask };
}
