using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
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
        Assert.All(pages.Where(page => Kind(page) == "list"), page => Assert.InRange(page.GetProperty("rows").GetArrayLength(), 1, 8));
        Assert.Equal(told.Length, pages.Where(page => Kind(page) == "list").Sum(page => page.GetProperty("rows").GetArrayLength()));

        // A page's number means the same page in every language.
        var gaelic = await PagesAsync("told", "gd");
        Assert.Equal(pages.Select(page => (Kind(page), page.GetProperty("project").GetString())), gaelic.Select(page => (Kind(page), page.GetProperty("project").GetString())));
        Assert.NotEqual(pages[^1].GetProperty("title").GetString(), gaelic[^1].GetProperty("title").GetString());
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
