using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Papers;

/// <summary>Each way in which a form or a rule can be impossible, one at a time, beside the nearest that is possible.</summary>
public class RulesCheckTests
{
    private static readonly BallotForm UpToThree = BallotForm.ApproveUpTo(3);

    public static TheoryData<string, BallotForm> ImpossibleForms => new()
    {
        { "an extra of no votes", UpToThree with { Extra = new("g", 0) } },
        { "an extra beside scores", new(BallotKind.Score, 1, 3, 5, false, false, new("g", 1)) },
        { "an extra without a limit", BallotForm.ApproveAtLeast(1) with { Extra = new("g", 1) } },
        { "none at least", UpToThree with { Least = 0 } },
        { "less than none at most", UpToThree with { Most = -1 } },
        { "at most below at least", UpToThree with { Least = 4 } },
        { "a top on approvals", UpToThree with { Top = 1 } },
        { "no top on scores", new(BallotKind.Score, 1, 3, 0, false, false, null) },
        { "a top above all values", new(BallotKind.Score, 1, 3, Ballot.MaxValue + 1, false, false, null) },
        { "a wider spread than points", new(BallotKind.Points, 4, 5, 3, false, false, null) },
        { "a knapsack of ranks", new(BallotKind.Rank, 1, 3, 0, false, true, null) },
        { "a blank form", new(BallotKind.Blank, 1, 0, 0, false, false, null) },
    };

    public static TheoryData<BallotForm> PossibleForms =>
    [
        UpToThree with { Extra = new("g", 1) }, UpToThree with { Least = 3 }, BallotForm.ApproveAtLeast(2), UpToThree with { Knapsack = true },
        new BallotForm(BallotKind.Score, 1, 3, Ballot.MaxValue, false, false, null), new BallotForm(BallotKind.Points, 3, 5, 3, false, false, null), new BallotForm(BallotKind.Rank, 1, 3, 0, true, false, null),
    ];

    [Theory, MemberData(nameof(ImpossibleForms))]
    public void An_impossible_form_is_refused(string why, BallotForm form) => Assert.False(Try(form, new(), out _), why);

    [Theory, MemberData(nameof(PossibleForms))]
    public void The_nearest_possible_form_is_taken(BallotForm form) => Assert.True(Try(form, new(), out string? problem), problem);

    [Theory]
    [InlineData("skip", true)]
    [InlineData("part", true)]
    [InlineData("reach:1", true)]
    [InlineData("reach:100", true)]
    [InlineData("reach:0", false)]
    [InlineData("reach:101", false)]
    [InlineData("reach:-1", false)]
    [InlineData("reach:080", false)]
    [InlineData("reach: 80", false)]
    [InlineData("reach", false)]
    [InlineData("Skip", false)]
    public void A_policy_is_read_within_its_bounds(string text, bool known)
    {
        Assert.Equal(known, MarginalPolicy.TryParse(text, out MarginalPolicy policy));
        if (known)
            Assert.Equal(text, policy.ToString());
    }

    [Theory]
    [InlineData(MarginalKind.Reach, 0, false)]
    [InlineData(MarginalKind.Reach, 1, true)]
    [InlineData(MarginalKind.Reach, 100, true)]
    [InlineData(MarginalKind.Reach, 101, false)]
    [InlineData(MarginalKind.Skip, 0, true)]
    [InlineData(MarginalKind.Skip, 1, false)]
    [InlineData(MarginalKind.Part, 100, false)]
    public void Reach_alone_has_a_percentage(MarginalKind kind, int percent, bool possible) =>
        Assert.Equal(possible, new RuleSettings { Marginal = new(kind, percent) }.Problem is null);

    [Theory]
    [InlineData(0, 0, 0, 0, true)]
    [InlineData(-1, 0, 0, 0, false)]
    [InlineData(0, 100, 100, 0, true)]
    [InlineData(0, 101, 0, 0, false)]
    [InlineData(0, -1, 0, 0, false)]
    [InlineData(0, 0, 101, 0, false)]
    [InlineData(0, 0, -1, 0, false)]
    [InlineData(0, 0, 0, -1, false)]
    public void Thresholds_caps_and_floors_have_bounds(long threshold, int percent, int cap, int floor, bool possible) => Assert.Equal(
        possible, new RuleSettings { Threshold = threshold, ThresholdPercent = percent, CapPercent = cap, FloorHundredths = floor }.Problem is null);

    [Theory]
    [InlineData(BallotKind.Approve, AllocationRule.AverageScore, false)]
    [InlineData(BallotKind.Points, AllocationRule.AverageScore, false)]
    [InlineData(BallotKind.Score, AllocationRule.AverageScore, true)]
    [InlineData(BallotKind.Approve, AllocationRule.Score, false)]
    [InlineData(BallotKind.Approve, AllocationRule.ScorePerCost, false)]
    [InlineData(BallotKind.Rank, AllocationRule.ScorePerCost, true)]
    public void A_rule_that_counts_points_needs_ballots_that_have_them(BallotKind kind, AllocationRule rule, bool possible) =>
        Assert.Equal(possible, Try(new(kind, 1, 3, kind is BallotKind.Score or BallotKind.Points ? 5 : 0, false, false, null), new() { Rule = rule }, out _));

    [Theory]
    [InlineData(BallotKind.Approve, Utility.Points, false)]
    [InlineData(BallotKind.Rank, Utility.Points, false)]
    [InlineData(BallotKind.Points, Utility.Points, true)]
    [InlineData(BallotKind.Score, Utility.Points, true)]
    [InlineData(BallotKind.Score, Utility.Borda, false)]
    [InlineData(BallotKind.Rank, Utility.Borda, true)]
    [InlineData(BallotKind.Approve, Utility.Cost, true)]
    public void A_worth_needs_ballots_that_say_it(BallotKind kind, Utility utility, bool possible) => Assert.Equal(possible, Try(
        new(kind, 1, 3, kind is BallotKind.Score or BallotKind.Points ? 5 : 0, false, false, null), new() { Rule = AllocationRule.EqualShares, Utility = utility }, out _));

    private static bool Try(BallotForm form, RuleSettings settings, out string? problem) =>
        FrozenRules.TryCreate(form, settings, LiveResults.Turnout, true, ["en"], out _, out problem);
}
