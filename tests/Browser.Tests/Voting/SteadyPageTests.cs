using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>The voting page stands still while it loads, and leaves room for the ballot in a low window.</summary>
public sealed class SteadyPageTests(Chromium chromium, EveryPage pages)
{
    private const string Shifts =
        """
        () => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 200)));
        })
        """;

    [Fact]
    public async Task Nothing_jumps_when_the_script_begins()
    {
        await OpenDay.CreateAsync(pages.Site.Services, "steady");
        await using var phone = await chromium.PhoneAsync();
        // The script comes late, and so does the day, as on a slow network: nothing that stood there may move.
        foreach (var late in new[] { "**/js/vote*.js", "**/api/days/steady" })
        {
            await phone.RouteAsync(late, async route =>
            {
                await Task.Delay(1_000);
                await route.ContinueAsync();
            });
        }
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady");
        await Expect(page.Locator("#vote[data-script]")).ToBeAttachedAsync();
        Assert.InRange(await page.EvaluateAsync<double>(Shifts), 0, 0.1);
        await Expect(page.Locator("#wait")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_the_reader_chose_is_there_from_the_first_picture_on_and_in_every_language()
    {
        await OpenDay.CreateAsync(pages.Site.Services, "steady-looks");
        await using var phone = await chromium.PhoneAsync();
        // Large print was chosen on a page of the server's; the voter's page is the same file for everybody.
        await phone.AddCookiesAsync([new() { Name = "print", Value = "large", Url = pages.Site.Address() }, new() { Name = "language", Value = "ar", Url = pages.Site.Address() }]);
        await phone.RouteAsync("**/js/vote*.js", async route =>
        {
            await Task.Delay(1_000);
            await route.ContinueAsync();
        });
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady-looks", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForFunctionAsync("() => document.body && document.querySelector('#wait')");
        Assert.Equal("large", await page.EvaluateAsync<string>("() => document.documentElement.dataset.print"));
        Assert.Equal("rtl", await page.EvaluateAsync<string>("() => document.documentElement.dir"));

        await Expect(page.Locator("#vote")).ToBeVisibleAsync();
        await Expect(page.Locator("button[value=large]")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("button[value=dark]").ClickAsync();
        await Voter.SpeakAsync(page, "English");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your voting card" })).ToBeVisibleAsync();
        await Expect(page.Locator("button[value=dark]")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal("ltr", await page.EvaluateAsync<string>("() => document.documentElement.dir"));
        // The server's pages are told.
        await page.GotoAsync($"{pages.Site.Address()}/about");
        Assert.Equal(("large", "dark", "en"), (
            await page.EvaluateAsync<string>("() => document.documentElement.dataset.print"), await page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"),
            await page.EvaluateAsync<string>("() => document.documentElement.lang")));
    }

    [Fact]
    public async Task Nothing_jumps_while_a_card_is_looked_at_and_the_form_for_one_is_not_shown()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "steady-card");
        await using var phone = await chromium.PhoneAsync();
        var answer = new TaskCompletionSource();
        await phone.RouteAsync("**/api/days/steady-card/cards", async route =>
        {
            await answer.Task;
            await route.ContinueAsync();
        });
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady-card#{day.Cards[0].Symbols}");
        await Expect(page.GetByText("Looking at your card")).ToBeVisibleAsync();
        await Expect(page.Locator("#code")).ToBeHiddenAsync();
        answer.SetResult();
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        Assert.InRange(await page.EvaluateAsync<double>(Shifts), 0, 0.1);
    }

    [Fact]
    public async Task Nothing_jumps_from_the_card_to_the_receipt_but_what_the_voter_moves()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "steady-way");
        await using var phone = await chromium.PhoneAsync();
        await phone.AddInitScriptAsync(
            """
            window.shifted = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value; }).observe({ type: "layout-shift", buffered: true });
            """);
        // Answers come later than the half second in which a browser counts what moves as the person's own doing.
        await phone.RouteAsync("**/api/days/steady-way/*", async route =>
        {
            await Task.Delay(800);
            await route.ContinueAsync();
        });
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady-way#{day.Cards[0].Symbols}");
        await new BallotPaper(page, keys: false).FillAsync("tick 1; tick 3; review");
        await page.Locator("#cast").TapAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))");
        Assert.InRange(await page.EvaluateAsync<double>("() => window.shifted"), 0, 0.1);
    }

    [Fact]
    public async Task Without_script_the_page_says_so_at_once_and_leads_to_the_form()
    {
        await OpenDay.CreateAsync(pages.Site.Services, "steady-plain");
        await using var phone = await chromium.PhoneWithoutScriptAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady-plain");
        await Expect(page.Locator("#never-begins")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Vote without JavaScript" }).ClickAsync(new() { Timeout = 1_000 });
        await Expect(page.Locator("#plain button")).ToBeVisibleAsync(new() { Timeout = 1_000 });
        // Another language is the same form.
        await page.Locator(".language-menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Gàidhlig" }).ClickAsync();
        await Expect(page.Locator("#plain button")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Enlarged_four_times_the_bar_lies_below_the_ballot_and_not_on_it()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "enlarged");
        await using var window = await chromium.WindowAsync(320, 256, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/enlarged#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        Assert.Equal("static", await page.Locator("#choose-step").EvaluateAsync<string>("bar => getComputedStyle(bar).position"));
    }

    [Fact]
    public async Task No_row_of_steps_stands_by_a_card_that_has_voted()
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, "voted-row");
        var derived = day.Cards[0].Derive(day.Origin);
        var cast = new Contracts.Ballots.CastBallot(
            derived.Number.ToString(), 1, derived.Proof(1).ToString(), "approve 1", Ledger.Digest.Random().ToString());
        Assert.Equal(Contracts.Ballots.CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/voted-row#{day.Cards[0].Symbols}");
        await Expect(page.GetByText("This card has already voted.")).ToBeVisibleAsync();
        await Expect(page.Locator("#steps")).ToBeHiddenAsync();
    }
}
