using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>The name that a day's file gives to its rule. Source: pabulib.org/format, the META key <c>rule</c>.</summary>
public class ExportedRuleTests
{
    [Theory]
    [InlineData(0, MarginalKind.Skip, "greedy")]
    [InlineData(1, MarginalKind.Skip, "greedy-threshold")]
    [InlineData(1000, MarginalKind.Skip, "greedy-threshold")]
    [InlineData(0, MarginalKind.Stop, "greedy-no-skip")]
    [InlineData(0, MarginalKind.Part, "greedy-custom")]
    [InlineData(0, MarginalKind.Reach, "greedy-custom")]
    public void Most_votes_is_named_by_its_threshold_and_by_what_does_not_fit(long threshold, MarginalKind kind, string rule) =>
        Assert.Equal(rule, RuleOf(new() { Threshold = threshold, Marginal = new(kind, kind == MarginalKind.Reach ? 80 : 0) }));

    [Fact]
    public void A_threshold_in_per_cent_is_a_threshold_too() => Assert.Equal("greedy-threshold", RuleOf(new() { ThresholdPercent = 5 }));

    [Theory]
    [InlineData(Completion.None, "equalshares")]
    [InlineData(Completion.Greedy, "equalshares")]
    [InlineData(Completion.Add1, "equalshares/add1")]
    [InlineData(Completion.Add1Greedy, "equalshares/add1")]
    public void Equal_Shares_is_named_by_whether_the_money_rises(Completion completion, string rule) =>
        Assert.Equal(rule, RuleOf(new() { Rule = AllocationRule.EqualShares, Completion = completion }));

    private static string? RuleOf(RuleSettings settings)
    {
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(3), settings, LiveResults.Turnout, true, "en");
        PabulibFacts facts = new("Troon decides", "United Kingdom", "South Ayrshire", "2026", new(2026, 3, 7), new(2026, 3, 7));
        return PabulibExport.Of(SmallPaper.Paper, rules, [], facts, allocation: null)["rule"];
    }
}
