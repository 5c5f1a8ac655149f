using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>The page of each form of ballot, filled in and read back, with script and without: accessible, narrow enough, and seen in forced colours.</summary>
public sealed class FormPageTests(Chromium chromium, EveryPage pages)
{
    // What is filled in where the page is looked at; a form of each kind that looks unlike the others.
    private static readonly Dictionary<string, string> Filled = new(StringComparer.Ordinal)
    {
        ["score"] = "mark 1 5; mark 3 0",
        ["score-typed"] = "type 1 88",
        ["choose-then-score"] = "tick 1; tick 3; review; mark 1 4; mark 3 2",
        ["points"] = "plus 1 6; plus 3 4",
        ["rank-per-pot"] = "tick 3; tick 1; tick 4",
        ["knapsack"] = "tick 1; tick 4; tick area/5",
        ["extra"] = "tick 1; tick 2",
    };

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("gd")]
    public async Task No_form_has_a_fault_nor_scrolls_sideways_on_a_small_phone_with_large_print(string language)
    {
        await using var window = await chromium.StillWindowAsync(1280, 900, ColorScheme.Light);
        await window.AddInitScriptAsync(PageChecks.AxeScript());
        await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var checks = new PageChecks();
        foreach (var (form, script) in Filled)
        {
            var day = await FormDays.OpenAsync(pages.Site.Services, form, $"look-{language}-{form}");
            var page = await window.NewPageAsync();
            await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
            await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
            await new BallotPaper(page, keys: true).FillAsync(script);
            await checks.AccessibleAsync(page, $"{form} filled", language);
            await checks.FitsAPhoneAsync(page, $"{form} filled", language);
            await page.Locator("#choose-next").ClickAsync();
            await Expect(page.Locator("#review .reviewed").First).ToBeVisibleAsync();
            await checks.AccessibleAsync(page, $"{form} review", language);
            await checks.FitsAPhoneAsync(page, $"{form} review", language);
            await page.CloseAsync(new() { RunBeforeUnload = false });

            var plain = await window.NewPageAsync();
            await plain.GotoAsync($"{pages.Address}/v/{day.Id}?plain");
            await checks.AccessibleAsync(plain, $"{form} plain", language);
            await checks.FitsAPhoneAsync(plain, $"{form} plain", language);
            await plain.CloseAsync();
        }
        Assert.True(checks.Faults.Count == 0, string.Join("\n", checks.Faults));
        Assert.Equal(Filled.Count * 3 * 6, checks.Looks);
    }

    [Theory]
    [InlineData("score", "mark 1 5")]
    [InlineData("rank", "tick 3; tick 1")]
    public async Task In_forced_colours_what_is_chosen_differs_from_what_is_not(string form, string script)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"forced-{form}");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await new BallotPaper(page, keys: false).FillAsync(script);
        await page.KeepAsync($"forced-{form}");
        var outlines = await page.Locator("#ballot .choices > li").EvaluateAllAsync<string[]>("tiles => tiles.map(tile => getComputedStyle(tile).outlineStyle)");
        Assert.Equal("solid", outlines[0]);
        Assert.Equal("none", outlines[1]);
    }

    [Theory]
    [InlineData(640, 512)] // a laptop's window enlarged twice
    [InlineData(320, 256)] // four times
    public async Task Enlarged_the_whole_ballot_is_reached_without_scrolling_sideways(int width, int height)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "points", $"zoom-{width}");
        await using var window = await chromium.WindowAsync(width, height, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await new BallotPaper(page, keys: true).FillAsync("plus 1 6; plus 3 4; review; says Points: 6");
        Assert.InRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), 1, width);
    }
}
