using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Papers;

/// <summary>Paper slips typed in at two desks, by keyboard alone, and settled by a third person.</summary>
public sealed class TypingTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private readonly Desks _desks = new(site);

    [Fact]
    public async Task A_paper_typed_differently_twice_is_settled_by_a_third_and_the_whole_pile_goes_into_the_log()
    {
        var day = await _desks.ClosedAsync("differs", slips: 4);
        await using var one = await chromium.LaptopAsync();
        await using var two = await chromium.LaptopAsync();
        var first = await _desks.DeskAsync(one, day.Id, "Desk one");
        await Desks.OpenAsync(first, "hall", 4);

        // A paper of three choices: four keys. One that breaks the rules is asked after, and means it when Enter comes again.
        await PressAsync(first, "1", "2", "3", "Enter");
        await ShowsAsync(first, 1, "accepted", "once");
        await PressAsync(first, "-", "Enter");
        await ShowsAsync(first, 2, "blank", "once");
        await PressAsync(first, "1", " ", "2", " ", "3", " ", "4", "Enter");
        await Expect(first.Locator("#warning")).ToContainTextAsync("too many marked");
        await first.KeepAsync("paper-warning");
        await first.Keyboard.PressAsync("Enter");
        await ShowsAsync(first, 3, "spoilt", "once");
        await PressAsync(first, "5", "Enter");
        await ShowsAsync(first, 4, "accepted", "once");

        var second = await _desks.DeskAsync(two, day.Id, "Desk two");
        await PressAsync(second, "Tab");
        await second.GotoAsync($"{site.Address()}/paper/{day.Id}?batch=hall");
        await Expect(second.Locator(".own li")).ToHaveCountAsync(0);
        await PressAsync(second, "1", "2", "Enter");
        await ShowsAsync(second, 1, "accepted", "differs");
        await PressAsync(second, "-", "Enter");
        await ShowsAsync(second, 2, "blank", "agreed");
        await PressAsync(second, "x", "1", "Enter");
        await ShowsAsync(second, 3, "spoilt", "agreed");
        await PressAsync(second, "9", "Enter");
        await Expect(second.Locator("[data-trouble='4']")).ToContainTextAsync("No project has the number");
        await Expect(second.Locator("#typed")).ToHaveValueAsync("9");
        await PressAsync(second, "5", "Enter");
        await ShowsAsync(second, 4, "accepted", "agreed");
        await Expect(second.Locator("[data-differs='1']")).ToContainTextAsync("You typed this slip");
        await second.KeepAsync("paper-second");

        await using var laptop = await chromium.LaptopAsync();
        var third = await _desks.OrganiserAsync(laptop, $"/paper/{day.Id}?batch=hall");
        await third.Locator("#settle-1").FocusAsync();
        await third.KeepAsync("paper-third");
        await PressAsync(third, "1", "2", "3", "Enter");
        await Expect(third.GetByText("All slips of this pile agree.")).ToBeVisibleAsync();
        await third.Locator("a.button[href$='/batches']").ClickAsync();
        await third.KeepAsync("batches");
        await third.Locator("[data-batch=hall] form button:not(.quiet)").ClickAsync();
        await Expect(third.Locator("[data-batch=hall]")).ToHaveAttributeAsync("data-finished", "true");

        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Papers);
        var batch = Assert.Single((await Grains.GetGrain<IDecisionDayGrain>(day.Id).GetAsync(default))!.PaperBatches);
        Assert.Equal(new PaperFigures(4, 2, 1, 1, 0, 0, 0, 0, LeftOut: 1, Differences: 1, Opened: 1), batch.Figures);
    }

    [Fact]
    public async Task Fingers_that_are_faster_than_the_network_lose_no_key()
    {
        var day = await _desks.ClosedAsync("fast", slips: 6);
        await using var window = await chromium.LaptopAsync();
        var desk = await _desks.DeskAsync(window, day.Id, "Desk");
        await Desks.OpenAsync(desk, "hall", 6);
        await desk.RouteAsync("**/paper/**", async route =>
        {
            await Task.Delay(400);
            await route.ContinueAsync();
        });
        await desk.Keyboard.TypeAsync("12\n3\n-\n8\n4 5\n", new() { Delay = 30 });
        // Slip 4 could not be read: it is said so, and it comes round again after the last one.
        await Expect(desk.Locator("[data-trouble='4']")).ToContainTextAsync("Slip 4: you typed 8.");
        await Expect(desk.Locator("[data-slip='5']")).ToBeVisibleAsync();
        await Expect(desk.Locator("[data-trouble='4']")).ToBeVisibleAsync();
        await PressAsync(desk, "1", "Enter");
        await Expect(desk.Locator("#slip")).ToHaveTextAsync("4");
        await PressAsync(desk, "2", "Enter");
        await Expect(desk.Locator("[data-trouble]")).ToHaveCountAsync(0);
        await Expect(desk.GetByText("No slip waits for you to type.")).ToBeVisibleAsync();
        var typed = (await Grains.GetGrain<IPaperCountGrain>(day.Id).ListAsync(await StationAsync(day.Id), default))[0].Own;
        Assert.Equal(["approve 1 2", "approve 3", "blank", "approve 2", "approve 4 area/5", "approve 1"], typed.Select(slip => slip.Reading.Ballot));
    }

    [Fact]
    public async Task The_page_works_without_script_and_turns_away_who_is_no_paper_desk_of_the_day()
    {
        var day = await _desks.ClosedAsync("plain", slips: 2);
        await using var window = await chromium.PhoneWithoutScriptAsync();
        var page = await _desks.OrganiserAsync(window, $"/paper/{day.Id}");
        await Desks.OpenAsync(page, "hall", 2);
        await PressAsync(page, "2", "1", "Enter");
        await ShowsAsync(page, 1, "accepted", "once");
        await PressAsync(page, "#", "1", "Enter");
        await Expect(page.Locator("#slip")).ToHaveTextAsync("1");
        await PressAsync(page, "2", "Enter");
        await Expect(page.Locator("[data-slip='1'] .read")).ToHaveCountAsync(1);

        await using var stranger = await chromium.LaptopAsync();
        var door = await stranger.NewPageAsync();
        await _desks.PairAsync(door, day.Id, StationRole.Screen, "A screen");
        await door.GotoAsync($"{site.Address()}/paper/{day.Id}");
        Assert.Contains("/console/sign-in", door.Url, StringComparison.Ordinal);
    }

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private async Task<string> StationAsync(string day) => (await Grains.GetGrain<IDecisionDayGrain>(day).GetAsync(default))!.Stations[0].Station;

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        Assert.InRange(keys.Length, 1, 8);
        foreach (var key in keys) await page.Keyboard.PressAsync(key);
    }

    private static async Task ShowsAsync(IPage page, int slip, string verdict, string state)
    {
        var line = page.Locator($"[data-slip='{slip}']");
        await Expect(line).ToHaveAttributeAsync("data-verdict", verdict);
        await Expect(line).ToHaveAttributeAsync("data-state", state);
    }
}
