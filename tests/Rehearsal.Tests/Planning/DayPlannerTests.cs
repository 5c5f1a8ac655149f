using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Rehearsal.Tests.Planning;

public class DayPlannerTests
{
    private const string TwoProjects = "a;400;A\nb;300;B";

    [Fact]
    public void Approvals_keep_the_files_limit_money_in_minor_units_and_the_voters_own_choices()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Read(Files.Approval));

        Assert.Equal(BallotForm.ApproveUpTo(3), plan.Rules.Form);
        Assert.Equal(AllocationRule.MostVotes, plan.Rules.Allocation.Rule);
        Assert.True(plan.Rules.Replacement);
        Assert.Equal(100_000, plan.Paper.Pots[0].Amount);
        Assert.Equal([40_000, 35_050, 30_000, 25_000, 500_000], plan.Paper.Proposals.Select(p => p.Ask));
        Assert.Equal("Cook once, eat together", plan.Paper.Find("2")!.Title);
        Assert.Equal(["approve 1 2", "approve 1 3", "approve 2 4", "approve 1"], plan.Ballots.Take(4).Select(b => b.Canonical));
        Assert.Equal("blank", plan.Ballots[7].Canonical);
    }

    [Fact]
    public void A_ballot_that_the_form_forbids_is_left_out_and_counted()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Read(Files.Approval));

        Assert.Equal(11, plan.Ballots.Length);
        Assert.Equal(1, plan.Forbidden);
        Assert.Contains(plan.Notes, note => note.Contains("too-many 1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vote_type;approval\nmin_length;2\nmax_length;2", 2, 2)]
    [InlineData("vote_type;approval\nmin_length;1", 1, 0)]
    [InlineData("vote_type;approval", 1, 0)]
    [InlineData("vote_type;choose-1", 1, 1)]
    [InlineData("vote_type;approval\nmin_length;9", 2, 0)]
    public void Limits_come_from_META_and_never_ask_for_more_than_the_paper_holds(string meta, int least, int most) =>
        Assert.Equal(new BallotForm(BallotKind.Approve, least, most), DayPlanner.Plan(Files.Of(meta, TwoProjects, "voter_id;vote\n1;a,b\n2;a")).Rules.Form);

    [Fact]
    public void Approvals_that_had_to_fit_the_budget_still_have_to()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Of("vote_type;approval\nmax_sum_cost;1000", "a;700;A\nb;300;B\nc;400;C", "voter_id;vote\n1;a,b\n2;a,c"));

        Assert.Equal(BallotForm.FitThePot(), plan.Rules.Form);
        Assert.Equal(["approve a b"], plan.Ballots.Select(b => b.Canonical));
    }

    [Fact]
    public void Ranks_keep_their_order_and_are_counted_in_points()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Of("vote_type;ordinal\nmax_length;2", TwoProjects, "voter_id;vote\n1;b,a\n2;a"));

        Assert.Equal(BallotForm.RankUpTo(2), plan.Rules.Form);
        Assert.Equal(AllocationRule.Score, plan.Rules.Allocation.Rule);
        Assert.Equal(["rank b a", "rank a"], plan.Ballots.Select(b => b.Canonical));
    }

    [Fact]
    public void Points_that_nearly_all_deal_out_whole_are_points_and_the_others_are_forbidden()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Of("vote_type;cumulative\nmax_sum_points;5", TwoProjects, $"voter_id;vote;points\n{string.Concat(Enumerable.Range(0, 18).Select(i => $"{i};b,a;2,3\n"))}18;a;5.0\n19;a,b;1,1"));

        Assert.Equal(BallotForm.Points(5), plan.Rules.Form);
        Assert.Equal(["points a=3 b=2", "points a=5"], plan.Ballots.Select(b => b.Canonical).Distinct());
        Assert.Equal((19, 1), (plan.Ballots.Length, plan.Forbidden));
    }

    [Fact]
    public void Points_that_many_keep_some_of_are_played_as_scores()
    {
        PlannedDay plan = DayPlanner.Plan(Files.Of("vote_type;cumulative\nmax_sum_points;5", TwoProjects, "voter_id;vote;points\n1;b,a;2,1\n2;a;5\n3;a,b;0,1"));

        Assert.Equal(BallotForm.Score(5), plan.Rules.Form);
        Assert.Equal(["score a=1 b=2", "score a=5", "score a=0 b=1"], plan.Ballots.Select(b => b.Canonical));
        Assert.Equal(0, plan.Forbidden);
        Assert.Contains(plan.Notes, note => note.Contains("scores", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_stand_on_a_paper_is_left_out_or_named_anew_and_said()
    {
        string title = new('x', 200);
        PlannedDay plan = DayPlanner.Plan(Files.Of("vote_type;approval", $"a b;400;{title}\nproject-1;300;\nfree;0;Nothing", "voter_id;vote\n1;a b,free\n2;project-1,free,unknown,project-1"));

        Assert.Equal(["project-1-", "project-1"], plan.Paper.Proposals.Select(p => p.Id));
        Assert.Equal(["approve project-1-", "approve project-1"], plan.Ballots.Select(b => b.Canonical));
        Assert.Equal(120, plan.Paper.Proposals[0].Title.Length);
        Assert.Equal("project-1", plan.Paper.Proposals[1].Title);
        Assert.Contains(plan.Notes, note => note.StartsWith("1 project that costs nothing", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.StartsWith("1 project has an id", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, note => note.StartsWith("1 title is cut", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_nothing_but_forbidden_ballots_cannot_be_played() =>
        Assert.Throws<UnusableException>(() => DayPlanner.Plan(Files.Of("vote_type;approval\nmax_length;1", TwoProjects, "voter_id;vote\n1;a,b")));

    [Fact]
    public void A_file_that_is_no_election_is_refused_with_its_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("broken.pb");
        File.WriteAllText(path, "META\nkey;value\nbudget;much\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n");

        Assert.Contains("line 3", Assert.Throws<UnusableException>(() => DayPlanner.Read(path)).Message, StringComparison.Ordinal);
    }
}
