using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Doors;

/// <summary>A door whose network goes: whom it lets in, what its device holds, and how it settles by itself. Source: docs/adr/0068.</summary>
public sealed class AloneDoorTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const int People = 200;

    // Longer than the door waits before it works alone.
    private const int Silence = 21_000;

    private IRegisterGrain Register(string day) => site.Grains().GetGrain<IRegisterGrain>(day);

    [Fact]
    public async Task A_door_cut_off_for_ten_minutes_lets_in_200_people_and_settles_by_itself()
    {
        const string day = "door-alone";
        await DoorPages.PublishAsync(site, day, CheckInMode.Register);
        // The main door keeps the first half, the side door the second.
        await Register(day).AddAsync(
            [.. Enumerable.Range(0, 2 * People).Select(at => new NewLine($"{at:000}", $"{(at < People ? "Ada" : "Zoe")} {at:000}", "", $"PASSNUMBER{at:000}"))], default);
        await using var cable = new Cable(new Uri(site.Address()));
        await using var context = await chromium.TabletAsync();
        await context.Clock.InstallAsync();
        await using var other = await chromium.LaptopAsync();
        var side = await other.PairAsync(site, day, "Side door");
        var page = await context.PairAsync(site, day, "Main door", cable.Address);
        await KeptAsync(page, $"Number: {People}");

        cable.Cut();
        // At once, before the others know that the main door is silent.
        Assert.Equal(CheckInStatus.CheckedIn, (await Register(day).CheckInAsync("007", "Side door", default)).Status);
        await page.ScanAsync("PASSNUMBER000");
        await page.AnswersAsync("no-connection");
        await page.Clock.FastForwardAsync(Silence);
        await page.AnswersAsync("let-in");
        await Expect(page.Locator("#alone")).ToContainTextAsync("This door goes on alone");
        await Expect(page.Locator("#alone")).ToContainTextAsync("Do not close or reload this page.");
        for (var at = 1; at < People; at++) await LetInAsync(page, at);
        await page.Clock.FastForwardAsync(3_000);
        await page.ScanAsync("PASSNUMBER001");
        await page.AnswersAsync("already-in");
        await page.ScanAsync("PASSNUMBER399");
        await page.AnswersAsync("not-kept");
        await page.GetByLabel("Name, street or postcode").FillAsync("Zoe 399");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await Expect(page.Locator("#lines")).ToContainTextAsync("send the person here: Side door");

        // The other door sends the silent door's people to it, and lets in its own. The service counts fifteen seconds by its own clock: asked earlier, it would let in.
        await Task.Delay(TimeSpan.FromSeconds(20));
        await EventuallyAsync(async () => (await Register(day).CheckInAsync("120", "Side door", default)).Status == CheckInStatus.KeptElsewhere);
        await side.ScanAsync("PASSNUMBER121");
        await side.AnswersAsync("kept-elsewhere");
        await Expect(side.Locator("#answer")).ToContainTextAsync("Main door has no network");
        await side.ScanAsync("PASSNUMBER300");
        await side.AnswersAsync("let-in");
        // Nothing of what the main door does is known yet.
        Assert.Equal(2, (await Register(day).GetTotalsAsync(default)).People);

        // The page is loaded again, without a network: no name opens, what was done is kept, and both are said.
        await page.ReloadAsync();
        await Expect(page.Locator("#alone")).ToContainTextAsync($"do not open before the network is back. What it did is kept. Waiting to be settled: {People}");
        await page.Clock.FastForwardAsync(Silence);
        await page.KeepAsync("door-locked");
        await page.ScanAsync("PASSNUMBER001");
        await page.AnswersAsync("no-connection");
        cable.Mend();
        await page.Clock.FastForwardAsync(70_000);
        await Expect(page.Locator("#told")).ToContainTextAsync(new Regex("Ada 007.*Side door let this person in too, in the hour after .*Two cards may be out: tell the organiser."));
        await Expect(page.Locator("#alone")).ToBeHiddenAsync();
        var totals = await Register(day).GetTotalsAsync(default);
        Assert.Equal((People + 1, 1, People + 2), (totals.People, totals.Twice, totals.Marks));
        Assert.Equal([new DoorCount("Main door", People - 1), new DoorCount("Side door", 2)], totals.Doors);
        await Expect(page.Locator("#people")).ToHaveTextAsync($"{People + 1}");
        await page.KeepAsync("door-settled");
        await page.GetByRole(AriaRole.Button, new() { Name = "I told the organiser" }).ClickAsync();
        await Expect(page.Locator("#told")).ToBeHiddenAsync();
        await page.ScanAsync("PASSNUMBER150");
        await page.AnswersAsync("already-in");
        await Expect(page.Locator("#answer")).ToContainTextAsync("At Main door, in the hour after");

        static async Task LetInAsync(IPage page, int at)
        {
            await page.Clock.FastForwardAsync(3_000);
            await page.ScanAsync($"PASSNUMBER{at:000}");
            await Expect(page.Locator("#answer[data-answer=let-in]")).ToContainTextAsync($"{at:000}");
        }
    }

    [Fact]
    public async Task Cards_of_a_doors_own_pile_go_out_without_a_network_and_each_once()
    {
        const string id = "door-pile";
        var made = await DoorPages.PublishAsync(site, id, CheckInMode.CardsOnly);
        var day = site.Grains().GetGrain<IDecisionDayGrain>(id);
        await using var cable = new Cable(new Uri(site.Address()));
        await using var context = await chromium.TabletAsync();
        await context.Clock.InstallAsync();
        var page = await context.PairAsync(site, id, "Main door", cable.Address);
        var view = (await day.GetAsync(default))!;
        var numbers = made.Cards.Select(card => card.Derive(view.Origin).Number).ToArray();
        var batch = $"{AddBatch.PileOf(view.Stations[0].Station)}1";
        Assert.Equal(DayRefusal.None, (await day.AddBatchAsync(new AddBatch(batch, [.. numbers[..3].Select(number => number.ToString())], true), "organiser-a", "organiser-b", default)).Refusal);
        Assert.Equal(DayRefusal.None, (await day.ActivateBatchAsync(batch, "organiser-a", default)).Refusal);
        await KeptAsync(page, "Left there: 3");

        cable.Cut();
        await page.Clock.FastForwardAsync(Silence);
        await page.ScanAsync(ShortNumber.Of(numbers[0]).Symbols);
        await page.AnswersAsync("hand-over");
        await Expect(page.Locator("#answer")).ToContainTextAsync("Recorded on this device");
        await page.Clock.FastForwardAsync(20_000);
        await page.ScanAsync(ShortNumber.Of(numbers[0]).Symbols);
        await page.AnswersAsync("already-handed-out");
        await page.ScanAsync(ShortNumber.Of(numbers[5]).Symbols);
        await page.AnswersAsync("not-in-pile");
        // Cards need no key, and a page that is loaded again without a network goes on with them.
        await page.ReloadAsync();
        await Expect(page.Locator("#alone")).ToContainTextAsync("Waiting to be settled: 1");
        await page.Clock.FastForwardAsync(Silence);
        await page.ScanAsync(ShortNumber.Of(numbers[0]).Symbols);
        await page.AnswersAsync("already-handed-out");
        await page.ScanAsync(ShortNumber.Of(numbers[1]).Symbols);
        await page.AnswersAsync("hand-over");
        cable.Mend();
        await page.Clock.FastForwardAsync(70_000);
        await Expect(page.Locator("#alone")).ToBeHiddenAsync();
        var totals = await Register(id).GetTotalsAsync(default);
        Assert.Equal((2, 2), (totals.People, totals.Alone));
        Assert.Equal(CardState.Fresh, (await made.Box.GetCardAsync(numbers[0].ToString(), default)).State);
    }

    [Fact]
    public async Task A_door_that_comes_back_after_the_close_settles_by_itself_and_leaves_nothing_on_its_device()
    {
        const string id = "door-late";
        var made = await DoorPages.PublishAsync(site, id, CheckInMode.Register);
        var day = site.Grains().GetGrain<IDecisionDayGrain>(id);
        var origin = (await day.GetAsync(default))!.Origin;
        var cards = new AddBatch("a", [.. made.Cards.Select(card => card.Derive(origin).Number.ToString())], true);
        Assert.Equal(DayRefusal.None, (await day.AddBatchAsync(cards, "organiser-a", "", default)).Refusal);
        await made.StepAsync(DayPhase.Open);
        await Register(id).AddAsync([.. Enumerable.Range(0, 3).Select(at => new NewLine($"{at}", $"Ada {at}", "", $"PASSNUMBER{at:000}"))], default);
        await using var cable = new Cable(new Uri(site.Address()));
        await using var context = await chromium.TabletAsync();
        await context.Clock.InstallAsync();
        var page = await context.PairAsync(site, id, "Main door", cable.Address);
        await KeptAsync(page, "Number: 3");
        cable.Cut();
        await page.Clock.FastForwardAsync(Silence);
        foreach (var at in new[] { 0, 1 })
        {
            await page.Clock.FastForwardAsync(3_000);
            await page.ScanAsync($"PASSNUMBER{at:000}");
            await Expect(page.Locator("#answer[data-answer=let-in]")).ToContainTextAsync($"Ada {at}");
        }

        await made.StepAsync(DayPhase.Closed);
        ((Web.Days.DayReader)site.Services.GetService(typeof(Web.Days.DayReader))!).Forget(id);
        // Meanwhile somebody was let in elsewhere whom this door let in too: that stays told until a volunteer has seen it.
        await Register(id).SettleMarksAsync("Side door", [new AloneMark("side", "1")], isLate: true, default);
        cable.Mend();
        await page.Clock.FastForwardAsync(70_000);
        await page.AnswersAsync("not-paired");
        await Expect(page.Locator("#answer")).ToContainTextAsync("settled now, after the end of voting. Number: 2");
        await Expect(page.Locator("#told")).ToContainTextAsync("Side door let this person in too");
        Assert.Equal([new DoorCount("Main door", 2), new DoorCount("Side door", 1)], (await Register(id).GetTotalsAsync(default)).Late);
        // It is a door no more, though its network goes again.
        await page.ScanAsync("PASSNUMBER002");
        await Expect(page.Locator("#answer[data-answer=let-in]")).ToHaveCountAsync(0);
        await page.KeepAsync("door-settled-late");
        await page.GetByRole(AriaRole.Button, new() { Name = "I told the organiser" }).ClickAsync();
        await page.Clock.FastForwardAsync(6_000);
        await EventuallyAsync(async () => await page.EvaluateAsync<string>(Left) == "0 0 0");
    }

    [Fact]
    public async Task A_door_that_is_ended_leaves_nothing_on_its_device()
    {
        const string id = "door-ended";
        await DoorPages.PublishAsync(site, id, CheckInMode.Register);
        await Register(id).AddAsync([new NewLine("1", "Quirinius Abernethy", "", "")], default);
        await using var context = await chromium.TabletAsync();
        var page = await context.PairAsync(site, id, "Main door");
        await KeptAsync(page, "Number: 1");
        await Expect(page.Locator("#phase")).ToBeVisibleAsync();
        Assert.Equal("1 1 1", await page.EvaluateAsync<string>(Left));

        var day = site.Grains().GetGrain<IDecisionDayGrain>(id);
        var station = (await day.GetAsync(default))!.Stations[0].Station;
        Assert.Equal(DayRefusal.None, (await day.RevokeStationAsync(station, "organiser-a", default)).Refusal);
        await page.AnswersAsync("not-paired");
        await EventuallyAsync(async () => await page.EvaluateAsync<string>(Left) == "0 0 0");
    }

    [Fact]
    public async Task A_door_that_was_ended_while_its_page_was_not_open_leaves_nothing_but_what_no_service_was_told_of()
    {
        const string id = "door-ended-away";
        await DoorPages.PublishAsync(site, id, CheckInMode.Register);
        await Register(id).AddAsync([new NewLine("1", "Quirinius Abernethy", "", "PASSNUMBER1"), new NewLine("2", "Ada Reid", "", "PASSNUMBER2")], default);
        await using var cable = new Cable(new Uri(site.Address()));
        await using var context = await chromium.TabletAsync();
        await context.Clock.InstallAsync();
        var page = await context.PairAsync(site, id, "Main door", cable.Address);
        await KeptAsync(page, "Number: 2");
        cable.Cut();
        await page.Clock.FastForwardAsync(Silence);
        await page.ScanAsync("PASSNUMBER1");
        await page.AnswersAsync("let-in");
        await page.GotoAsync("about:blank");
        var day = site.Grains().GetGrain<IDecisionDayGrain>(id);
        var station = (await day.GetAsync(default))!.Stations[0].Station;
        Assert.Equal(DayRefusal.None, (await day.RevokeStationAsync(station, "organiser-a", default)).Refusal);
        ((Web.Days.DayReader)site.Services.GetService(typeof(Web.Days.DayReader))!).Forget(id);
        // What a station is, is asked anew every second or so.
        await Task.Delay(TimeSpan.FromSeconds(3));
        cable.Mend();
        // The page that says that this is no door takes it off: the names, and the page with its worker. The mark stays, sealed.
        await EventuallyAsync(async () =>
        {
            await page.GotoAsync($"{cable.Address}/door");
            return await page.GetByText("This device is not a door yet").IsVisibleAsync();
        });
        var left = "";
        for (var look = 0; look < 100 && left != "1 0 0"; look++)
        {
            await Task.Delay(200);
            left = await page.EvaluateAsync<string>(Left);
        }

        Assert.Equal("1 0 0", left);
        Assert.Equal("mark", await page.EvaluateAsync<string>(Records));
    }

    private const string Records =
        """
        async () => {
          const [{ name }] = await indexedDB.databases();
          const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
          const database = await done(indexedDB.open(name));
          const names = await done(database.transaction("records").objectStore("records").getAllKeys());
          database.close();
          return names.map((one) => one.split("/")[0]).sort().join(" ");
        }
        """;

    private const string Left =
        """
        async () => [(await indexedDB.databases()).length, (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length].join(" ")
        """;

    // What the door keeps stands in its help; its worker has the page.
    private static async Task KeptAsync(IPage page, string what)
    {
        await page.GetByText("How to use this page").ClickAsync();
        await EventuallyAsync(async () =>
        {
            await page.Clock.FastForwardAsync(5_000);
            return (await page.Locator("#allotted").TextContentAsync())!.Contains(what, StringComparison.Ordinal)
                && await page.EvaluateAsync<bool>("async () => Boolean(await caches.match('/door')) && (await navigator.serviceWorker.getRegistration('/door'))?.active?.state === 'activated'");
        });
        await page.GetByText("How to use this page").ClickAsync();
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo()) await Task.Delay(200, patience.Token);
    }
}
