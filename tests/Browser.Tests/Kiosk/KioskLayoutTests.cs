using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>A kiosk on the tablets that there are, lying on their long side: room for two people, and nothing that jumps.</summary>
public sealed class KioskLayoutTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    // What moved without anybody having touched anything.
    private const string Watch =
        """
        (() => {
          window.shifted = 0;
          new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value; })
            .observe({ type: "layout-shift", buffered: true });
        })();
        """;

    private const string Settled = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.shifted), 200))))";

    // The ballot, what stands beside it, and how many whole projects are in view above the bar with the next step.
    private const string Beside =
        """
        () => {
          const box = (place) => document.querySelector(place).getBoundingClientRect();
          const [paper, beside, bar] = [box(".kiosk-paper .ballot-form"), box(".beside"), box("#kiosk .sticky-step")];
          const whole = [...document.querySelectorAll("#kiosk .choices > li")].map((tile) => tile.getBoundingClientRect()).filter(({ height, top, bottom }) => height > 0 && top >= 0 && bottom <= bar.top).length;
          const apart = document.dir === "rtl" ? paper.left - beside.right : beside.left - paper.right;
          return [apart, beside.top - paper.top, beside.width, paper.width, whole, document.documentElement.scrollWidth - innerWidth, innerHeight - bar.bottom];
        }
        """;

    [Theory]
    [InlineData(1024, 768, "en")]
    [InlineData(1024, 768, "ar")]
    [InlineData(1024, 768, "gd")]
    [InlineData(1180, 820, "en")]
    [InlineData(1180, 820, "ar")]
    [InlineData(1366, 768, "en")]
    public async Task Two_people_have_the_ballot_and_what_each_of_them_does_beside_each_other(int width, int height, string language)
    {
        var day = await FormDays.OpenAsync(site.Services, "up-to", $"two-{width}-{language}");
        await using var tablet = await chromium.TabletAsync(width, height);
        await tablet.AddCookiesAsync([new() { Name = "language", Value = language, Url = site.Address() }]);
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.BeginAsync(day.Cards[0], way: 2);
        await kiosk.Page.KeepAsync($"kiosk-two-{width}-{language}-rules", whole: false);
        await kiosk.Page.Locator(".sticky-step .button").Last.ClickAsync();
        await Expect(kiosk.Page.Locator("#choose-next")).ToBeVisibleAsync();
        await kiosk.Page.KeepAsync($"kiosk-two-{width}-{language}", whole: false);
        var list = await kiosk.Page.EvaluateAsync<double[]>(Beside);
        Assert.InRange(list[0], 10, 60);
        Assert.InRange(list[1], -5, 200);
        Assert.InRange(list[2], 220, 420);
        Assert.InRange(list[3], 520, width);
        Assert.InRange(list[4], 1, 5);
        Assert.Equal(0, list[5]);
        // Nothing of the list shows under the bar.
        Assert.InRange(list[6], -0.5, 0.5);
        // What stands beside stays in sight while the list is scrolled.
        await kiosk.Page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await Expect(kiosk.Page.Locator(".beside h3").First).ToBeInViewportAsync();

        await kiosk.Page.Locator(".switch-way .button").ClickAsync();
        await Expect(kiosk.Page.Locator(".turn")).ToBeVisibleAsync();
        await kiosk.Page.KeepAsync($"kiosk-two-{width}-{language}-single", whole: false);
        var single = await kiosk.Page.EvaluateAsync<double[]>(Beside);
        Assert.InRange(single[0], 10, 60);
        Assert.Equal((1, 0), (single[4], single[5]));
    }

    [Fact]
    public async Task On_its_short_side_what_each_does_stands_below()
    {
        var day = await OpenDay.CreateAsync(site.Services, "two-upright");
        await using var tablet = await chromium.TabletAsync(768, 1024);
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.BeginAsync(day.Cards[0], way: 2);
        await kiosk.Page.Locator(".sticky-step .button").Last.ClickAsync();
        await Expect(kiosk.Page.Locator("#choose-next")).ToBeVisibleAsync();
        Assert.True(await kiosk.Page.EvaluateAsync<bool>("() => document.querySelector('.beside').getBoundingClientRect().top > document.querySelector('.kiosk-paper .ballot-form').getBoundingClientRect().bottom"));
        Assert.Equal(0, await kiosk.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth"));
    }

    [Theory]
    [InlineData(1280, 800)]
    [InlineData(1024, 768)]
    public async Task Nothing_jumps_when_it_starts_nor_while_somebody_votes(int width, int height)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"kiosk-steady-{width}");
        await using var tablet = await chromium.TabletAsync(width, height);
        await tablet.AddInitScriptAsync(Watch);
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        await kiosk.ExpectClearAsync();
        // Started anew on a slow network: the script comes late, and so does the day.
        foreach (var late in new[] { "**/js/kiosk*.js", $"**/api/days/{day.Id}" })
        {
            await tablet.RouteAsync(late, async route =>
            {
                await Task.Delay(700);
                await route.ContinueAsync();
            });
        }
        await kiosk.Page.ReloadAsync();
        await kiosk.ExpectClearAsync();
        await Expect(kiosk.Page.Locator(".card-reader")).ToBeVisibleAsync();
        Assert.InRange(await kiosk.Page.EvaluateAsync<double>(Settled), 0, 0.1);
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await Expect(kiosk.Heading).ToHaveTextAsync("Your vote is cast");
        Assert.InRange(await kiosk.Page.EvaluateAsync<double>(Settled), 0, 0.1);
    }
}
