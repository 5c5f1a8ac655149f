using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>Numbers in sentences: one of a thing, and any other number of it.</summary>
public class ReasonTextTests
{
    [Theory]
    [InlineData(BallotKind.Approve, AllocationRule.MostVotes, 1, "with 1 vote it")]
    [InlineData(BallotKind.Approve, AllocationRule.MostVotes, 2, "with 2 votes it")]
    [InlineData(BallotKind.Score, AllocationRule.Score, 1, "with 1 point it")]
    [InlineData(BallotKind.Score, AllocationRule.Score, 3, "with 3 points it")]
    public void Support_is_counted_in_the_right_word(BallotKind kind, AllocationRule rule, int support, string said)
    {
        (int, int)[][] ballots = kind == BallotKind.Approve ? [.. Enumerable.Repeat<(int, int)[]>([(0, 1)], support)] : [[(0, support)]];
        Assert.Contains(said, Of(new SmallElection([60], 100, 1, kind, [.. ballots]), new() { Rule = rule }, "a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 vote, 1 vote below the threshold")]
    [InlineData(2, "1 vote, 2 votes below the threshold")]
    public void What_is_missing_is_counted_in_the_right_word(int missing, string said) => Assert.Contains(
        said, Of(new SmallElection([60], 100, 1, BallotKind.Approve, [[(0, 1)]]), new() { Threshold = 1 + missing }, "a"), StringComparison.Ordinal);

    [Fact]
    public void A_project_that_nobody_supports_is_short_of_one_vote() => Assert.Equal(
        "Not funded: 0 votes, 1 vote below the threshold.", Of(new SmallElection([60], 100, 1, BallotKind.Approve, []), new(), "a"));

    [Theory]
    [InlineData(2, "1 more vote would have funded it")]
    [InlineData(3, "2 more votes would have funded it")]
    public void Votes_that_would_have_decided_are_counted_in_the_right_word(int ahead, string said)
    {
        (int, int)[][] ballots = [.. Enumerable.Repeat<(int, int)[]>([(0, 1)], ahead), [(1, 1)]];
        Assert.Contains(said, Of(new SmallElection([60, 50], 100, 1, BallotKind.Approve, [.. ballots]), new() { Ties = [new(TieBreakKind.LowerCost), new(TieBreakKind.Id)] }, "b"), StringComparison.Ordinal);
    }

    /// <summary>Behind a, 40 of 50 are left: with 80 % that is enough, and with 81 % b would have had to come before a.</summary>
    [Theory]
    [InlineData(81, true)]
    [InlineData(80, false)]
    public void Votes_that_would_have_decided_are_counted_under_a_reach_too(int percent, bool missed)
    {
        (int, int)[][] ballots = [[(0, 1)], [(0, 1)], [(0, 1)], [(1, 1)]];
        var settings = new RuleSettings
        {
            Marginal = new(MarginalKind.Reach, percent),
            Ties = [new(TieBreakKind.LowerCost), new(TieBreakKind.Id)],
        };
        string said = Of(new SmallElection([60, 50], 100, 1, BallotKind.Approve, [.. ballots]), settings, "b");
        Assert.Equal(missed, said.Contains("2 more votes would have funded it", StringComparison.Ordinal));
    }

    private static string Of(SmallElection election, RuleSettings settings, string project) => ReasonText.English(
        Reasons.Of(Allocator.Allocate(election.ToElection(), settings)).Single(reason => string.Equals(reason.Project, project, StringComparison.Ordinal)), amount => $"£{amount}");
}
