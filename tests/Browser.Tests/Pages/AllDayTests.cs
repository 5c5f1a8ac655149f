using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>
/// A screen that is left on for a day by a turned clock: each hour its laptop sleeps, wakes and turns its scenes for two minutes; votes come in, somebody announces
/// something, and for an hour there is no network. It always goes on by itself, and holds no more at the end than at the beginning.
/// </summary>
public sealed class AllDayTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const int Hours = 24, OfflineHour = 7, ClosingHour = 22, Cards = 80;

    // Two minutes hold every scene of this day at least once.
    private const int AwakeMs = 120_000, AsleepMs = 58 * 60_000;

    [Fact]
    public async Task A_screen_left_on_for_a_day_follows_it_and_grows_by_nothing()
    {
        var day = await OpenDay.CreateAsync(site.Services, "all-day", more: 30, cards: Cards);
        await using var hall = await chromium.HallScreenAsync();
        var page = await hall.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync($"{site.Address()}/screen/{day.Id}");
        await Expect(page.Locator("#live-dot[data-state=live]")).ToBeVisibleAsync();
        var measure = await hall.NewCDPSessionAsync(page);
        await measure.SendAsync("Performance.enable");
        var presentation = site.Grains().GetGrain<IPresentationGrain>(day.Id);
        var held = new List<Held>();
        using var client = new HttpClient { BaseAddress = new Uri(site.Address()) };
        var cast = 0;

        for (var hour = 0; hour < Hours; hour++)
        {
            if (hour == OfflineHour) await hall.SetOfflineAsync(true);
            if (hour == OfflineHour + 1) await hall.SetOfflineAsync(false);
            if (hour == ClosingHour) await day.StepAsync(DayPhase.Closed);
            else if (hour < ClosingHour)
            {
                cast += await CastAsync(client, day, cast, hour);
                await presentation.AnnounceAsync(new([new LocalText("en", $"It is hour {hour}.")], ""), "a", default);
            }

            await page.Clock.FastForwardAsync(AsleepMs);
            await page.Clock.RunForAsync(AwakeMs);
            if (hour == OfflineHour) await Expect(page.Locator("#live-dot[data-state=offline]")).ToBeVisibleAsync();
            else
            {
                // Its next try comes by its own clock, which stands until it is turned.
                await GoesOnAsync(page, hour >= ClosingHour ? "closed" : "open", hour >= ClosingHour ? "" : $"It is hour {hour}.");
                if (hour < ClosingHour) Assert.Equal($"{cast}", await page.Locator("#ballots").TextContentAsync());
            }
            held.Add(await HeldAsync(measure));
        }

        await page.KeepAsync("screen-after-a-day", whole: false);
        // From the second hour on, when all there is was shown once.
        var (first, last) = (held[1], held[^1]);
        TestContext.Current.SendDiagnosticMessage("A screen's day: {0} nodes and {1:N0} bytes after two hours, {2} and {3:N0} after a day.", first.Nodes, first.Bytes, last.Nodes, last.Bytes);
        Assert.True(last.Nodes <= first.Nodes * 1.5, string.Join("\n", held));
        Assert.True(last.Listeners <= first.Listeners * 1.5, string.Join("\n", held));
        Assert.True(last.Bytes <= first.Bytes * 1.5, string.Join("\n", held));
    }

    // As in a rehearsal of a day: a few come early and late, most about noon, and some of them vote again.
    private static async Task<int> CastAsync(HttpClient client, OpenDay day, int first, int hour)
    {
        var (came, ballots) = (hour is >= 9 and < 15 ? 8 : 1, $"/api/days/{day.Id}/ballots");
        for (var card = first; card < first + came; card++) (await client.PostAsJsonAsync(ballots, day.Cast(card))).EnsureSuccessStatusCode();
        if (came > 1) (await client.PostAsJsonAsync(ballots, day.Cast(first, version: 2))).EnsureSuccessStatusCode();
        return came;
    }

    private static async Task GoesOnAsync(IPage page, string phase, string said)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            var (now, band) = (await page.Locator("#screen").GetAttributeAsync("data-phase"), await page.Locator(".band-said").TextContentAsync());
            if (await page.Locator("#live-dot").GetAttributeAsync("data-state") == "live" && now == phase && (said.Length == 0 || band == said)) return;
            await page.Clock.RunForAsync(1_000);
            await Task.Delay(100);
        }
        Assert.Fail($"It does not go on: {await page.Locator("#screen").InnerTextAsync()}");
    }

    private static async Task<Held> HeldAsync(ICDPSession measure)
    {
        await measure.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await measure.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble(), StringComparer.Ordinal);
        return new Held(metrics["Nodes"], metrics["JSEventListeners"], metrics["JSHeapUsedSize"]);
    }

    private sealed record Held(double Nodes, double Listeners, double Bytes);
}
