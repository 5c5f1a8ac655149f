using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>Marginal policies, thresholds, caps, groups, conflicts, pots and tie orders on invented elections.</summary>
public class PolicyTests
{
    /// <summary>Pot 100: a asks 60 (4 votes), b 50 (3), c 30 (2, goes ahead from 10), d 10 (1).</summary>
    private static readonly Paper Paper = Paper.Create(
        "o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [],
        [Of("a", 60), Of("b", 50) with { Minimum = 45 }, Of("c", 30) with { Minimum = 10 }, Of("d", 10)]);

    private static readonly Ballot[] Ballots = [Ballot.Approve("a", "b", "c", "d"), Ballot.Approve("a", "b", "c"), Ballot.Approve("a", "b"), Ballot.Approve("a")];

    [Theory]
    [InlineData("skip", "a c d", 0)]
    [InlineData("stop", "a", 40)]
    [InlineData("part", "a c d", 0)]
    [InlineData("reach:80", "a b", -10)]
    [InlineData("reach:81", "a", 40)]
    public void The_marginal_policy_decides_about_the_first_that_does_not_fit(string policy, string order, long left)
    {
        Assert.True(MarginalPolicy.TryParse(policy, out MarginalPolicy marginal));
        var found = Allocate(Paper, new() { Marginal = marginal });
        Assert.Equal(order, string.Join(' ', found.Order));
        Assert.Equal(left, found.Left);
    }

    [Fact]
    public void Part_funding_goes_down_to_the_minimum_award_and_no_further()
    {
        Paper lower = With(Of("b", 50) with { Minimum = 40 });
        var found = Allocate(lower, new() { Marginal = new(MarginalKind.Part) });
        Assert.Equal([new("a", 60, 60), new("b", 40, 50)], found.Awards);
        Assert.Equal(StepKind.DoesNotFit, Allocate(Paper, new() { Marginal = new(MarginalKind.Part) }).Pots[0].Steps[1].Kind);
    }

    [Theory]
    [InlineData(2, 0, "a c")]
    [InlineData(0, 50, "a c")]
    [InlineData(0, 51, "a")]
    public void A_threshold_shuts_out_what_has_less_support(long votes, int percent, string order) =>
        Assert.Equal(order, string.Join(' ', Allocate(Paper, new() { Threshold = votes, ThresholdPercent = percent }).Order));

    [Fact]
    public void A_cap_shuts_out_what_asks_for_more_of_the_pot() =>
        Assert.Equal("b c d", string.Join(' ', Allocate(Paper, new() { CapPercent = 50 }).Order));

    [Theory]
    [InlineData(AllocationRule.MostVotes)]
    [InlineData(AllocationRule.Phragmen)]
    public void A_project_does_not_stand_beside_one_that_it_conflicts_with(AllocationRule rule)
    {
        Paper paper = With(Of("a", 60) with { Conflicts = ["c"] }, Of("c", 30) with { Conflicts = ["a"] });
        var found = Allocate(paper, new() { Rule = rule });
        Assert.Single(new[] { "a", "c" }, id => found.Order.Contains(id, StringComparer.Ordinal));
        Assert.Contains(found.Pots[0].Steps, step => step.Kind == StepKind.Conflict);
    }

