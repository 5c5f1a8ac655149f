using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Running;

/// <summary>The running of a day: contacts, queues, piles, calls and the incident book.</summary>
public sealed class RunningPageTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task A_station_that_asks_is_seen_and_one_that_was_never_heard_of_is_said_so_since_the_start()
    {
        var console = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "seen");
        var door = await PairedStation.PairAsync(site, "seen");
        await PairedStation.PairAsync(site, "seen", StationRole.Kiosk, "Corner kiosk");
        await door.Http.GetAsync("/api/days/seen/station");
        await Eventually.HoldsAsync(async () =>
        {
            await console.OpenAsync("/console/days/seen/running");
            return Contact("Main door").Contains("Seen just now", StringComparison.Ordinal);
        });
        Assert.Contains("Not seen since the service started at", Contact("Corner kiosk"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await door.Http.PostAsJsonAsync("/api/days/seen/door/queue", new { people = 12, minutes = 6 })).StatusCode);
        await door.Http.PostAsJsonAsync("/api/days/seen/door/queue", new { people = 1_000 });
        await console.OpenAsync("/console/days/seen/running");
        Assert.Contains("In the queue: 12, for about 6 min (just now)", Row("Main door").TextContent, StringComparison.Ordinal);

        string Contact(string name) => Row(name).QuerySelector(".station-contact")!.TextContent;
        IElement Row(string name) => console.Page.QuerySelectorAll(".station-seen[data-station]").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_of_a_station_stands_on_the_page_until_somebody_comes_and_then_the_station_says_so()
    {
        var console = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "calls");
        var kiosk = await PairedStation.PairAsync(site, "calls", StationRole.Kiosk, "Corner kiosk");
        Assert.Equal(JsonValueKind.Null, (await StateAsync(kiosk)).ValueKind);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await kiosk.Http.PostAsJsonAsync("/api/days/calls/station/calls", new { reason = "Isla Morrison of 4 High Street" })).StatusCode);
        for (var pressed = 0; pressed < 5; pressed++)
            Assert.Equal(HttpStatusCode.OK, (await kiosk.Http.PostAsJsonAsync("/api/days/calls/station/calls", new { reason = "broken" })).StatusCode);
        Assert.False((await StateAsync(kiosk)).GetProperty("coming").GetBoolean());

        await console.OpenAsync("/console/days/calls/running");
        var call = Assert.Single(console.Page.QuerySelectorAll("[data-call]"));
        Assert.Contains("Corner kiosk", call.TextContent, StringComparison.Ordinal);
        Assert.Contains("Something does not work", call.TextContent, StringComparison.Ordinal);
        await console.SendAsync("[data-call] form[action*=Come]");
        Assert.Contains("On the way:", console.Text, StringComparison.Ordinal);
        Assert.True((await StateAsync(kiosk)).GetProperty("coming").GetBoolean());
        await console.SendAsync("[data-call] form[action*=EndCall]");
        Assert.Empty(console.Page.QuerySelectorAll("[data-call]"));
        Assert.Equal(JsonValueKind.Null, (await StateAsync(kiosk)).ValueKind);

        // Who calls again and again within a minute waits.
        HttpStatusCode last = default;
        for (var call2 = 0; call2 <= IRunningGrain.MostCallsInMinute && last != HttpStatusCode.Conflict; call2++)
        {
            last = (await kiosk.Http.PostAsJsonAsync("/api/days/calls/station/calls", new { reason = "help" })).StatusCode;
            var view = await Grains.GetGrain<IRunningGrain>("calls").GetAsync(default);
            foreach (var open in view.Calls.Where(one => one.EndedAt is null)) await Grains.GetGrain<IRunningGrain>("calls").EndCallAsync(open.Id, "one", default);
        }
        Assert.Equal(HttpStatusCode.Conflict, last);
    }

    [Fact]
    public async Task A_pile_is_low_below_ten_cards_or_a_tenth_and_not_when_it_was_spoilt()
    {
        var console = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "piles", cards: 31, issue: false);
        await day.AddLateBatchAsync("exchange-1", CardSecret.Draw().Derive(day.Origin).Number);
        await console.OpenAsync("/console/days/piles/running");
        Assert.Contains("Left: 31 of 31", Spaced(Pile("")), StringComparison.Ordinal);
        Assert.DoesNotContain("Low.", string.Concat(console.Page.QuerySelectorAll(".station-contact").Select(one => one.TextContent)), StringComparison.Ordinal);
        foreach (var card in day.Cards.Take(22)) Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(ShortNumber.Of(card.Derive(day.Origin).Number).Symbols, default));
        await console.OpenAsync("/console/days/piles/running");
        Assert.Contains("Low. Left: 9 of 31", Spaced(Pile("")), StringComparison.Ordinal);

        // What is kept for one group is a pile of its own, and low for itself, whatever others have.
        await day.AddLateBatchAsync("late", [.. Enumerable.Range(0, 40).Select(_ => CardSecret.Draw().Derive(day.Origin).Number)]);
        Assert.Equal(DayOutcome.Done, await Grains.GetGrain<IDecisionDayGrain>("piles").LabelBatchAsync("a", "The café", "one", default));
        await console.OpenAsync("/console/days/piles/running");
        Assert.Contains("Low. Left: 9 of 31", Spaced(Pile("The café")), StringComparison.Ordinal);
        Assert.Contains("Left: 40 of 40", Spaced(Pile("")), StringComparison.Ordinal);
        Assert.DoesNotContain("silent", Pile("").ClassName!, StringComparison.Ordinal);

        static string Spaced(IElement row) => System.Text.RegularExpressions.Regex.Replace(row.TextContent, @"\s+", " ");
        IElement Pile(string name) => console.Page.QuerySelector($"[data-pile='{name}']")!;
    }

    [Fact]
    public async Task What_stands_in_the_incident_book_stays_and_is_added_to_and_holds_no_card()
    {
        var console = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "incidents");
        await console.OpenAsync("/console/days/incidents/incidents");
        var written = new[] { ("Clock", "14:05"), ("Place", "Main door"), ("What", "A person shouted at the queue."), ("Handled", "Two of us spoke with them.") };
        await console.SendAsync("form[action$=incidents]", written);
        await console.SendAsync("form[action$=incidents]", written);
        Assert.Single(console.Page.QuerySelectorAll(".incidents > li"));
        await console.SendAsync(".incidents form", ("Text", "They came back and said sorry."));
        Assert.Contains("They came back and said sorry.", console.Page.QuerySelector(".incidents > li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Morag", console.Page.QuerySelector(".incidents > li")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(console.Page.QuerySelectorAll(".incidents > li > p input, .incidents > li > p textarea"));

        var secret = day.Cards[0];
        foreach (var card in new[] { secret.Code, secret.Symbols, secret.Code.ToLowerInvariant(), secret.Code.Replace('-', ' '), ShortNumber.Of(secret.Derive(day.Origin).Number).ToString() })
        {
            await console.SendAsync("form[action$=incidents]", ("Clock", "14:06"), ("Place", "Main door"), ("What", $"Found a card: {card}."), ("Handled", ""));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, console.Status);
            await console.OpenAsync("/console/days/incidents/incidents");
            Assert.Single(console.Page.QuerySelectorAll(".incidents > li"));
        }
        Assert.DoesNotContain(site.Log, line => line.Contains(secret.Symbols, StringComparison.Ordinal));

        await console.OpenAsync("/console/days/incidents/incidents?handler=File");
        var file = System.Text.Encoding.UTF8.GetString(console.Content);
        Assert.Contains("14:05 · Main door", file, StringComparison.Ordinal);
        Assert.Contains("+ They came back and said sorry.", file, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> StateAsync(PairedStation station) =>
        (await station.Http.GetFromJsonAsync<JsonElement>($"/api/days/{station.Day}/station")).GetProperty("call");
}
