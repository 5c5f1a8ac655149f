using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>What a phone shows of a ballot before anything is scrolled: a low head, and two whole projects above the bar with the next step.</summary>
public sealed class FirstViewTests(Chromium chromium, EveryPage pages)
{
    // How many tiles stand whole between the page's head and the bar.
    private const string Whole =
        """
        () => {
          const bar = document.querySelector("#choose-step").getBoundingClientRect().top;
          return [...document.querySelectorAll("#ballot .choices > li")].filter((tile) => tile.getBoundingClientRect().bottom <= bar).length;
        }
        """;

    private const string Head = "() => document.querySelector('.site-header').getBoundingClientRect().height";

    // What says the most before the projects: held in every language, and the others in those that volunteers speak too.
    private static readonly string[] Wordiest = ["score", "points-per-pot", "rank-per-pot"];

    public static TheoryData<string, string> FormsAndLanguages()
    {
        var all = new TheoryData<string, string>();
        foreach (var form in FormDays.Forms.Keys)
            foreach (var language in SiteLanguage.All)
                if (Wordiest.Contains(form) || (language.Tag != SiteLanguage.Easy && language.Speaks(PageArea.Volunteer))) all.Add(form, language.Tag);
        return all;
    }

    [Theory, MemberData(nameof(FormsAndLanguages))]
    public async Task Every_form_shows_a_low_head_and_two_whole_projects(string form, string language)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"first-{form}-{language}");
        await LookAsync(day, language, $"first-{form}-{language}");
    }

    [Theory]
    [InlineData("up-to", 1)]
    [InlineData("score", 1)]
    [InlineData("knapsack", 1)]
    [InlineData("per-pot", 3)]
    [InlineData("knapsack-per-pot", 3)]
    [InlineData("per-pot", 5)]
    [InlineData("knapsack", 5)]
    [InlineData("rank-per-pot", 5)]
    [InlineData("points-per-pot", 5)]
    public async Task So_does_every_arrangement_of_pots(string form, int pots)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"first-{form}-in-{pots}");
        await LookAsync(day, "en", $"first-{form}-in-{pots}", paper => Arrange(paper, pots), wholeThen: pots > 3 ? 1 : 2);
    }

    [Theory]
    [InlineData("up-to")]
    [InlineData("knapsack")]
    [InlineData("points-per-pot")]
    public async Task So_does_a_ballot_that_can_be_searched(string form)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"first-{form}-long", more: 12);
        await LookAsync(day, "en", $"first-{form}-long", finders: 1);
    }

    private async Task LookAsync(OpenDay day, string language, string picture, Action<JsonNode>? change = null, int finders = 0, int wholeThen = 2)
    {
        await using var phone = await chromium.PhoneAsync();
        await phone.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var page = await phone.NewPageAsync();
        if (change is not null) await page.RouteAsync($"**/api/days/{day.Id}", async route =>
        {
            var answer = await route.FetchAsync();
            var told = JsonNode.Parse(await answer.TextAsync())!;
            change(told);
            await route.FulfillAsync(new() { Response = answer, Body = told.ToJsonString() });
        });
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => document.fonts.ready");
        await page.KeepAsync(picture, whole: false);
        await Expect(page.Locator(".finder")).ToHaveCountAsync(finders);
        Assert.Equal(56, await page.EvaluateAsync<double>(Head), 1.0);
        Assert.InRange(await page.EvaluateAsync<int>(Whole), 2, 5);
        // Nor does the bar grow over them once something is chosen; where there are many pots, it names those that are empty.
        if (await page.Locator("#ballot input[name=Projects]").CountAsync() > 0)
        {
            await page.Locator("#ballot .choices .title").First.TapAsync();
            await page.EvaluateAsync("() => scrollTo(0, 0)");
            await page.KeepAsync($"{picture}-chosen", whole: false);
            Assert.InRange(await page.EvaluateAsync<int>(Whole), wholeThen, 5);
        }
    }

    // The same projects dealt over so many pots, which have long names.
    private static void Arrange(JsonNode told, int pots)
    {
        var paper = told["paper"]!;
        var first = paper["pots"]![0]!.ToJsonString();
        var (made, totals) = (new JsonArray(), new JsonObject());
        for (var at = 0; at < pots; at++)
        {
            var pot = JsonNode.Parse(first)!;
            (pot["id"], pot["title"]) = ($"pot-{at}", $"Neighbourhood {at + 1}, parks and streets");
            totals[$"pot-{at}"] = pot["amount"]!.GetValue<long>();
            made.Add(pot);
        }
        var place = 0;
        foreach (var proposal in paper["proposals"]!.AsArray()) proposal!["pot"] = $"pot-{place++ * pots / 5}";
        (paper["pots"], told["potTotals"]) = (made, totals);
    }
}
