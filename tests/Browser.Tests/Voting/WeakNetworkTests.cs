using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A page that was loaded goes on without a network, keeps what is not counted yet, and notices what happened meanwhile.</summary>
public sealed class WeakNetworkTests(Chromium chromium, EveryPage pages)
{
    // What a browser does when a window that was behind another is looked at again.
    private const string LookedAt = "() => document.dispatchEvent(new Event('visibilitychange'))";

    [Fact]
    public async Task A_card_scanned_without_a_network_chooses_waits_and_is_counted_once_it_is_back()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "rank", "far-away");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/far-away");
        await Expect(page.Locator("#code")).ToBeVisibleAsync();
        await phone.SetOfflineAsync(true);
        await page.Locator("#code").FillAsync(day.Cards[0].Code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose in the meantime" }).ClickAsync();
        var paper = new BallotPaper(page, keys: false);
        await paper.FillAsync("tick 3; tick 1; review");
        await page.Locator("#cast").TapAsync();

        await Expect(page.GetByText("Not counted yet")).ToBeVisibleAsync();
        await Expect(page.GetByText("Still sending. Do not close this page.")).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Not counted yet"));
        await Expect(page.Locator("#unsent .reviewed li")).ToHaveCountAsync(2);
        await page.KeepAsync("vote-not-counted");
        Assert.Equal("{}{}", await page.EvaluateAsync<string>("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"));
        Assert.True(await AsksBeforeLeavingAsync(page));
        // Another language needs the network; the page says so and stays as it is.
        await Voter.SpeakAsync(page, "Gàidhlig");
        await Expect(page.GetByText("The other language needs a connection.")).ToBeVisibleAsync();
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);

        await phone.SetOfflineAsync(false);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        Assert.Equal("rank 3 1", Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("^Vote"));
    }

    [Fact]
    public async Task A_card_that_had_voted_before_is_told_so_before_anything_is_replaced()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "far-twice");
        var derived = day.Cards[0].Derive(day.Origin);
        var cast = new Contracts.Ballots.CastBallot(derived.Number.ToString(), 1, derived.Proof(1).ToString(), "approve 1", Ledger.Digest.Random().ToString());
        Assert.Equal(Contracts.Ballots.CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/far-twice");
        await Expect(page.Locator("#code")).ToBeVisibleAsync();
        await phone.SetOfflineAsync(true);
        await page.Locator("#code").FillAsync(day.Cards[0].Code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose in the meantime" }).ClickAsync();
        await new BallotPaper(page, keys: false).FillAsync("tick 3; review");
        await page.Locator("#cast").TapAsync();
        await Expect(page.GetByText("Still sending. Do not close this page.")).ToBeVisibleAsync();
        await phone.SetOfflineAsync(false);

        await Expect(page.GetByText("This card has already voted.")).ToBeVisibleAsync();
        Assert.Equal((1, 1), await CountAsync(day));
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the vote" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Singing for lungs" })).ToBeCheckedAsync();
        await new BallotPaper(page, keys: false).FillAsync("review");
        await page.Locator("#cast").TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        Assert.Equal((1, 2), await CountAsync(day));
    }

    [Fact]
    public async Task A_page_that_is_looked_at_again_after_the_close_says_that_nothing_on_it_was_cast()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "since-noon");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/since-noon#{day.Cards[0].Symbols}");
        await new BallotPaper(page, keys: false).FillAsync("tick 1; review");
        await day.StepAsync(DayPhase.Paused);
        await page.EvaluateAsync(LookedAt);
        await Expect(page.GetByText("Voting is paused")).ToBeVisibleAsync();
        await day.StepAsync(DayPhase.Open);
        await page.EvaluateAsync(LookedAt);
        await Expect(page.GetByText("Voting is paused")).ToHaveCountAsync(0);
        await Expect(page.Locator("#review .reviewed li")).ToHaveCountAsync(1);

        await day.StepAsync(DayPhase.Closed);
        await page.EvaluateAsync(LookedAt);
        await Expect(page.GetByText("Voting is closed")).ToBeVisibleAsync();
        await Expect(page.GetByText("Your choices were not cast.")).ToBeVisibleAsync();
        await Expect(page.Locator("#cast")).ToBeHiddenAsync();
        Assert.False(await AsksBeforeLeavingAsync(page));
    }

    [Fact]
    public async Task A_page_with_choices_asks_before_it_is_left_and_one_without_does_not()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "asks-first");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/asks-first#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        Assert.False(await AsksBeforeLeavingAsync(page));
        await new BallotPaper(page, keys: false).FillAsync("tick 1");
        Assert.True(await AsksBeforeLeavingAsync(page));
        await page.Locator("#choose-next").TapAsync();
        await page.Locator("#cast").TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        Assert.False(await AsksBeforeLeavingAsync(page));
        // The pictures once more, for whoever wants them.
        await Expect(page.Locator(".chosen-once .thumb")).ToBeHiddenAsync();
        await page.GetByText("See your choices once more").ClickAsync();
        await Expect(page.Locator(".chosen-once .thumb")).ToBeVisibleAsync();
    }

    private static Task<bool> AsksBeforeLeavingAsync(IPage page) =>
        page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");

    private static async Task<(long, long)> CountAsync(OpenDay day)
    {
        var box = await day.Box.GetStatusAsync(default);
        return (box.Ballots, box.Casts);
    }
}
