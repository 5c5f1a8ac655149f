using PbDecisionDay.Rehearsal.Checking;
using PbDecisionDay.Rehearsal.Planning;
using PbDecisionDay.Rehearsal.Tests.Planning;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Tests.Checking;

public class ResultCheckTests
{
    private static readonly PlannedDay Plan = DayPlanner.Plan(Files.Read(Files.Approval));

    [Fact]
    public void The_right_result_passes() => Assert.Empty(Problems(Declared(Plan.Ballots)));

    [Fact]
    public void A_result_that_misses_a_ballot_is_found()
    {
        string[] problems = Problems(Declared([.. Plan.Ballots.Skip(1)]));

        Assert.Contains(problems, problem => problem.Contains("counts 10 ballots, but 11 were cast", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("differs from the own count", StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_with_another_award_is_found_by_the_naive_count_too()
    {
        string altered = Declared(Plan.Ballots).Replace("[\"1\", \"4\", \"3\"]", "[\"1\", \"4\", \"2\"]", StringComparison.Ordinal);

        Assert.Contains(Problems(altered), problem => problem.Contains("funds 1 4 2, but a naive count funds 1 4 3", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not a result")]
    public void A_result_that_cannot_be_read_is_found(string declared) => Assert.Single(Problems(declared));

    [Fact]
    public void The_naive_count_adds_votes_points_and_places()
    {
        var projects = new Dictionary<string, string> { ["a"] = "main", ["b"] = "main", ["c"] = "main" };

        Assert.Equal([2, 1, 0], IndependentCount.Support(["approve a b", "blank", "approve a"], projects).Values);
        Assert.Equal([2, 1, 0], IndependentCount.Support(["rank a b c"], projects).Values);
        Assert.Equal([1, 0, 0], IndependentCount.Support(["rank a b c"], new Dictionary<string, string>(projects) { ["b"] = "other" }).Values);
        Assert.Equal([7, 0, 3], IndependentCount.Support(["points a=2 c=3", "points a=5"], projects).Values);
        Assert.Equal([4, 0, 0], IndependentCount.Support(["score a=4 b=0"], projects).Values);
    }

    private static string Declared(IReadOnlyCollection<Ballot> ballots) => AllocationText.Print(Own(ballots), Plan.Paper, Plan.Rules);

    private static DayAllocation Own(IReadOnlyCollection<Ballot> ballots) => ResultCheck.Allocate(Plan.Paper, Plan.Rules, ballots, PaperChanges.None);

    private static string[] Problems(string declared) => [.. ResultCheck.Problems(declared, Plan.Paper, Plan.Rules, Plan.Ballots, Own(Plan.Ballots))];
}
