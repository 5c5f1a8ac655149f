using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The files here are invented.</summary>
public sealed class PabulibDayTests
{
    private const string Election = """
        META
        key;value
        description;Invented Harbour 2025
        currency;EUR
        num_projects;3
        num_votes;1
        budget;1000.50
        vote_type;approval
        max_length;2
        PROJECTS
        project_id;cost;name
        7;300;Benches
        12;700.25;A longer pier
        free;0;Goodwill
        VOTES
        voter_id;vote
        1;7,12
        """;

    [Fact]
    public void Projects_budget_and_limit_come_from_the_file()
    {
        Assert.True(PabulibDay.TryRead(Election, "en", "pot", out var day, out _));
        Assert.Equal(("Invented Harbour 2025", 100_050L, "EUR"), (day!.Title, day.Budget, day.Currency));
        Assert.Equal([("7", 30_000L), ("12", 70_025L)], day.Proposals.Select(proposal => (proposal.Id, proposal.Content.Ask)));
        Assert.Equal(("up-to", 2), (day.Rules.Choose, day.Rules.Number));
        Assert.Contains(day.Notes, note => note.Contains("cost nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("budget;1000.50", "budget;plenty", "line 7")]
    [InlineData("7;300;Benches", "7 a;300;Benches", "'7 a'")]
    [InlineData("12;700.25;A longer pier", "12;1700.255;A longer pier", "two decimal digits")]
    public void What_cannot_be_used_is_said_with_its_place(string good, string bad, string said)
    {
        Assert.False(PabulibDay.TryRead(Election.Replace(good, bad, StringComparison.Ordinal), "en", "pot", out _, out var problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }
}
