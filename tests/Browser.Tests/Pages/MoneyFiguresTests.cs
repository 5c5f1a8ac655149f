using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>Money is drawn in figures that the site brings, all of one width, and larger than what stands beside it.</summary>
public sealed class MoneyFiguresTests(Chromium chromium, EveryPage pages)
{
    [Fact]
    public async Task A_stall_and_its_page_write_money_in_our_figures_above_their_words()
    {
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        foreach (var (address, beside) in new[] { ("/days/open", ".stalls h3, .stall h3"), ("/days/open/stalls/1", ".stall-facts dt"), ("/v/open?plain", ".choice .title") })
        {
            await page.GotoAsync(pages.Address + address);
            await page.KeepNamedAsync("money", address);
            await IsOursAsync(page, "main", beside);
        }
    }

    [Fact]
    public async Task So_do_a_ballot_and_what_is_read_back_of_it()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "figures");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        await page.KeepAsync("money-ballot", whole: false);
        await IsOursAsync(page, "#ballot", "#ballot .title");
        await page.Locator("#ballot .choices .title").First.TapAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Review my choices" }).ClickAsync();
        await Expect(page.Locator("#review .reviewed")).ToBeVisibleAsync();
        await page.KeepAsync("money-review", whole: false);
        await IsOursAsync(page, "#review", "#review .title");
    }

    [Fact]
    public async Task So_does_a_halls_screen()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, "en");
        await IsOursAsync(page, ".standings", ".row-title", ".row-ask");
        var told = await HallScreen.RevealAsync(hall, pages.Address, "en",
            new { kind = "award", project = "1", title = "Tea", language = "en", picture = "", line = "", notes = Array.Empty<string>(), facts = new[] { new { name = "Award", figure = "£1,020" } }, rows = Array.Empty<object>() });
        await IsOursAsync(told, ".award", ".award-facts dt", ".award-facts dd");
    }

    [Fact]
    public async Task Figures_have_one_width_and_prose_has_them_too()
    {
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/days/open");
        var widths = await page.EvaluateAsync<double[]>(
            """
            async () => {
              const brush = document.createElement("canvas").getContext("2d");
              const widths = [];
              for (const font of ["760 40px Figures", "400 40px Hyperlegible"]) {
                await document.fonts.load(font, "0123456789");
                brush.font = font;
                widths.push(...[..."0123456789"].map((digit) => brush.measureText(digit).width));
              }
              return widths;
            }
            """);
        Assert.Equal(20, widths.Length);
        Assert.All(widths[..10], width => Assert.Equal(widths[0], width, 0.01));
        Assert.All(widths[10..], width => Assert.Equal(widths[10], width, 0.01));
        Assert.Equal("Noto Sans", await FontsAsync(page, ".stall .quiet:has-text('7')", own: "Atkinson"));
    }

    private static async Task IsOursAsync(IPage page, string within, string beside, string money = ".money")
    {
        await page.EvaluateAsync("() => document.fonts.ready");
        var amount = page.Locator($"{within} {money}").First;
        Assert.Matches("£[0-9]", await amount.InnerTextAsync());
        Assert.Equal("Noto Sans", await FontsAsync(page, $"{within} {money}"));
        var size = await amount.EvaluateAsync<double>("part => parseFloat(getComputedStyle(part).fontSize)");
        var others = await page.Locator(beside).EvaluateAllAsync<double[]>("parts => parts.map(part => parseFloat(getComputedStyle(part).fontSize))");
        Assert.NotEmpty(others);
        Assert.All(others, other => Assert.True(size > other, $"{page.Url}: money has {size} px beside {other} px"));
    }

    /// <summary>In which fonts the browser really draws an element, as its own inspector says; a font of the device says that it is one. `own`: the face of the words beside the figures.</summary>
    private static async Task<string> FontsAsync(IPage page, string selector, string? own = null)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("DOM.enable");
        await session.SendAsync("CSS.enable");
        await page.Locator(selector).First.EvaluateAsync("node => node.dataset.looked = 'here'");
        var root = (await session.SendAsync("DOM.getDocument"))!.Value.GetProperty("root").GetProperty("nodeId").GetInt32();
        var node = (await session.SendAsync("DOM.querySelector", new() { ["nodeId"] = root, ["selector"] = "[data-looked]" }))!.Value.GetProperty("nodeId").GetInt32();
        JsonElement fonts = (await session.SendAsync("CSS.getPlatformFontsForNode", new() { ["nodeId"] = node }))!.Value;
        await page.EvaluateAsync("() => document.querySelector('[data-looked]').removeAttribute('data-looked')");
        await session.DetachAsync();
        return string.Join(", ", fonts.GetProperty("fonts").EnumerateArray()
            .Select(font => $"{(font.GetProperty("isCustomFont").GetBoolean() ? "" : "the device's ")}{font.GetProperty("familyName").GetString()}")
            .Where(font => own is null || !font.StartsWith(own, StringComparison.Ordinal)).Distinct());
    }
}
