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

    [Fact]
    public void Votes_that_were_missing_are_a_number_and_no_money() =>
        Assert.Contains("more votes: 3. Votes: 0.", Sentence(new ResultStep("below-threshold", "7", 0, 0, 3), 350_000, 350_000, votes: 0), StringComparison.Ordinal);

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
