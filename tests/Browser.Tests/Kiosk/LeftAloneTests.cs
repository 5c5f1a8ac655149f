using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>A kiosk from which somebody walked away: what it shows, keeps and goes on with. Its clock is turned; nobody waits for it.</summary>
public sealed class LeftAloneTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Asks = "Are you still there?";

    // All that a page can keep or pass on, and what its browser would restore.
    private const string Kept =
        """
        async () => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, document.referrer, location.href,
          history.state, history.length, document.title, document.documentElement.outerHTML, RegExp.input, RegExp.lastMatch, getSelection().toString(),
          (await indexedDB.databases()).length, await caches.keys(), [...document.querySelectorAll("input, textarea")].map((field) => field.value)])
        """;

    [Fact]
    public async Task Nobody_touches_it_for_a_minute_and_it_clears_itself()
    {
        var (kiosk, day) = await WithClockAsync("minute");
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await kiosk.Page.Clock.RunForAsync(40_000);
        await Expect(kiosk.Page.GetByText(Asks)).ToHaveCountAsync(0);
        await kiosk.Page.Clock.RunForAsync(8_000);
        var dialog = kiosk.Page.GetByRole(AriaRole.Alertdialog, new() { Name = Asks });
        await Expect(dialog).ToBeVisibleAsync();
        await Expect(kiosk.Page.GetByRole(AriaRole.Button, new() { Name = "I am still here" })).ToBeFocusedAsync();
        await kiosk.Page.KeepAsync("kiosk-idle", whole: false);

        // Somebody is there: the ballot is as it was, and the key that said so did nothing else.
        await kiosk.Page.Keyboard.PressAsync("Space");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(kiosk.Page.Locator("[data-project] input:checked")).ToHaveCountAsync(2);
        await kiosk.Page.Clock.RunForAsync(48_000);
        await kiosk.Page.GetByRole(AriaRole.Button, new() { Name = "I am still here" }).ClickAsync();
        await Expect(kiosk.Page.Locator("[data-project] input:checked")).ToHaveCountAsync(2);

        await kiosk.Page.Clock.RunForAsync(62_000);
        await kiosk.ExpectClearAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Theory]
    [InlineData("way")]
    [InlineData("review")]
    [InlineData("receipt")]
    [InlineData("opened")]
    [InlineData("typed")]
    public async Task At_every_step_it_clears_itself(string step)
    {
        var (kiosk, day) = await WithClockAsync($"step-{step}");
        var card = day.Cards[0];
        if (step == "typed")
        {
            await kiosk.Page.Locator(".card-reader .way").Last.ClickAsync();
            await kiosk.Page.Locator("#kiosk-code").FillAsync(card.Code[..9]);
        }
        else if (step == "way") await kiosk.ScanAsync(card);
        else if (step == "review")
        {
            await kiosk.BeginAsync(card);
            await kiosk.TickAsync("1");
            await kiosk.Page.Locator("#choose-next").ClickAsync();
            await Expect(kiosk.Page.Locator("#cast")).ToBeVisibleAsync();
        }
        else await kiosk.CastAsync(card, "1");
        if (step == "opened")
        {
            await kiosk.ButtonAsync("Check that the service sealed what you chose");
            await kiosk.ButtonAsync("Give up my vote and open it");
            await kiosk.ButtonAsync("Yes, open it");
            await Expect(kiosk.Page.Locator("#same")).ToBeVisibleAsync();
        }
        await kiosk.Page.Clock.RunForAsync(62_000);
        await kiosk.ExpectClearAsync();
    }

    [Fact]
    public async Task It_slept_and_wakes_for_somebody_else()
    {
        var (kiosk, day) = await WithClockAsync("slept");
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await kiosk.Page.Clock.FastForwardAsync(3_600_000); // as a lid that is closed and opened
        await kiosk.ExpectClearAsync();
        await Expect(kiosk.Page.GetByText(Asks)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Back_and_reload_after_a_cast_show_nothing_of_it()
    {
        var day = await OpenDay.CreateAsync(site.Services, "back");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var history = await kiosk.Page.EvaluateAsync<int>("() => history.length");
        await kiosk.CastAsync(day.Cards[0], "1", "3");
        Assert.Equal(history, await kiosk.Page.EvaluateAsync<int>("() => history.length"));

        await kiosk.Page.ReloadAsync();
        await kiosk.ExpectClearAsync();
        await kiosk.CastAsync(day.Cards[1], "1");
        await kiosk.Page.GotoAsync("about:blank");
        await kiosk.Page.GoBackAsync();
        await kiosk.ExpectClearAsync();

        // A browser that keeps a page behind as it is gives it back as it was left: it had let go of everything by then.
        await kiosk.CastAsync(day.Cards[2], "2");
        await kiosk.Page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        await kiosk.Page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await kiosk.ExpectClearAsync();
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task Nothing_of_a_ballot_stays_in_memory_storage_or_history()
    {
        var day = await OpenDay.CreateAsync(site.Services, "memory");
        var (card, derived) = (day.Cards[0], day.Cards[0].Derive(day.Origin));
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        var before = await page.EvaluateAsync<string>("() => JSON.stringify([localStorage, sessionStorage])");
        // By fingers, as people do: what a test passes in would lie in the page for the test's own sake.
        await page.Locator(".card-reader .way").Last.ClickAsync();
        await page.Locator("#kiosk-code").ClickAsync();
        await page.Keyboard.TypeAsync(card.Symbols, new() { Delay = 60 });
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#kiosk-view .way").First.ClickAsync();
        await page.Locator("[data-project=\"1\"] .title").TapAsync();
        await page.Locator("[data-project=\"area/5\"] .title").TapAsync();
        await page.Locator("#choose-next").ClickAsync();
        // While the person is there it is in memory, so a look into memory would see it.
        Assert.Contains(derived.Number.ToString(), await HeapAsync(tablet, page), StringComparison.Ordinal);
        await page.Locator("#cast").ClickAsync();
        var receipt = await kiosk.ReceiptAsync(day, "approve 1 area/5");
        await kiosk.ButtonAsync("Finish: clear the screen");
        await kiosk.ExpectClearAsync();

        var heap = await HeapAsync(tablet, page);
        var kept = await page.EvaluateAsync<string>(Kept);
        string[] theirs =
        [
            card.Symbols, card.Code, card.Symbols[..^1], derived.Number.ToString(), "approve 1 area/5", receipt.LeafHash.ToString(),
            ShortNumber.Of(derived.Number).Symbols, .. Enumerable.Range(1, 7).Select(version => derived.Proof(version).ToString()),
        ];
        foreach (var text in theirs)
        {
            Assert.DoesNotContain(JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(), heap, StringComparison.Ordinal);
            Assert.DoesNotContain(text, kept, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(site.Log, line => text.Length > 20 && line.Contains(text, StringComparison.OrdinalIgnoreCase) && text == card.Symbols);
        }
        Assert.Equal(before, await page.EvaluateAsync<string>("() => JSON.stringify([localStorage, sessionStorage])"));
        Assert.DoesNotContain(site.Log, line => line.Contains(card.Symbols, StringComparison.OrdinalIgnoreCase) || line.Contains(card.Code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_vote_on_its_way_is_not_dropped_and_shows_no_choices()
    {
        var day = await OpenDay.CreateAsync(site.Services, "on-its-way");
        await using var tablet = await chromium.TabletAsync();
        var bodies = new ConcurrentQueue<string>();
        var lost = true;
        await tablet.RouteAsync("**/api/days/on-its-way/ballots", async route =>
        {
            bodies.Enqueue(route.Request.PostData!);
            if (!Volatile.Read(ref lost)) await route.ContinueAsync();
            else
            {
                // The service takes the ballot the first time; its answers never arrive.
                if (bodies.Count == 1) await route.FetchAsync();
                await route.AbortAsync("connectionreset");
            }
        });
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.Clock.InstallAsync());
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await Expect(kiosk.Page.GetByText("Not counted yet")).ToBeVisibleAsync();
        await kiosk.Page.Clock.RunForAsync(125_000);
        await Expect(kiosk.Page.GetByText("Your vote is still being sent. Please tell a member of staff.")).ToBeVisibleAsync();
        await Expect(kiosk.Page.Locator("#still-staff")).ToContainTextAsync("send the next person to another kiosk");
        await Expect(kiosk.Page.GetByText(Asks)).ToHaveCountAsync(0);
        var shown = await kiosk.Page.Locator("#kiosk").InnerTextAsync();
        Assert.DoesNotContain("Slow walks", shown, StringComparison.Ordinal);
        await kiosk.Page.KeepAsync("kiosk-still-sending");
        // Another card waits: what is on its way is not given up for it, and leaving the page asks first.
        await kiosk.ScanAnywhereAsync($"https://pb.south.example/v/day#{day.Cards[1].Symbols}");
        await Expect(kiosk.Page.GetByRole(AriaRole.Button, new() { Name = "Stop and clear" })).ToHaveCountAsync(0);
        Assert.True(await kiosk.Page.EvaluateAsync<bool>("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"));

        Volatile.Write(ref lost, false);
        await kiosk.Page.Clock.RunForAsync(20_000);
        await kiosk.ReceiptAsync(day, "approve 1 3");
        Assert.InRange(bodies.Count, 3, int.MaxValue);
        Assert.Single(bodies.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
        // To open the vote would show it, and take it away: that is for the voter, who was sent to the staff.
        await Expect(kiosk.Page.GetByText("Check that the service sealed what you chose")).ToHaveCountAsync(0);
        // Whoever it was has a minute to take the receipt.
        await kiosk.Page.Clock.RunForAsync(62_000);
        await kiosk.ExpectClearAsync();
    }

    [Fact]
    public async Task A_vote_that_waited_for_its_answer_and_is_refused_is_shown_to_nobody()
    {
        var day = await OpenDay.CreateAsync(site.Services, "refused-late");
        await using var tablet = await chromium.TabletAsync();
        var lost = true;
        await tablet.RouteAsync("**/api/days/refused-late/ballots", route => Volatile.Read(ref lost) ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.Clock.InstallAsync());
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1", "3");
        await kiosk.Page.Locator("#choose-next").ClickAsync();
        await kiosk.Page.Locator("#cast").ClickAsync();
        await Expect(kiosk.Page.GetByText("Not counted yet")).ToBeVisibleAsync();

        await day.StepAsync(DayPhase.Paused);
        Volatile.Write(ref lost, false);
        await kiosk.Page.Clock.RunForAsync(20_000);
        await Expect(kiosk.Page.GetByText("Your choices were not cast")).ToBeVisibleAsync();
        Assert.DoesNotContain("Slow walks", await kiosk.Page.Locator("#kiosk").InnerTextAsync(), StringComparison.Ordinal);
        await Expect(kiosk.Page.Locator("#cast")).ToHaveCountAsync(0);
        await Expect(kiosk.Page.Locator("#kiosk-view .button")).ToHaveCountAsync(1);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task Before_the_opening_in_a_pause_and_after_the_close_it_says_so()
    {
        var day = await OpenDay.CreateAsync(site.Services, "phases", upTo: DayPhase.Published);
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.Clock.InstallAsync());
        await Expect(kiosk.Heading).ToHaveTextAsync("Voting has not opened yet");
        await kiosk.Page.KeepAsync("kiosk-not-open");
        await day.StepAsync(DayPhase.Open);
        await LaterAsync(kiosk, "Vote here");
        await day.StepAsync(DayPhase.Paused);
        await LaterAsync(kiosk, "Voting is paused");
        await day.StepAsync(DayPhase.Open);
        await LaterAsync(kiosk, "Vote here");
        Assert.Equal(Contracts.Ballots.IssueResult.Issued, await day.Box.IssueAsync(ShortNumber.Of(day.Cards[0].Derive(day.Origin).Number).Symbols, default));

        // Somebody is in the middle of it when voting ends.
        await kiosk.BeginAsync(day.Cards[0]);
        await kiosk.TickAsync("1");
        await day.StepAsync(DayPhase.Closed);
        await LaterAsync(kiosk, "Voting is closed");
        await Expect(kiosk.Page.GetByText("Your choices were not cast, and nothing was counted.")).ToBeVisibleAsync();
        await kiosk.ButtonAsync("Finish");
        await Expect(kiosk.Page.Locator(".phase-view h2")).ToHaveTextAsync("Voting is closed");
        await kiosk.Page.KeepAsync("kiosk-closed");
    }

    // The kiosk looks every fifteen seconds.
    private static async Task LaterAsync(KioskVisit kiosk, string heading)
    {
        for (var look = 0; look < 20 && await kiosk.Heading.TextContentAsync() != heading; look++)
        {
            await kiosk.Page.Clock.RunForAsync(16_000);
            await kiosk.Page.Locator("body").ClickAsync(new() { Position = new() { X = 2, Y = 2 } }); // somebody is there
        }
        await Expect(kiosk.Heading).ToHaveTextAsync(heading);
    }

    private async Task<(KioskVisit Kiosk, OpenDay Day)> WithClockAsync(string id)
    {
        var day = await OpenDay.CreateAsync(site.Services, id);
        var tablet = await chromium.TabletAsync();
        return (await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.Clock.InstallAsync()), day);
    }

    /// <summary>Everything in the page's memory that a script could still come to, after what nothing holds was thrown away.</summary>
    private static async Task<string> HeapAsync(IBrowserContext context, IPage page)
    {
        var tools = await context.NewCDPSessionAsync(page);
        var heap = new StringBuilder();
        tools.Event("HeapProfiler.addHeapSnapshotChunk").OnEvent += (_, told) => heap.Append(told!.Value.GetProperty("chunk").GetString());
        await tools.SendAsync("HeapProfiler.enable");
        await tools.SendAsync("HeapProfiler.collectGarbage");
        await tools.SendAsync("HeapProfiler.takeHeapSnapshot", new() { ["reportProgress"] = false });
        await tools.DetachAsync();
        Assert.Contains("kiosk-view", heap.ToString(), StringComparison.Ordinal);
        return heap.ToString();
    }
}