    /// <summary>Enough money for both: the conflict alone keeps the second out, though it is the last project left.</summary>
    [Fact]
    public void Equal_Shares_funds_one_of_two_that_conflict_where_both_could_be_paid_for()
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [],
            [Of("a", 10) with { Conflicts = ["b"] }, Of("b", 20) with { Conflicts = ["a"] }]);
        Election election = Election.Of(paper, BallotKind.Approve, [Ballot.Approve("a", "b"), Ballot.Approve("a", "b")]);
        Assert.Equal(["a"], Allocator.Allocate(election, new RuleSettings { Rule = AllocationRule.EqualShares, Ties = [new(TieBreakKind.Id)] }).Order);
    }

    [Fact]
    public void A_ballot_of_another_kind_than_the_days_is_refused_and_a_blank_one_counts_as_a_voter()
    {
        Assert.Throws<ArgumentException>(() => Election.Of(Paper, BallotKind.Approve, [Ballot.Approve("a"), Ballot.Rank("a")]));
        Assert.Equal(2, Election.Of(Paper, BallotKind.Approve, [Ballot.Approve("a"), Ballot.Blank]).Ballots.Voters);
    }

    [Fact]
    public void Equal_Shares_that_rises_ends_though_a_conflict_keeps_a_project_out_for_ever()
    {
        Paper paper = With(Of("a", 60) with { Conflicts = ["b"] }, Of("b", 50) with { Conflicts = ["a"] });
        var found = Allocate(paper, new() { Rule = AllocationRule.EqualShares, Completion = Completion.Add1, Add1Stop = Add1Stop.OverBudget });
        Assert.Equal(["a", "c", "d"], found.Order.Order(StringComparer.Ordinal));
        Assert.Equal(RiseEnd.AllSupported, found.Pots[0].Rise!.End);
    }

    [Fact]
    public void A_group_gets_no_more_than_its_limit()
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [new("big", GroupKind.Tier, "Big", 70), new("few", GroupKind.Theme, "Few", 0, 1)],
            [Of("a", 60) with { Tier = "big" }, Of("b", 20) with { Tier = "big" }, Of("c", 20) with { Theme = "few" }, Of("d", 10) with { Theme = "few" }]);
        var found = Allocate(paper, new());
        Assert.Equal("a c", string.Join(' ', found.Order));
        Assert.Equal(["big", "few"], found.Pots[0].Steps.Where(step => step.Kind == StepKind.GroupFull).Select(step => step.Blocker));
    }

    [Fact]
    public void Each_pot_is_awarded_alone_by_every_voter()
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("one", "One", 60), new("two", "Two", 40)], [],
            [Of("a", 60) with { Pot = "one" }, Of("b", 50) with { Pot = "two" }, Of("c", 30) with { Pot = "two" }, Of("d", 10) with { Pot = "one" }]);
        foreach (AllocationRule rule in new[] { AllocationRule.MostVotes, AllocationRule.EqualShares })
        {
            var found = Allocate(paper, new() { Rule = rule, Completion = Completion.Add1Greedy });
            Assert.Equal([60, 30], found.Pots.Select(pot => pot.Spent));
            Assert.Equal(["a", "c"], found.Order);
            Assert.Equal(["d"], found.Pots[0].Reserve);
        }
    }

    [Fact]
    public void Where_everything_fits_everything_is_funded()
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 150)], [], Paper.Proposals);
        foreach (AllocationRule rule in new[] { AllocationRule.MostVotes, AllocationRule.VotesPerCost, AllocationRule.Phragmen, AllocationRule.EqualShares })
            Assert.Equal(0, Allocate(paper, new() { Rule = rule, Completion = Completion.Greedy }).Left);
    }

    [Theory]
    [InlineData("id", "a b c d")]
    [InlineData("file", "d c b a")]
    [InlineData("lower-cost,id", "d c b a")]
    [InlineData("more-votes,file", "a d c b")]
    [InlineData("first-preferences,id", "a b c d")]
    public void The_tie_order_is_the_list_one_after_the_other(string list, string order)
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 200)], [], Paper.Proposals.Reverse());
        Election election = Election.Of(paper, BallotKind.Rank, [Ballot.Rank("c", "a"), Ballot.Rank("c", "a"), Ballot.Rank("b", "a"), Ballot.Rank("a", "d"), Ballot.Rank("b", "d"), Ballot.Rank("a")]);
        Assert.True(TieBreak.TryParseList(list, out var ties, out _));
        int[] places = TieOrder.Places(election, ties);
        Assert.Equal(order, string.Join(' ', Enumerable.Range(0, 4).OrderBy(i => places[i]).Select(i => election.Projects[i].Id)));
    }

    /// <summary>Redrawn with sha256sum: <c>printf 'seed\na' | sha256sum</c> and so on, the lowest first.</summary>
    [Fact]
    public void Lots_can_be_redrawn_by_anyone()
    {
        Assert.Equal("1095c393f458a5c2aefb7da1995dfebc4e621f979e297fe23bce4c9aa65f54e6", Convert.ToHexStringLower(TieOrder.Lot("seed", "a")));
        int[] places = TieOrder.Places(Election.Of(Paper, BallotKind.Approve, Ballots), [new(TieBreakKind.Lots, "seed")]);
        string[] byLot = [.. Paper.Proposals.Select(p => p.Id).OrderBy(id => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("seed\n" + id))), StringComparer.Ordinal)];
        Assert.Equal(byLot, Enumerable.Range(0, 4).OrderBy(i => places[i]).Select(i => Paper.Proposals[i].Id));
    }

    [Theory]
    [InlineData("lower-cost")]
    [InlineData("")]
    [InlineData("lots:")]
    [InlineData("coin,id")]
    public void A_tie_order_that_does_not_always_decide_is_refused(string list) => Assert.False(TieBreak.TryParseList(list, out _, out _));

    [Fact]
    public void A_tie_that_decides_about_money_is_in_the_trace()
    {
        var found = Allocator.Allocate(Election.Of(Paper, BallotKind.Approve, [Ballot.Approve("a", "b")]), new RuleSettings { Ties = [new(TieBreakKind.Id)] });
        Assert.Equal(["b"], found.Pots[0].Steps.First(step => step.Kind == StepKind.Funded).Tied);
    }

    [Fact]
    public void Standings_follow_ballots_in_and_out()
    {
        var standings = new Standings(Paper);
        foreach (Ballot ballot in Ballots.Append(Ballot.Blank))
            standings.Add(ballot);
        standings.Remove(Ballots[1]);
        Assert.Equal([3L, 2L, 1L, 1L], standings.Votes);
        Assert.Equal((4, 1), (standings.Ballots, standings.Blank));
    }

    private static Allocation.Allocation Allocate(Paper paper, RuleSettings settings) => Allocator.Allocate(Election.Of(paper, BallotKind.Approve, Ballots), settings);

    private static Proposal Of(string id, long ask) => SmallPaper.Of(id, id, "pot", ask);

    private static Paper With(params Proposal[] changed) => Paper.Create("o", "d", "en", "GBP", 0, Paper.Pots, [],
        Paper.Proposals.Select(proposal => changed.FirstOrDefault(c => string.Equals(c.Id, proposal.Id, StringComparison.Ordinal)) ?? proposal));
}
