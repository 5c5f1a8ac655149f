using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>The rules page: every form and rule is chosen with keys alone, only what belongs to it is in sight, and it is read back in words.</summary>
public sealed class RulesPageTests(Chromium chromium, EveryPage pages)
{
    private static readonly string[] Boxes =
        ["Number", "TopMark", "Points", "Fewest", "Most", "ExtraGroup", "Floor", "Add1Start", "ReachPercent", "RestTies_0__Kind", "Ties_0__Seed"];

    private static readonly (string Form, string[] Shown, string Said)[] Forms =
    [
        ("up-to", ["Number", "ExtraGroup"], "How many projects to choose: up to 3."),
        ("exactly", ["Number", "ExtraGroup"], "How many projects to choose: exactly 3."),
        ("at-least", ["Number"], "How many projects to choose: 3 or more."),
        ("between", ["Fewest", "Most", "ExtraGroup"], "How many projects to choose: from 2 to 4."),
        ("knapsack", ["Fewest", "Most", "ExtraGroup"], "may not ask for more money than their pot holds"),
        ("score", ["TopMark", "Fewest", "Most"], "The best mark is 5."),
        ("points", ["Points", "Fewest", "Most"], "Points for each voter: 10."),
        ("rank", ["Fewest", "Most"], "Each voter puts projects in order."),
    ];

    private static readonly (string Rule, string Form, string[] Shown, string Said)[] Rules =
    [
        ("most-votes", "up-to", ["Number", "ExtraGroup"], "Most votes:"),
        ("votes-per-cost", "up-to", ["Number", "ExtraGroup"], "Most votes for the money:"),
        ("score", "rank", ["Fewest", "Most"], "Most points:"),
        ("score-per-cost", "points", ["Points", "Fewest", "Most"], "Most points for the money:"),
        ("average-score", "score", ["TopMark", "Fewest", "Most", "Floor"], "Best average mark:"),
        ("equal-shares", "up-to", ["Number", "ExtraGroup", "Add1Start", "RestTies_0__Kind"], "Method of Equal Shares:"),
        ("phragmen", "up-to", ["Number", "ExtraGroup"], "Phragmén’s rule:"),
    ];

    [Fact]
    public async Task Every_form_and_rule_is_chosen_by_keys_shown_with_what_belongs_to_it_and_told_in_words()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "rules-keys", upTo: DayPhase.Draft);
        await using var laptop = await chromium.LaptopAsync();
        var page = await laptop.NewPageAsync();
        await SignInAsync(page, $"/console/days/{day.Id}/rules");
        foreach (var (box, typed) in new[] { ("Number", "3"), ("Fewest", "2"), ("Most", "4") })
            await page.Locator($"#Form_{box}").EvaluateAsync("(box, typed) => { box.value = typed; }", typed);
        foreach (var (form, shown, said) in Forms)
        {
            await ChooseAsync(page, $"#choose-{form}");
            await IsShownAsync(page, form, shown);
            await TryAsync(page, said);
        }
        foreach (var (rule, form, shown, said) in Rules)
        {
            await ChooseAsync(page, $"#choose-{form}");
            await ChooseAsync(page, $"#rule-{rule}");
            await IsShownAsync(page, rule, shown);
            await TryAsync(page, said);
        }
        await ChooseAsync(page, "#marginal-reach");
        await IsShownAsync(page, "reach", ["Number", "ExtraGroup", "ReachPercent"]);
        await page.Locator("#Form_Ties_0__Kind").SelectOptionAsync("lots");
        await page.Locator("#Form_Ties_0__Seed").FillAsync("the draw of Friday");
        await page.Locator("button", new() { HasTextString = "Save" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("The rules are saved.")).ToBeVisibleAsync();
        await page.GotoAsync($"{pages.Address}/console/days/{day.Id}/rules");
        await page.Locator("#words summary").PressAsync("Enter");
        foreach (var said in new[] { "Phragmén’s rule:", "up to 3.", "at least 80 % of that is left", "the draw of Friday" })
            await Expect(page.Locator("#words")).ToContainTextAsync(said);
        var view = await pages.Site.Services.GetRequiredService<Orleans.IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id).GetAsync(default);
        Assert.True(FrozenRules.TryParse(view!.Settings.Rules, out _, out var problem), problem);
    }

    [Fact]
    public async Task A_rule_that_no_longer_fits_stays_in_sight_and_the_page_says_what_to_do()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "rules-unfit", upTo: DayPhase.Draft);
        await using var laptop = await chromium.LaptopAsync();
        var page = await laptop.NewPageAsync();
        await SignInAsync(page, $"/console/days/{day.Id}/rules");
        await ChooseAsync(page, "#choose-score");
        await ChooseAsync(page, "#rule-average-score");
        await ChooseAsync(page, "#choose-up-to");
        await Expect(page.Locator("#rule-average-score")).ToBeVisibleAsync();
        await Expect(page.Locator("#rule-score")).ToBeHiddenAsync();
        await page.Locator("button", new() { HasTextString = "Save" }).ClickAsync();
        await Expect(page.Locator("#refusal")).ToContainTextAsync("An average needs ballots with marks.");
        await page.KeepAsync("rules-refused");
    }

    [Fact]
    public async Task Pictures_of_the_page_on_a_laptop_and_a_phone()
    {
        foreach (var wide in new[] { true, false })
        {
            await using var window = wide ? await chromium.LaptopAsync() : await chromium.PhoneAsync();
            var page = await window.NewPageAsync();
            await SignInAsync(page, "/console/days/draft/rules");
            await page.Locator("#rule-equal-shares").CheckAsync();
            await page.KeepAsync(wide ? "rules-laptop" : "rules-phone");
            await Expect(page.Locator("#old-election tbody tr")).ToHaveCountAsync(20);
        }
    }

    private async Task SignInAsync(IPage page, string address)
    {
        await page.GotoAsync($"{pages.Address}/console/sign-in");
        await page.Locator("#Name").FillAsync(EveryPage.Name);
        await page.Locator("#Password").FillAsync(EveryPage.Password);
        await page.Locator("main form button").ClickAsync();
        await Expect(page.Locator(".day-list")).ToBeVisibleAsync();
        await page.GotoAsync(pages.Address + address);
    }

    private static async Task ChooseAsync(IPage page, string radio)
    {
        await page.Locator(radio).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator(radio)).ToBeCheckedAsync();
    }

    private static async Task IsShownAsync(IPage page, string chosen, string[] shown)
    {
        var seen = new List<string>();
        foreach (var box in Boxes)
            if (await page.Locator($"#Form_{box}").IsVisibleAsync()) seen.Add(box);
        Assert.True(seen.Order(StringComparer.Ordinal).SequenceEqual(shown.Order(StringComparer.Ordinal), StringComparer.Ordinal), $"{chosen}: {string.Join(", ", seen)}");
    }

    private static async Task TryAsync(IPage page, string said)
    {
        await page.Locator("button", new() { HasTextString = "Try" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#words")).ToContainTextAsync(said);
        await Expect(page.Locator("#words")).ToContainTextAsync("nothing is saved yet");
    }
}
