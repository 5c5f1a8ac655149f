using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>What no support means under each rule: nobody pays for what nobody chose, and no ballots is a result.</summary>
public class UnsupportedTests
{
    public static TheoryData<AllocationRule, Completion, BallotKind> Rules()
    {
        var all = new TheoryData<AllocationRule, Completion, BallotKind>();
        foreach (AllocationRule rule in Enum.GetValues<AllocationRule>())
            foreach (Completion completion in rule == AllocationRule.EqualShares ? Enum.GetValues<Completion>() : [Completion.None])
                all.Add(rule, completion, rule is AllocationRule.Score or AllocationRule.ScorePerCost or AllocationRule.AverageScore ? BallotKind.Score : BallotKind.Approve);
        return all;
    }

    [Theory, MemberData(nameof(Rules))]
    public void With_no_ballot_at_all_nothing_is_funded_and_the_result_says_so(AllocationRule rule, Completion completion, BallotKind kind)
    {
        var nobody = new SmallElection([60, 40], 100, 1, kind, []);
        Allocation.Allocation found = Allocator.Allocate(nobody.ToElection(), new RuleSettings { Rule = rule, Completion = completion });
        Assert.Empty(found.Order);
        Assert.Equal(100, found.Left);
        Assert.All(found.Pots[0].Steps, step => Assert.Equal((StepKind.BelowThreshold, 1L), (step.Kind, step.Short)));
        Assert.Equal(2, found.Pots[0].Steps.Length);
    }

    [Theory, MemberData(nameof(Rules))]
    public void With_blank_ballots_alone_nothing_is_funded(AllocationRule rule, Completion completion, BallotKind kind) => Assert.Empty(
        Allocator.Allocate(new SmallElection([60, 0], 100, 1, kind, [[], [], []]).ToElection(), new RuleSettings { Rule = rule, Completion = completion }).Order);

    [Theory, MemberData(nameof(Rules))]
    public void With_no_ballot_and_rules_that_fund_the_unsupported_every_rule_still_ends(AllocationRule rule, Completion completion, BallotKind kind)
    {
        var nobody = new SmallElection([60, 40, 30], 100, 1, kind, []);
        Allocation.Allocation found = Allocator.Allocate(nobody.ToElection(), new RuleSettings { Rule = rule, Completion = completion, FundsUnsupported = true });
        Assert.True(found.Spent <= 100);
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_project_without_a_supporter_changes_nothing_for_the_others(AllocationRule rule, Completion completion, BallotKind kind)
    {
        var random = new Random(21);
        var settings = new RuleSettings { Rule = rule, Completion = completion, Ties = [new(TieBreakKind.Id)] };
        for (int i = 0; i < 500; i++)
        {
            SmallElection election = SmallElection.Random(random, kind);
            if (election.Points(0) == 0)
                continue;
            // One that costs little and that nobody names, behind all the others.
            SmallElection more = election with { Costs = [.. election.Costs, 1] };
            Assert.Equal(Allocator.Allocate(election.ToElection(), settings).Order, Allocator.Allocate(more.ToElection(), settings).Order);
        }
    }

    [Fact]
    public void A_mark_of_zero_is_no_support_and_a_last_rank_is()
    {
        Assert.Empty(Allocator.Allocate(new SmallElection([10], 100, 1, BallotKind.Score, [[(0, 0)]]).ToElection(), new RuleSettings { Rule = AllocationRule.MostVotes }).Order);
        Assert.Single(Allocator.Allocate(new SmallElection([10], 100, 1, BallotKind.Rank, [[(0, 0)]]).ToElection(), new RuleSettings { Rule = AllocationRule.Score }).Order);
    }

    [Fact]
    public void Rules_that_fund_the_unsupported_say_so_in_their_text_and_others_say_nothing()
    {
        FrozenRules plain = FrozenRules.Create(BallotForm.ApproveUpTo(3), new(), LiveResults.Turnout, true, "en");
        FrozenRules all = FrozenRules.Create(BallotForm.ApproveUpTo(3), new() { FundsUnsupported = true }, LiveResults.Turnout, true, "en");
        Assert.DoesNotContain("funds_unsupported", plain.Text, StringComparison.Ordinal);
        Assert.Contains("\"funds_unsupported\": true", all.Text, StringComparison.Ordinal);
        Assert.True(FrozenRules.TryParse(all.Text, out FrozenRules? read, out _));
        Assert.True(read!.Allocation.FundsUnsupported);
        Assert.False(FrozenRules.TryParse(all.Text.Replace("\"funds_unsupported\": true", "\"funds_unsupported\": false", StringComparison.Ordinal), out _, out _));
    }
}
