using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>What stands beside the paper, in a browser: photographs are really there, and somebody joins in on a phone.</summary>
public sealed class MarketTests(Chromium chromium, EveryPage pages)
{
    private static readonly string[] Shown = ["/days/open", "/days/open/stalls/3", "/days/open/information/library", "/days/open/join/3", "/days/open/needs"];

    [Fact]
    public async Task A_photograph_is_drawn_in_the_list_and_on_the_stalls_page_and_a_phone_keeps_it()
    {
        await using var window = await chromium.StillWindowAsync(390, 844, ColorScheme.Light);
        var page = await window.NewPageAsync();
        foreach (var (address, picture) in new[] { ("/days/open/stalls/3", ".stall-photograph"), ("/days/open", "[data-stall='3'] .photograph") })
        {
            await page.GotoAsync(pages.Address + address);
            await page.Locator(picture).ScrollIntoViewIfNeededAsync();
            await page.WaitForFunctionAsync("(picture) => document.querySelector(picture).naturalWidth > 0", picture);
        }
    }

    [Fact]
    public async Task A_strip_reads_down_a_small_phone_in_large_print_in_either_direction_and_the_page_asks_no_other_site()
    {
        foreach (var language in new[] { "en", "ar" })
        {
            await using var window = await chromium.StillWindowAsync(320, 640, ColorScheme.Light);
            await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
            var page = await window.NewPageAsync();
            var asked = new List<string>();
            page.Request += (_, request) => asked.Add(request.Url);
            await page.GotoAsync($"{pages.Address}/days/open/stalls/3");
            await page.EvaluateAsync("() => { document.documentElement.dataset.print = 'large'; }");
            await page.KeepNamedAsync($"strip-{language}-320", "/days/open/stalls/3");
            var tops = await page.Locator(".stall-strip li").EvaluateAllAsync<double[]>("rows => rows.map(row => row.getBoundingClientRect().top)");
            Assert.Equal(4, tops.Distinct().Count());
            Assert.Equal(tops.Order(), tops);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), language);
            await Expect(page.Locator("#video a")).ToContainTextAsync("video.example.org");
            Assert.NotEmpty(asked);
            Assert.All(asked, address => Assert.StartsWith(pages.Address, address, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Somebody_joins_in_on_a_phone_and_takes_it_back_and_no_cookie_is_left()
    {
        await using var window = await chromium.StillWindowAsync(390, 844, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/days/open/stalls/2");
        await page.Locator("section.join a").ClickAsync();
        await page.Locator("input[name=Kind]").Nth(1).CheckAsync();
        await page.Locator("#contact").FillAsync("Isla 01292 000000");
        await page.Locator("input[name=Consent]").CheckAsync();
        await page.Locator("#offer button").ClickAsync();
        var code = await page.Locator(".join-code").InnerTextAsync();
        Assert.Empty(await window.CookiesAsync());
        Assert.DoesNotContain("Isla", page.Url, StringComparison.Ordinal);
        await page.GotoAsync($"{pages.Address}/days/open/join/2");
        await page.Locator("main details summary").ClickAsync();
        await page.Locator("#code").FillAsync(code);
        await page.Locator("#take-back button").ClickAsync();
        await Expect(page.Locator("#taken-back")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_is_drawn_in_each_language_and_either_light()
    {
        var drawn = 0;
        foreach (var language in new[] { "en", "ar", "zh" })
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                foreach (var width in new[] { 390, 1280 })
                {
                    await using var window = await chromium.StillWindowAsync(width, 844, scheme);
                    await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
                    var page = await window.NewPageAsync();
                    foreach (var address in Shown)
                    {
                        await page.GotoAsync(pages.Address + address);
                        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
                        await page.KeepNamedAsync($"market-{language}-{scheme}-{width}", address);
                        drawn++;
                    }
                }
        Assert.Equal(3 * 2 * 2 * Shown.Length, drawn);
    }
}
