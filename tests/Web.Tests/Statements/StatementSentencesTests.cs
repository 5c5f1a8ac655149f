using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Statements;

/// <summary>Why a project is not funded, in a sentence: what it needed, what was left, and its votes.</summary>
public sealed class StatementSentencesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private string Sentence(ResultStep step, long ask, long minimum, long? votes = null)
    {
        var say = site.Services.GetRequiredService<IStringLocalizer<StatementWords>>();
        var paper = Paper.Create("test.example/day", "2026-11-28", "en", "GBP", 2, [new Pot("main", "Money", 2_500_000)], [],
            [new Proposal { Id = "7", Title = "Swings", Pot = "main", Ask = ask, Minimum = minimum }]);
        var document = new ResultDocument(9, 0, 0, [step]);
        var known = votes is { } many ? ImmutableDictionary<string, long>.Empty.Add("7", many) : ImmutableDictionary<string, long>.Empty;
        return say.Sentence(step, new CountedResult(document, paper, "GBP") { Votes = known });
    }

    [Theory]
    [InlineData(0, 140_000, "is not funded: it asks for £3,500 and needs at least £1,400, and £0 was left. Votes: 9.")]
    [InlineData(139_999, 1, "is not funded: it asks for £3,500 and needs at least £1,400, and £1,399.99 was left. Votes: 9.")]
    public void Where_a_part_may_be_given_the_least_is_named(long left, long missing, string sentence) =>
        Assert.Equal(sentence, Sentence(new ResultStep("does-not-fit", "7", 0, left, missing), ask: 350_000, minimum: 140_000, votes: 9));

    [Theory]
    [InlineData("does-not-fit", "is not funded: it costs £3,500, and £100 was left.")]
    [InlineData("stopped", "is not funded: it costs £3,500, and £100 was left. There the sharing out stopped.")]
    public void Where_it_is_all_or_nothing_the_cost_is_named(string step, string sentence) =>
        Assert.Equal(sentence, Sentence(new ResultStep(step, "7", 0, 10_000, 340_000), ask: 350_000, minimum: 350_000));

    [Theory] // With those votes it would have taken part, which is not yet money.
    [InlineData(0, "is not funded: it had fewer votes than a project needs (3). Votes: 0.")]
    [InlineData(2, "is not funded: it had fewer votes than a project needs (5). Votes: 2.")]
    [InlineData(null, "is not funded: it had less support than a project needs. Short by: 3.")]
    public void Below_the_threshold_nothing_is_promised_for_more_votes(int? votes, string sentence) =>
        Assert.Equal(sentence, Sentence(new ResultStep("below-threshold", "7", 0, 0, 3), 350_000, 350_000, votes));

    [Fact]
    public void A_project_that_a_completion_funds_is_told_of_once()
    {
        var document = new ResultDocument(9, 0, 0,
        [
            new("below-threshold", "1", 0, 900, 1), new("funded", "2", 300, 600, 0), new("cannot-pay", "3", 0, 600, 50), new("cannot-pay", "4", 0, 600, 90),
            new("funded", "3", 500, 100, 0), new("does-not-fit", "4", 0, 100, 90),
        ]);
        Assert.Equal([("1", "below-threshold"), ("2", "funded"), ("3", "funded"), ("4", "does-not-fit")], document.Ends.Select(step => (step.Project, step.Step)));
    }

    [Fact]
    public async Task The_statement_names_the_votes_of_every_project()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], cards: 4);
        await day.EveryoneVotesAsync(); // 1 and 2; 1 and 3; 2 and area/5
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        var page = WebUtility.HtmlDecode(await site.Client().GetStringAsync($"/audit/{day.Id}/statement"));
        Assert.Equal(2, page.Split("Votes: 2.").Length - 1);
        Assert.Equal(2, page.Split("Votes: 1.").Length - 1);
    }
}
