using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>Somebody checks that a kiosk sends what they chose: the vote is opened, compared, and its card is exchanged at the door.</summary>
public sealed class KioskChallengeTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const string Offer = "Check that the service sealed what you chose";

    [Fact]
    public async Task A_vote_is_opened_compared_and_the_door_exchanges_the_card()
    {
        var day = await OpenDay.CreateAsync(site.Services, "tested");
        await using var tablet = await chromium.TabletAsync();
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id);
        var page = kiosk.Page;
        await kiosk.CastAsync(day.Cards[0], "1", "3");
        await page.KeepAsync("kiosk-receipt");

        // Left alone at the question, the vote stands.
        await kiosk.ButtonAsync(Offer);
        await Expect(kiosk.Heading).ToHaveTextAsync("Give up your vote to check it?");
        await page.KeepAsync("kiosk-challenge");
        await kiosk.ButtonAsync("Leave my vote as it is");
        await Expect(kiosk.Heading).ToHaveTextAsync("Your vote is cast");
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Ballots);

        await kiosk.ButtonAsync(Offer);
        await kiosk.ButtonAsync("Give up my vote and open it");
        await kiosk.ButtonAsync("Yes, open it");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The service sealed what you chose" })).ToBeVisibleAsync();
        await Expect(page.Locator("#same .reviewed li")).ToHaveCountAsync(2);
        await Expect(page.GetByText("The door exchanges your card for a new one while voting is open.")).ToBeVisibleAsync();
        // Nothing is saved on a device that many use.
        await page.GetByText("Details for those who check").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save this as a file" })).ToHaveCountAsync(0);
        await page.KeepAsync("kiosk-opened");
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((0, 1), (box.Ballots, box.Challenges));
        await kiosk.ButtonAsync("Finish: clear the screen");
        await kiosk.ScanAsync(day.Cards[0]);
        await Expect(kiosk.Heading).ToHaveTextAsync("The last vote of this card was opened to check it, and does not count.");

        Assert.Equal("exchanged", await ExchangeAsync(day, "Main door"));
        Assert.Equal("already-exchanged", await ExchangeAsync(day, "Side door"));
    }

    [Fact]
    public async Task A_machine_that_lies_is_found_out_and_the_proof_stays_on_the_screen_until_somebody_has_seen_it()
    {
        var day = await OpenDay.CreateAsync(site.Services, "liar");
        await using var tablet = await chromium.TabletAsync();
        await tablet.RouteAsync("**/challenges", async route =>
        {
            var answer = await route.FetchAsync();
            var told = JsonNode.Parse(await answer.TextAsync())!;
            told["ballot"] = "approve 2";
            await route.FulfillAsync(new() { Response = answer, Body = told.ToJsonString() });
        });
        var kiosk = await KioskVisit.PairAsync(site, tablet, day.Id, before: page => page.Clock.InstallAsync());
        await kiosk.CastAsync(day.Cards[0], "1", "3");
        await kiosk.ButtonAsync(Offer);
        await kiosk.ButtonAsync("Give up my vote and open it");
        await kiosk.ButtonAsync("Yes, open it");
        await Expect(kiosk.Heading).ToHaveTextAsync("The sealed vote is not the one you cast");
        await Expect(kiosk.Page.Locator("#different pre")).ToContainTextAsync("ballot approve 1 3");
        await kiosk.Page.KeepAsync("kiosk-lie");
        await kiosk.Page.Clock.RunForAsync(120_000);
        await Expect(kiosk.Heading).ToHaveTextAsync("The sealed vote is not the one you cast");
        await kiosk.ButtonAsync("An organiser has seen this: clear the screen");
        await kiosk.ExpectClearAsync();
    }

    // A door scans the inside of the card.
    private async Task<string> ExchangeAsync(OpenDay day, string name)
    {
        var address = new Uri(site.Address());
        using var door = new HttpClient { BaseAddress = address };
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id);
        var offer = await grain.OfferPairingAsync(new OfferPairing(StationRole.Door, name, "hall", "organiser-a"), default);
        (await door.PostAsJsonAsync("/api/stations/pair", new { code = offer!.Code, day = day.Id })).EnsureSuccessStatusCode();
        var card = day.Cards[0].Derive(day.Origin);
        var answer = await door.PostAsJsonAsync($"/api/days/{day.Id}/exchanges", new { card = card.Number.ToString(), inside = card.Inside.ToString() });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }
}
