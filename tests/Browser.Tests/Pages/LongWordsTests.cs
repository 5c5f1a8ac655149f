using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>A day whose every text is one word as long as it may be: it breaks, and makes no page wider than its window.</summary>
public sealed class LongWordsTests(Chromium chromium, EveryPage pages)
{
    private static readonly string Word = new('W', 110), ShortWord = new('W', 50);

    [Fact]
    public async Task One_long_word_makes_no_page_wider_than_its_window()
    {
        await PublishAsync();
        await using var window = await chromium.StillWindowAsync(1920, 1080, ColorScheme.Light);
        var page = await window.NewPageAsync();
        var checks = new PageChecks();
        string[] addresses = ["/", "/days/words", "/days/words/stalls/1", "/audit/words", "/v/words", "/v/words?plain", "/screen/words"];
        foreach (var address in addresses)
        {
            await page.SetViewportSizeAsync(1920, 1080);
            await page.GotoAsync(pages.Address + address);
            if (address.StartsWith("/v/", StringComparison.Ordinal)) await Expect(page.Locator("#vote")).ToBeVisibleAsync();
            Assert.Equal((address, 1920), (address, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")));
            await checks.FitsAPhoneAsync(page, address, "en");
        }
        Assert.True(checks.Faults.Count == 0, string.Join("\n", checks.Faults));
        Assert.Equal(4 * addresses.Length, checks.Looks);
    }

    private async Task PublishAsync()
    {
        var organiser = pages.Site.Client();
        organiser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await pages.Site.Grains().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).IssueRehearsalTokenAsync("words", default));
        var proposals = Enumerable.Range(1, 3).Select(number => new
        {
            id = $"{number}", title = Word, ask = 5_000, group = Word, summary = Word, easyRead = Word, theme = ShortWord, area = ShortWord,
        });
        var made = await organiser.PostAsJsonAsync("/api/days", new
        {
            day = "words", title = Word, rehearsal = true, checkIn = "cards-only", place = Word, pots = new[] { new { id = "main", amount = 10_000 } },
            languages = new[] { "en" }, venues = new[] { new { id = "hall" } }, proposals,
            rules = new
            {
                format = "pbdd/1 rules", languages = new[] { "en" }, form = new { kind = "approve", least = 1, most = 3 },
                allocation = new { rule = "most-votes", marginal = "part", threshold = 1, ties = new[] { "lower-cost", "id" } },
                live = "standings", replacement = true,
            },
        });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var published = await organiser.PostAsJsonAsync("/api/days/words/transitions", new { to = "published" });
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
    }
}
