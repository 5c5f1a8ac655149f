using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>A presenter with a phone and a clicker, and the screens of the hall.</summary>
public sealed class PresentingTests(Chromium chromium, EveryPage pages)
{
    [Fact]
    public async Task The_reveal_is_turned_forth_and_back_by_phone_and_by_key_on_every_screen_at_once()
    {
        await using var hall = await chromium.HallScreenAsync();
        await using var other = await chromium.HallScreenAsync();
        await using var pocket = await chromium.PhoneAsync();
        var (laptop, wall, phone) = (await hall.NewPageAsync(), await other.NewPageAsync(), await pocket.NewPageAsync());
        await PairAsync(laptop, "declared", "Laptop");
        await PairAsync(phone, "declared", "Phone");
        await laptop.GotoAsync($"{pages.Address}/screen/declared");
        await wall.GotoAsync($"{pages.Address}/screen/declared");
        // Nobody has turned: who comes late sees the end.
        await Expect(wall.GetByText("Thank you for deciding together.")).ToBeVisibleAsync();

        await phone.GotoAsync($"{pages.Address}/present/declared");
        await phone.KeepAsync("present-phone");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        foreach (var screen in new[] { laptop, wall }) await Expect(screen.GetByText("Ballots counted: 1")).ToBeVisibleAsync();

        await laptop.Keyboard.PressAsync("ArrowRight");
        await Expect(wall.Locator(".scene.award")).ToBeVisibleAsync();
        await Expect(wall.Locator(".award-facts")).ToContainTextAsync("Money left");
        await wall.KeepAsync("screen-award", whole: false);
        await Expect(phone.Locator("#turn-at")).ToContainTextAsync("Page 2 of");
        var shown = await wall.Locator(".scene-big").InnerTextAsync();
        await wall.ReloadAsync();
        await Expect(wall.Locator(".scene-big")).ToHaveTextAsync(shown);

        // The wall is not paired: its keys turn nothing for anybody.
        await wall.Keyboard.PressAsync("ArrowRight");
        await laptop.Keyboard.PressAsync("PageDown");
        await Expect(wall.Locator(".scene-big")).Not.ToHaveTextAsync(shown);
        await Expect(phone.Locator("#turn-at")).ToContainTextAsync("Page 3 of");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await Expect(wall.Locator(".scene-big")).ToHaveTextAsync(shown);
        await Expect(laptop.Locator(".scene-big")).ToHaveTextAsync(shown);
        Assert.Equal(1, (await pages.Site.Grains().GetGrain<IPresentationGrain>("declared").GetAsync(default)).Page);
        await pages.Site.Grains().GetGrain<IPresentationGrain>("declared").TurnAsync(PresentedDeck.Result, 0, "test", default);
    }

    [Fact]
    public async Task Without_a_network_the_presenter_is_told_so_and_keeps_what_was_typed()
    {
        await OpenDay.CreateAsync(pages.Site.Services, "cut-off");
        await using var pocket = await chromium.PhoneAsync();
        var phone = await pocket.NewPageAsync();
        await PairAsync(phone, "cut-off", "Phone");
        await phone.GotoAsync($"{pages.Address}/present/cut-off");
        var (text, says) = (phone.Locator("input[name^='text[']").First, phone.Locator("#no-network"));
        await text.FillAsync("The soup is ready.");
        await pocket.SetOfflineAsync(true);
        await Expect(says).ToContainTextAsync("No network since");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(says).ToContainTextAsync("was not sent");
        await phone.KeepAsync("present-cut-off");
        await pocket.SetOfflineAsync(false);
        await Expect(says).ToBeHiddenAsync();
        await Expect(text).ToHaveValueAsync("The soup is ready.");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(phone.Locator("#said")).ToHaveTextAsync("The soup is ready.");
        Assert.Equal("The soup is ready.", (await pages.Site.Grains().GetGrain<IPresentationGrain>("cut-off").GetAsync(default)).Announcement!.Texts[0].Text);
    }

