using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Tests.Pabulib;
using PbDecisionDay.Rules.Tests.Pabulib.Checking;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>
/// What ranks count on short ballots. Source: <c>borda_sat_func</c> of pabutools, length less place less 1;
/// docs/adr/0024.
/// </summary>
public class BordaTests
{
    private static readonly Paper Paper = ExportedDays.PaperOf(1);

    [Theory]
    [InlineData("p1", new[] { 0L, 0, 0, 0 })]
    [InlineData("p1 p2", new[] { 1L, 0, 0, 0 })]
    [InlineData("p3 p1 p2", new[] { 1L, 0, 2, 0 })]
    [InlineData("p1|p1 p2|p1 p2 p3|p1 p2 p3 p4", new[] { 6L, 3, 1, 0 })]
    public void A_project_gets_a_point_for_each_project_ranked_below_it(string ballots, long[] points)
    {
        Ballot[] ranked = Ranked(ballots);
        Assert.Equal(points, Election.Of(Paper, BallotKind.Rank, ranked).Support.Points.Take(4));
        var live = new Standings(Paper);
        foreach (Ballot ballot in ranked)
            live.Add(ballot);
        Assert.Equal(points, live.Points.Take(4));
    }

    [Fact]
    public void With_several_pots_live_points_are_those_that_each_pots_count_gives()
    {
        Paper paper = Paper.Create(
            "pb.example/two", "Two pots", "en", "GBP", 2, [new Pot("main", "Main", 1000), new Pot("small", "Small", 1000)], [],
            [.. "abcdef".Select((id, at) => new Proposal { Id = $"{id}", Title = $"{id}", Pot = at % 2 == 0 ? "main" : "small", Ask = 400, Minimum = 400 })]);
        Ballot[] ranked = [Ballot.Rank("a", "b", "c", "d"), Ballot.Rank("f", "e"), Ballot.Rank("c", "a", "f", "e", "b", "d"), Ballot.Blank];
        var live = new Standings(paper);
        foreach (Ballot ballot in ranked)
            live.Add(ballot);
        long[] counted = [.. paper.Proposals.Select(project => Enumerable.Range(0, 2)
            .Select(pot => Election.Of(paper, BallotKind.Rank, ranked).In(pot))
            .Sum(part => part.Projects.Select((at, place) => at.Id == project.Id ? part.Support.Points[place] : 0).Sum()))];
        Assert.Equal([2L, 2, 2, 0, 0, 2], counted);
        Assert.Equal(counted, live.Points);
        foreach (Ballot ballot in ranked)
            live.Remove(ballot);
        Assert.All(live.Points, points => Assert.Equal(0, points));
    }

    [Fact]
    public void One_ranked_project_gets_no_point_and_is_supported_and_can_be_funded()
    {
        Election election = Election.Of(Paper, BallotKind.Rank, Ranked("p1"));
        Assert.True(election.Support.IsSupported(0));
        Assert.Equal(["p1"], Allocator.Allocate(election, new RuleSettings { Rule = AllocationRule.Score }).Order);
    }

    [Fact]
    public void The_exported_score_is_what_Pabulibs_checker_adds_up_and_the_rule_is_named_where_both_select_the_same()
    {
        PabulibSheet sheet = Export("p1|p1 p2|p1 p2 p3");
        Assert.Equal(["p1 6", "p2 3", "p3 1"], sheet.Projects.Take(3).Select(project =>
            $"{project["project_id"]} {project["score"]}"));
        Assert.Equal("greedy-threshold", sheet["rule"]);
        // Beside p8 there is money for p6 or for p7: p7 has 3 points by our rule and 4 by the checker's count, p6 has
        // 1 and 7.
        PabulibSheet unlike = Export("p8 p1 p2 p3|p8 p1 p2 p3|p8 p1 p2 p3|p7 p1 p2 p3|p6|p6|p6|p6|p6|p6 p1");
        Assert.Equal(("greedy-custom", "1"), (unlike["rule"], unlike.Projects.Single(project =>
            project["project_id"] == "p7")["selected"]));
        Assert.Contains("and the last as 0", unlike["comment"]!, StringComparison.Ordinal);
    }

    private static PabulibSheet Export(string ballots)
    {
        FrozenRules rules = ExportedDays.Freeze(BallotForm.RankUpTo(4),
            new RuleSettings { Rule = AllocationRule.Score })!;
        string file = ExportedDays.Export(Paper, rules, Ranked(ballots))[0];
        Assert.Empty(PabulibCheck.Errors(file));
        return PabulibSheet.Read(file);
    }

    private static Ballot[] Ranked(string ballots) => [.. ballots.Split('|').Select(ballot =>
        Ballot.Rank(ballot.Split(' ')))];
}
