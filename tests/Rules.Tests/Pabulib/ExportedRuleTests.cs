using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Tests.Pabulib.Checking;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>
/// The name that a day's file gives to its rule: one that the file's own votes and costs reproduce, and what it leaves out said in the comment.
/// Source: pabulib.org/format, the META key <c>rule</c>.
/// </summary>
public class ExportedRuleTests
{
    // Costs 60, 50, 30, 20 of 100; votes 4, 3, 2, 0 unless said otherwise.
    private const string Usual = "a,a,a,a,b,b,b,c,c";

    [Theory]
    [InlineData(Usual, 0, "skip", false, "greedy", null, "a1 b0 c1 d0")]
    [InlineData("a,a,a,b,b", 0, "skip", false, "greedy-threshold", "1", "a1 b0 c0 d0")]
    [InlineData("a,a,a,b,b", 0, "skip", true, "greedy", null, "a1 b0 c0 d1")]
    [InlineData(Usual, 0, "skip", true, "greedy", null, "a1 b0 c1 d0")]
    [InlineData("a,a,a,b,b,d,d,c", 0, "skip", false, "greedy", null, "a1 b0 c0 d1")]
    [InlineData(Usual, 3, "skip", false, "greedy-threshold", "3", "a1 b0 c0 d0")]
    [InlineData(Usual, 0, "stop", false, "greedy-no-skip", null, "a1 b0 c0 d0")]
    [InlineData("c,c,c,d,d", 0, "stop", false, "greedy-no-skip", "1", "a0 b0 c1 d1")]
    [InlineData(Usual, 0, "part", false, "greedy-custom", null, "a1 b2 c0 d0")]
    [InlineData("a,a,a,c,c", 0, "part", false, "greedy", null, "a1 b0 c1 d0")]
    [InlineData(Usual, 0, "reach:80", false, "greedy-custom", null, "a1 b2 c0 d0")]
    public void Most_votes_is_named_by_what_the_file_reproduces(
        string votes, long threshold, string marginal, bool unsupported, string rule, string? least, string selected)
    {
        Assert.True(MarginalPolicy.TryParse(marginal, out MarginalPolicy policy));
        PabulibSheet sheet = Export(votes, new() { Threshold = threshold, Marginal = policy, FundsUnsupported = unsupported });
        Assert.Equal((rule, least, selected), (sheet["rule"], sheet["min_project_score_threshold"], Selected(sheet)));
    }

    [Fact]
    public void A_threshold_in_per_cent_is_one_in_votes() =>
        Assert.Equal("3", Export(Usual, new() { ThresholdPercent = 30 })["min_project_score_threshold"]);

    [Fact]
    public void Money_given_in_part_or_beyond_the_pot_is_said_in_the_comment()
    {
        Assert.Contains("Project b has selected 2: it got 40 of 50.", Export(Usual, new() { Marginal = new(MarginalKind.Part) })["comment"]!, StringComparison.Ordinal);
        Assert.Contains("Project b has selected 2: it was funded in full, though less was left.", Export(Usual, new() { Marginal = new(MarginalKind.Reach, 80) })["comment"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,a,b,c,c,d", "none", "equalshares", "a0 b0 c1 d0")]
    [InlineData("a,a,a,a,a,a,b,c,c,d", "none", "equalshares", "a1 b0 c0 d0")]
    [InlineData("a,a,a,a,a,a,b,c,c,d", "greedy", "equalshares", "a1 b0 c2 d0")]
    [InlineData("a,a,a,a,a,a,b,c,c,d", "add1", "equalshares/add1", "a1 b0 c1 d0")]
    [InlineData("a,a,a,a,a,a,b,c,c,d", "add1-greedy", "equalshares/add1", "a1 b0 c1 d0")]
    [InlineData("c,d", "add1", "equalshares", "a0 b0 c1 d1")]
    [InlineData("", "add1", "equalshares", "a0 b0 c0 d0")]
    public void Equal_Shares_is_named_by_what_the_file_reproduces(string votes, string completion, string rule, string selected)
    {
        Assert.True(Text.Words.TryRead(completion, out Completion of));
        PabulibSheet sheet = Export(votes, new() { Rule = AllocationRule.EqualShares, Completion = of });
        Assert.Equal((rule, selected), (sheet["rule"], Selected(sheet)));
        Assert.Contains($"completion {completion}", sheet["comment"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_completes_Equal_Shares_is_said_in_the_comment() => Assert.Contains(
        "Selected 2 from what Equal Shares left, by votes: c.",
        Export("a,a,a,a,a,a,b,c,c,d", new() { Rule = AllocationRule.EqualShares, Completion = Completion.Greedy })["comment"]!, StringComparison.Ordinal);

    [Fact]
    public void Equal_Shares_has_no_name_where_the_checker_would_give_up_at_a_tie() =>
        Assert.Equal("unknown", Export("e,f,e,f", new() { Rule = AllocationRule.EqualShares }, same: true)["rule"]);

    [Theory]
    [InlineData("votes for its cost")]
    [InlineData("shares by number")]
    [InlineData("Phragmén")]
    public void A_rule_without_a_name_is_unknown_and_the_comment_says_which_it_was(string rule)
    {
        PabulibSheet sheet = Export(Usual, ExportedDays.Rules[rule]);
        Assert.Equal("unknown", sheet["rule"]);
        Assert.Contains($"The rule of the day: {Text.Words.Of(ExportedDays.Rules[rule].Rule)},", sheet["comment"]!, StringComparison.Ordinal);
    }

    /// <summary>One vote for each letter; costs 60, 50, 30 and 20 of 100, or two projects of 40.</summary>
    private static PabulibSheet Export(string votes, RuleSettings settings, bool same = false)
    {
        Paper paper = Paper.Create("o", "d", "en", "GBP", 0, [new("pot", "Pot", 100)], [], same
            ? [Project("e", 40), Project("f", 40)]
            : [Project("a", 60), Project("b", 50), Project("c", 30), Project("d", 20)]);
        Ballot[] ballots = [.. votes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Ballot.Approve(id))];
        string file = Assert.Single(ExportedDays.Export(paper, ExportedDays.Freeze(BallotForm.ApproveUpTo(2), settings)!, ballots));
        Assert.Empty(PabulibCheck.Errors(file));
        return PabulibSheet.Read(file);
    }

    private static Proposal Project(string id, long ask) => SmallPaper.Of(id, id, "pot", ask) with { Minimum = 1 };

    private static string Selected(PabulibSheet sheet) =>
        string.Join(' ', sheet.Projects.OrderBy(project => project["project_id"], StringComparer.Ordinal).Select(project => project["project_id"] + project["selected"]));
}
