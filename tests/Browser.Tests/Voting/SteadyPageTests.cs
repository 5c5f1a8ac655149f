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
        // The script comes late, as on a slow network: what stands before it must be what stands after it.
        await phone.RouteAsync("**/js/vote*.js", async route =>
        {
            await Task.Delay(1_000);
            await route.ContinueAsync();
        });
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady");
        await Expect(page.Locator("#vote[data-script]")).ToBeAttachedAsync();
        Assert.InRange(await page.EvaluateAsync<double>(Shifts), 0, 0.1);
        await Expect(page.Locator("#plain")).ToBeHiddenAsync();
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
    public async Task Without_script_the_form_is_there_at_once()
    {
        await OpenDay.CreateAsync(pages.Site.Services, "steady-plain");
        await using var phone = await chromium.PhoneWithoutScriptAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/v/steady-plain");
        await Expect(page.Locator("#plain button")).ToBeVisibleAsync(new() { Timeout = 1_000 });
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
