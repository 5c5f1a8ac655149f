using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Papers;

/// <summary>How much money and how many projects a paper may hold, at the bound and one beyond it.</summary>
public class PaperBoundsTests
{
    [Theory]
    [InlineData(Paper.MostMoney, 0, true)]
    [InlineData(Paper.MostMoney - 1, 1, true)]
    [InlineData(Paper.MostMoney, 1, false)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    [InlineData(long.MaxValue, 0, false)]
    [InlineData(-1, 1, false)]
    public void The_pots_together_hold_what_can_be_added_up(long first, long second, bool possible) =>
        Assert.Equal(possible, Problem([new("a", "A", first), new("b", "B", second)], Project("p", 10)) is null);

    [Theory]
    [InlineData(Paper.MostMoney, true)]
    [InlineData(Paper.MostMoney + 1, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_project_asks_for_what_a_pot_could_hold(long ask, bool possible) =>
        Assert.Equal(possible, Problem([new("a", "A", 100)], Project("p", ask)) is null);

    [Theory]
    [InlineData(Paper.MostProposals, true)]
    [InlineData(Paper.MostProposals + 1, false)]
    public void A_paper_has_no_more_projects_than_can_be_shown(int number, bool possible) =>
        Assert.Equal(possible, Problem([new("a", "A", 100)], [.. Enumerable.Range(1, number).Select(i => Project($"p{i}", 10))]) is null);

    [Theory]
    [InlineData("pb.south.example/troon-2026", true)]
    [InlineData("!~", true)]
    [InlineData("", false)]
    [InlineData("pb south", false)]
    [InlineData("pb+south", false)]
    [InlineData("pb\u007F", false)]
    [InlineData("pb\n", false)]
    [InlineData("troón", false)]
    public void An_origin_is_of_printed_ASCII_without_space_and_plus_sign(string origin, bool possible) =>
        Assert.Equal(possible, Problem(origin, [new("a", "A", 100)], Project("p", 10)) is null);

    private static string? Problem(Pot[] pots, params Proposal[] proposals) => Problem("o", pots, proposals);

    private static string? Problem(string origin, Pot[] pots, params Proposal[] proposals)
    {
        try
        {
            Paper.Create(origin, "d", "en", "GBP", 2, [.. pots], [], [.. proposals]);
            return null;
        }
        catch (ArgumentException problem)
        {
            return problem.Message;
        }
    }

    private static Proposal Project(string id, long ask) => SmallPaper.Paper.Proposals[0] with { Id = id, Pot = "a", Ask = ask, Minimum = ask, Tier = null, Area = null, Theme = null, Conflicts = [] };
}
