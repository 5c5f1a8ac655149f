using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Kiosk;
using PbDecisionDay.Browser.Tests.Voting;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>
/// Where a reader's own few colours take the place of the page's, grounds are gone: what is chosen, what has the focus, the button that casts and
/// what is wrong stand out by lines and marks.
/// </summary>
public sealed class ForcedColoursTests(Chromium chromium, EveryPage pages)
{
    // What is drawn of an element beside its ground: its border's and outline's lines, and the marks before it.
    private const string Lines =
        """
        (element) => {
          const of = (style) => ["Top", "Right", "Bottom", "Left"].map((side) => `${style[`border${side}Style`]} ${style[`border${side}Width`]}`).join(", ")
            + `; outline ${style.outlineStyle === "none" ? "none" : `${style.outlineStyle} ${style.outlineWidth}`}`;
          const [own, mark] = [getComputedStyle(element), getComputedStyle(element, "::before")];
          return `${of(own)}; mark ${mark.content === "none" ? "none" : `${mark.content} ${mark.inlineSize}`}`;
        }
        """;

    // Whether an element's border can be told from what it stands on.
    private const string Drawn =
        """
        (element) => {
          const style = getComputedStyle(element);
          const solid = ["Top", "Right", "Bottom", "Left"].filter((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) >= 1
            && style[`border${side}Color`] !== style.backgroundColor);
          return solid.length;
        }
        """;

