using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>The declared result, page by page.</summary>
public sealed class RevealTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task Nothing_is_revealed_before_the_declaration()
    {
        var day = await OpenDay.CreateAsync(Services, "early");
        await day.EveryoneVotesAsync();
        foreach (var step in new[] { DayPhase.Closed, DayPhase.Counted })
        {
            Assert.Empty(await PagesAsync("early"));
            await day.StepAsync(step);
        }
        Assert.Empty(await PagesAsync("early"));
    }

    [Fact]
    public async Task Every_award_has_a_page_with_its_money_and_what_is_left_and_after_a_pots_awards_comes_who_missed()
    {
        var day = await OpenDay.CreateAsync(Services, "told", twoPots: true);
        await day.EveryoneVotesAsync();
        foreach (var step in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(step);
        var pages = await PagesAsync("told");
        var result = JsonDocument.Parse((await JsonAsync("/api/days/told/standings")).GetProperty("result").GetString()!).RootElement;
        var awards = result.GetProperty("awards").EnumerateArray().ToArray();

        Assert.Equal("cover", Kind(pages[0]));
        Assert.Contains(result.GetProperty("ballots").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture), pages[0].GetProperty("line").GetString()!, StringComparison.Ordinal);
        Assert.Equal("thanks", Kind(pages[^1]));
        var told = pages.Where(page => Kind(page) == "award").ToArray();
        Assert.Equal(awards.Select(award => award.GetProperty("project").GetString()).Order(StringComparer.Ordinal), told.Select(page => page.GetProperty("project").GetString()).Order(StringComparer.Ordinal));
        foreach (var page in told)
        {
            var amount = awards.Single(award => award.GetProperty("project").GetString() == page.GetProperty("project").GetString()).GetProperty("amount").GetInt64();
            Assert.Contains($"£{amount / 100:#,0}", Figures(page));
        }
        Assert.Contains($"£{result.GetProperty("left").GetInt64() / 100:#,0}", Figures(pages[^1]));
        Assert.All(pages.Where(page => Kind(page) == "missed"), page => Assert.StartsWith("is not funded", page.GetProperty("line").GetString(), StringComparison.Ordinal));
        Assert.All(pages.Where(page => Kind(page) == "list"), page => Assert.InRange(page.GetProperty("rows").GetArrayLength(), 1, 5));
        Assert.Equal(told.Length, pages.Where(page => Kind(page) == "list").Sum(page => page.GetProperty("rows").GetArrayLength()));

        // A page's number means the same page in every language.
        var gaelic = await PagesAsync("told", "gd");
        Assert.Equal(pages.Select(page => (Kind(page), page.GetProperty("project").GetString())), gaelic.Select(page => (Kind(page), page.GetProperty("project").GetString())));
        Assert.NotEqual(pages[^1].GetProperty("title").GetString(), gaelic[^1].GetProperty("title").GetString());
    }

    [Fact]
    public async Task Two_projects_of_one_title_are_told_apart_by_their_groups_on_their_pages_and_on_the_list()
    {
        var day = await OpenDay.CreateAsync(Services, "namesakes", BallotForm.ApproveUpTo(15), more: 2, oneTitle: true);
        for (var card = 0; card < 4; card++) await VoteAsync(day, card, ["1", "more-1", "more-2"]);
        var pages = await DeclaredAsync(day);
        string[] named = ["Another plan (\u2068Group 1\u2069)", "Another plan (\u2068Group 2\u2069)"];
        Assert.Equal(named, pages.Where(page => page.GetProperty("project").GetString()!.StartsWith("more-", StringComparison.Ordinal)).Select(page => page.GetProperty("title").GetString()).Order(StringComparer.Ordinal));
        var rows = pages.Where(page => Kind(page) == "list").SelectMany(page => page.GetProperty("rows").EnumerateArray()).Select(row => row.GetProperty("title").GetString()).ToArray();
        Assert.Equal(named, rows.Where(title => title!.StartsWith("Another plan", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(rows, title => !title!.StartsWith("Another plan", StringComparison.Ordinal) && title.Contains('\u2068', StringComparison.Ordinal));
    }

    /// <summary>On the paper stand 4, which nobody chose, then more-9 and more-10, which do not fit: more-10 has more votes.</summary>
    [Theory]
    [InlineData("next-votes", AllocationRule.MostVotes, Completion.None, "is not funded: it costs £1,000, and £50 was left. Votes: 2.")]
    [InlineData("next-shares", AllocationRule.EqualShares, Completion.None, "is not funded: its supporters together do not hold its cost. Votes: 2.")]
    [InlineData("next-completed", AllocationRule.EqualShares, Completion.Greedy, "is not funded: it costs £1,000, and £50 was left. Votes: 2.")]
    public async Task The_next_one_is_who_would_get_freed_money_and_not_who_was_shut_out(string id, AllocationRule rule, Completion completion, string line)
    {
        var day = await OpenDay.CreateAsync(Services, id, BallotForm.ApproveUpTo(15), more: 10, rule: new RuleSettings { Rule = rule, Completion = completion });
        string[] everybodys = ["1", "2", "3", "area/5", .. Enumerable.Range(1, 8).Select(at => $"more-{at}")];
        await VoteAsync(day, 0, [.. everybodys, "more-9", "more-10"]);
        await VoteAsync(day, 1, [.. everybodys, "more-10"]);
        for (var card = 2; card < 11; card++) await VoteAsync(day, card, everybodys);
        var missed = Assert.Single(await DeclaredAsync(day), page => Kind(page) == "missed");
        Assert.Equal("more-10", missed.GetProperty("project").GetString());
        Assert.Equal(line, missed.GetProperty("line").GetString());
    }

    [Fact]
    public async Task Where_all_that_took_part_are_funded_the_one_that_was_nearest_to_it_is_named_and_no_money_is_promised()
    {
        var day = await OpenDay.CreateAsync(Services, "all-funded", rule: new RuleSettings { Threshold = 3 });
        for (var card = 0; card < 4; card++) await VoteAsync(day, card, "1", "2");
        for (var card = 4; card < 6; card++) await VoteAsync(day, card, "area/5");
        await VoteAsync(day, 6, "3");
        var missed = Assert.Single(await DeclaredAsync(day), page => Kind(page) == "missed");
        Assert.Equal("area/5", missed.GetProperty("project").GetString());
        Assert.Equal("is not funded: it had fewer votes than a project needs (3). Votes: 2.", missed.GetProperty("line").GetString());
    }

    private static async Task VoteAsync(OpenDay day, int card, params string[] projects)
    {
        var derived = day.Cards[card].Derive(day.Origin);
        var ballot = Ballot.Approve(projects).Canonical;
        var cast = await day.Box.CastAsync(new CastBallot(derived.Number.ToString(), 1, derived.Proof(1).ToString(), ballot, Attempt.Of(Digest.Random().ToBytes()).ToString()), default);
        Assert.Equal(CastStatus.Accepted, cast.Status);
    }

    private async Task<JsonElement[]> DeclaredAsync(OpenDay day)
    {
        foreach (var step in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(step);
        return await PagesAsync(day.Id);
    }

    private IServiceProvider Services
    {
        get
        {
            _ = site.Client(); // Starts it.
            return site.Services;
        }
    }

    private static string Kind(JsonElement page) => page.GetProperty("kind").GetString()!;

    private static string[] Figures(JsonElement page) => [.. page.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("figure").GetString()!)];

    private async Task<JsonElement[]> PagesAsync(string day, string language = "en") => [.. (await JsonAsync($"/api/days/{day}/reveal", language)).EnumerateArray()];

    private async Task<JsonElement> JsonAsync(string address, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Language", language } } };
        using var answer = await site.Client().SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
