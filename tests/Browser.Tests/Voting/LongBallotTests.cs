using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>How a project is found on a long ballot, and what was kept while walking round.</summary>
public sealed class LongBallotTests(Chromium chromium, EveryPage pages)
{
    [Fact]
    public async Task A_project_is_found_by_words_and_by_theme_and_what_is_chosen_stays_chosen()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "up-to", "long-ballot", more: 12);
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        var paper = new BallotPaper(page, keys: false);
        await paper.FillAsync("tick 1");
        var shown = page.Locator("#ballot .choices > li:visible");
        await Expect(shown).ToHaveCountAsync(17);

        await page.GetByLabel("Find a project").FillAsync("SINGING hearts");
        await Expect(shown).ToHaveCountAsync(1);
        await page.KeepAsync("ballot-found", whole: false);
        await paper.FillAsync("tick 3; says Shown: 1 of 17");
        await page.GetByLabel("Find a project").FillAsync("no such thing");
        await Expect(page.GetByText("No project has these words.")).ToBeVisibleAsync();
        await page.GetByLabel("Find a project").FillAsync("");
        await page.GetByLabel("Theme or area").SelectOptionAsync("theme/food");
        await Expect(shown).ToHaveCountAsync(2);
        await paper.FillAsync("tick area/5; says 3 of 3 chosen; review");
        await Expect(page.Locator("#review .reviewed li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_short_ballot_has_nothing_to_search_with()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "up-to", "short-ballot");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        await Expect(page.Locator(".finder")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_stall_that_was_kept_is_marked_on_the_ballot_and_not_chosen_and_is_forgotten_with_the_vote()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "kept-stalls");
        await using var phone = await chromium.PhoneAsync();
        var walk = await phone.NewPageAsync();
        await walk.GotoAsync($"{pages.Address}/days/{day.Id}/stalls/3");
        var keep = walk.GetByRole(AriaRole.Button, new() { Name = "Keep this stall" });
        await keep.TapAsync();
        await Expect(keep).ToHaveAttributeAsync("aria-pressed", "true");
        await walk.KeepAsync("stall-kept");
        await walk.GotoAsync($"{pages.Address}/days/{day.Id}");
        await Expect(walk.Locator(".market .kept-mark:visible")).ToHaveCountAsync(1);
        await walk.KeepAsync("stalls-kept");

        // A camera opens the card in a window of its own.
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        await Expect(voter.Page.Locator("[data-project=\"3\"] .kept-mark")).ToBeVisibleAsync();
        await Expect(voter.Page.Locator(".kept-mark")).ToHaveCountAsync(1);
        await Expect(voter.Page.Locator("#ballot input:checked")).ToHaveCountAsync(0);
        await voter.CastAsync("Quiet swims");
        await voter.ReceiptAsync();
        Assert.Equal("{}", await voter.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
    }

    [Fact]
    public async Task Where_the_day_lets_it_turn_each_card_has_an_order_of_its_own_and_nothing_of_it_is_sent()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "turned", upTo: DayPhase.Open);
        await using var phone = await chromium.PhoneAsync();
        await phone.RouteAsync("**/api/days/turned", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = (await answer.TextAsync()).Replace("\"ballotOrder\":\"paper\"", "\"ballotOrder\":\"by-card\"", StringComparison.Ordinal) });
        });
        var firsts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var card in day.Cards.Take(8))
        {
            var page = await phone.NewPageAsync();
            await page.GotoAsync($"{pages.Address}/v/turned#{card.Symbols}");
            await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
            var order = await page.Locator("#ballot .choices > li").EvaluateAllAsync<string[]>("tiles => tiles.map(tile => tile.dataset.project)");
            Assert.Equal(["1", "2", "3", "4", "area/5"], order.Order(StringComparer.Ordinal));
            firsts.Add(order[0]);
            await Expect(page.GetByText("Each card begins at another one.")).ToBeVisibleAsync();
            await page.CloseAsync();
        }
        Assert.InRange(firsts.Count, 2, 5);
    }
}