    [Theory]
    [InlineData("up-to", "tick 1")]
    [InlineData("rank", "tick 1")]
    [InlineData("knapsack", "tick 1")]
    [InlineData("score", "mark 1 5")]
    [InlineData("points", "plus 1 3")]
    public async Task On_a_phone_what_is_chosen_and_what_has_the_focus_is_drawn_with_lines(string form, string script)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"lines-{form}");
        await using var phone = await chromium.PhoneAsync();
        var page = await ForcedAsync(phone);
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        await new BallotPaper(page, keys: false).FillAsync(script);
        await page.KeepAsync($"forced-phone-{form}");
        await ChosenAsync(page, "#ballot");
        await FocusAsync(page, "#ballot .choices > li input, #ballot .choices > li button, #choose-next, .language-menu summary");
    }

    [Fact]
    public async Task The_button_that_casts_and_what_is_wrong_are_drawn_with_lines()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "exactly", "lines-cast");
        await using var phone = await chromium.PhoneAsync();
        var page = await ForcedAsync(phone);
        await page.GotoAsync($"{pages.Address}/v/{day.Id}");
        await page.Locator("#code").FillAsync("000");
        var before = await page.Locator("#code").EvaluateAsync<string>(Lines);
        await page.Locator("#card-next").TapAsync();
        await Expect(page.Locator("#code-error")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => document.activeElement.blur()");
        Assert.InRange(await page.Locator("#code-error").EvaluateAsync<int>(Drawn), 1, 4);
        Assert.NotEqual(before, await page.Locator("#code").EvaluateAsync<string>(Lines));
        await page.KeepAsync("forced-phone-wrong");

        await page.GotoAsync("about:blank");
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        var paper = new BallotPaper(page, keys: false);
        await paper.FillAsync("tick 1; tick 3; review");
        await CastAsync(page, "#cast", "#review-back");
        await page.KeepAsync("forced-phone-review");
        await FocusAsync(page, "#cast, #review-back");

        await page.GotoAsync($"{pages.Address}/v/{day.Id}?plain");
        await page.Locator("[data-project=\"1\"] .title").TapAsync();
        await page.Locator("#plain .button").TapAsync();
        await Expect(page.Locator("#problem")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("#problem").EvaluateAsync<int>(Drawn), 1, 4);
        await ChosenAsync(page, "#ballot", ".choice:has(input:checked)", ".choice:not(:has(input:checked))");
        await page.KeepAsync("forced-phone-plain");
    }

    [Fact]
    public async Task At_the_kiosk_too()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "choose-then-score", "lines-kiosk");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(pages.Site, tablet, day.Id, before: async page =>
        {
            await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
            await page.Clock.InstallAsync();
        });
        var page = kiosk.Page;
        await Expect(page.Locator(".card-reader .way")).ToBeVisibleAsync();
        await FocusAsync(page, ".card-reader .way, .tool");
        await page.Locator("#look-large").ClickAsync();
        Assert.NotEqual(await page.Locator("#look-contrast").EvaluateAsync<string>(Lines), await page.Locator("#look-large").EvaluateAsync<string>(Lines));
        await page.Locator("#look-large").ClickAsync();
        await page.Locator(".card-reader .way").Last.ClickAsync();
        await page.Locator("#kiosk-code").FillAsync("000");
        await page.Locator(".card-reader .button").First.ClickAsync();
        Assert.InRange(await page.Locator(".card-reader .error").EvaluateAsync<int>(Drawn), 1, 4);
        await FocusAsync(page, ".keypad .key:nth-child(4), #kiosk-code");
        await page.Locator(".card-reader .button").Last.ClickAsync();

        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await ChosenAsync(page, "#kiosk");
        await page.KeepAsync("forced-kiosk-choose", whole: false);
        await FocusAsync(page, "#kiosk .choices > li input, #choose-next");
        await page.Locator("#choose-next").ClickAsync();
        await page.Locator("[data-project=\"1\"] input[value=\"4\"]").CheckAsync();
        await page.Locator("[data-project=\"3\"] input[value=\"2\"]").CheckAsync();
        await MarkAsync(page);
        await page.Locator("#choose-next").ClickAsync();
        await CastAsync(page, "#cast", ".sticky-step .button.quiet");
        await page.KeepAsync("forced-kiosk-review", whole: false);
        await page.Clock.RunForAsync(50_000);
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        Assert.Equal(4, await page.Locator("#kiosk-idle .sheet").EvaluateAsync<int>(Drawn));
    }

    private static async Task<IPage> ForcedAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        return page;
    }

    // A chosen tile is drawn otherwise than one beside it, or, where marks are given, its mark is.
    private static async Task ChosenAsync(IPage page, string within, string chosen = "li.chosen", string other = "li:not(.chosen)")
    {
        await page.EvaluateAsync("() => document.activeElement.blur()");
        var tiles = page.Locator($"{within} .choices");
        Assert.NotEqual(await tiles.Locator(other).First.EvaluateAsync<string>(Lines), await tiles.Locator(chosen).First.EvaluateAsync<string>(Lines));
        if (await tiles.Locator("input[type=checkbox]").CountAsync() > 0)
            Assert.NotEqual(
                await tiles.Locator("input[type=checkbox]:not(:checked)").First.EvaluateAsync<string>(Lines),
                await tiles.Locator("input[type=checkbox]:checked").First.EvaluateAsync<string>(Lines));
        if (await tiles.Locator("input[type=radio]:visible").CountAsync() > 0) await MarkAsync(page);
    }

    private static async Task MarkAsync(IPage page)
    {
        await page.EvaluateAsync("() => document.activeElement.blur()");
        var marks = page.Locator("[data-project=\"1\"] .marks");
        Assert.NotEqual(await marks.Locator("input:not(:checked) + span").First.EvaluateAsync<string>(Lines), await marks.Locator("input:checked + span").EvaluateAsync<string>(Lines));
    }

    // What casts is a button with an edge, heavier than that of the button beside it.
    private static async Task CastAsync(IPage page, string cast, string beside)
    {
        await page.EvaluateAsync("() => document.activeElement.blur()");
        Assert.Equal(4, await page.Locator(cast).EvaluateAsync<int>(Drawn));
        Assert.NotEqual(await page.Locator(beside).EvaluateAsync<string>(Lines), await page.Locator(cast).EvaluateAsync<string>(Lines));
        Assert.InRange(await page.Locator(".reviewed li").First.EvaluateAsync<int>(Drawn), 4, 4);
    }

    // Whatever is reached with the Tab key is drawn otherwise than without the focus: itself, or the tile or mark that stands for it.
    private static async Task FocusAsync(IPage page, string controls)
    {
        var seen = 0;
        foreach (var control in await page.Locator(controls).AllAsync())
        {
            if (!await control.IsVisibleAsync() || !await control.IsEnabledAsync()) continue;
            await page.EvaluateAsync("() => document.activeElement.blur()");
            var shown = $"(element) => ({Lines})(element.closest('.choice') ?? (element.matches('.marks input') ? element.nextElementSibling : element))";
            var without = await control.EvaluateAsync<string>(shown);
            await page.Keyboard.PressAsync("Shift"); // what follows is seen as done with keys
            await control.FocusAsync();
            Assert.NotEqual(without, await control.EvaluateAsync<string>(shown));
            seen++;
        }
        Assert.InRange(seen, 1, 200);
    }
}