    [Fact]
    public async Task What_is_announced_stands_on_every_screen_until_it_is_taken_off_and_minutes_run_out_before_all()
    {
        await using var other = await chromium.HallScreenAsync();
        await using var pocket = await chromium.PhoneAsync();
        var (wall, phone) = (await other.NewPageAsync(), await pocket.NewPageAsync());
        await OpenDay.CreateAsync(pages.Site.Services, "called");
        await PairAsync(phone, "called", "Phone");
        await wall.GotoAsync($"{pages.Address}/screen/called");
        await phone.GotoAsync($"{pages.Address}/present/called");
        await Expect(phone.GetByText("The screens turn by themselves now.")).ToBeVisibleAsync();

        await phone.Locator("input[name^='text[']").First.FillAsync("The soup is ready.");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(wall.Locator(".scene-big")).ToHaveTextAsync("The soup is ready.");
        await Expect(wall.Locator(".band-said")).ToBeHiddenAsync();
        await wall.KeepAsync("screen-announced", whole: false);
        // Below any other scene it is said too.
        await wall.Keyboard.PressAsync("ArrowRight");
        await Expect(wall.Locator(".band-said")).ToBeVisibleAsync();
        await Expect(wall.Locator(".band-said")).ToHaveTextAsync("The soup is ready.");
        await Expect(wall.Locator(".scene-big")).Not.ToHaveTextAsync("The soup is ready.");
        var inAnHour = LocalTime.ClockOf(TimeProvider.System.GetUtcNow().AddHours(1), "Europe/London");
        await phone.GetByLabel("Voting closes at").FillAsync(inAnHour);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Show the last call" }).ClickAsync();
        await Expect(wall.Locator(".band-said")).ToHaveTextAsync($"Last call: voting closes at {inAnHour}");

        await phone.GetByRole(AriaRole.Button, new() { Name = "Begin the clock" }).ClickAsync();
        await Expect(wall.Locator(".talk-clock")).ToContainTextAsync("2:");
        await Expect(phone.Locator("#clock")).ToContainTextAsync("2:");
        await wall.KeepAsync("screen-talk", whole: false);
        await phone.KeepAsync("present-talk");
        await phone.GetByRole(AriaRole.Button, new() { Name = "End the minutes" }).ClickAsync();
        await Expect(wall.Locator(".talk-clock")).ToHaveCountAsync(0);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Take it off the screens" }).ClickAsync();
        await Expect(wall.Locator(".band-said")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_console_announces_for_minutes_and_a_screen_takes_it_off_by_itself()
    {
        await using var other = await chromium.HallScreenAsync();
        await using var desk = await chromium.StillWindowAsync(1280, 900, ColorScheme.Light);
        var (wall, console) = (await other.NewPageAsync(), await desk.NewPageAsync());
        await wall.Clock.InstallAsync();
        await wall.GotoAsync($"{pages.Address}/screen/talks");
        await console.GotoAsync($"{pages.Address}/console/sign-in");
        await console.Locator("#Name").FillAsync(EveryPage.Name);
        await console.Locator("#Password").FillAsync(EveryPage.Password);
        await console.Locator("main form button").ClickAsync();
        await Expect(console.Locator(".day-list")).ToBeVisibleAsync();
        await console.GotoAsync($"{pages.Address}/console/days/talks");
        await console.GetByRole(AriaRole.Link, new() { Name = "Say something on all screens" }).ClickAsync();

        await console.Locator("input[name^='text[']").First.FillAsync("A blue car blocks the gate.");
        await console.GetByLabel("For how many minutes").SelectOptionAsync("5");
        await console.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(console.Locator("#said")).ToHaveTextAsync("A blue car blocks the gate.");
        var shown = wall.GetByText("A blue car blocks the gate.").Locator("visible=true");
        await Expect(shown).ToHaveCountAsync(1);
        await console.KeepAsync("console-announced");

        await wall.Clock.FastForwardAsync("04:50");
        await Expect(shown).ToHaveCountAsync(1);
        await wall.Clock.FastForwardAsync("00:20");
        await Expect(shown).ToHaveCountAsync(0);
        await console.GetByRole(AriaRole.Button, new() { Name = "Take it off the screens" }).ClickAsync();
        await Expect(console.GetByText("Nothing is announced now.")).ToBeVisibleAsync();
    }

    private async Task PairAsync(IPage page, string day, string name)
    {
        var offer = await pages.Site.Grains().GetGrain<IDecisionDayGrain>(day).OfferPairingAsync(new OfferPairing(StationRole.Screen, name, "hall", "organiser-a"), default);
        await page.GotoAsync($"{pages.Address}/pair/{day}#{offer!.Code}");
        await page.WaitForURLAsync(url => !url.Contains("/pair", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }
}
