using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Doors;

/// <summary>Whose codes undo something at a door of a day that counts. Source: docs/adr/0068 and 0062.</summary>
public sealed class DoorCodesTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task Two_approvers_of_the_day_undo_with_the_codes_that_the_console_showed_them_and_nobody_else_does()
    {
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var (morag, iain) = (await ConsoleBrowser.SignedInAsync(site), await ConsoleBrowser.SecondAsync(site));
        var (day, people, cards) = await RealDay.ReadyAsync(site.Services, "counts", cards: 3, witness: null);
        var today = StepRules.DateAt(TimeProvider.System.GetUtcNow(), "Europe/London");
        var opened = await day.TransitionAsync(new Transition(DayPhase.Open, "", people[0], people[1]) { OnDate = today, WithoutWitness = true }, default);
        Assert.Equal(DayOutcome.Done, opened);
        var door = await PairedStation.PairAsync(site, "counts");
        var card = ShortNumber.Of(cards[0].Number).Symbols;
        Assert.Equal("issued", await door.AskAsync(new { card }));

        // Somebody who is confirmed after the day was published is no approver of it.
        var eve = (await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(people[0], default), "Eve", ConsoleBrowser.Password), default)).Organiser!.Id;
        var evesCode = (await grains.GetGrain<IRegisterGrain>("counts").MakeDoorCodesAsync(eve, default))[0];
        var (moragsCode, iainsCode) = (await CodeAsync(morag), await CodeAsync(iain));
        Assert.Equal("codes-wrong", await UndoAsync(moragsCode, evesCode));
        Assert.Equal(ConfirmResult.Confirmed, await organisation.ConfirmAsync(eve, people[1], default));
        Assert.Equal("codes-wrong", await UndoAsync(evesCode, iainsCode));
        Assert.Equal("codes-one-person", await UndoAsync(iainsCode, iainsCode));
        Assert.Equal("already-issued", await door.AskAsync(new { card }));

        Assert.Equal("undone", await UndoAsync(moragsCode, iainsCode));
        Assert.Equal("ended", await door.AskAsync(new { card }));

        // Each is told where their codes were used, and for what.
        foreach (var browser in new[] { morag, iain })
        {
            await browser.OpenAsync("/console/days/counts/stations");
            var used = Assert.Single(browser.Page.QuerySelectorAll("#door-codes-used li")).TextContent;
            Assert.Matches("Main door.*: a card was undone. Number: 1", used);
            Assert.DoesNotContain(card, browser.Page.Body!.TextContent, StringComparison.Ordinal);
        }

        async Task<string> CodeAsync(ConsoleBrowser browser)
        {
            await browser.OpenAsync("/console/days/counts/stations");
            await browser.SendAsync("form[action*='Code']");
            return browser.Page.QuerySelector("#door-codes li")!.TextContent.Trim();
        }

        async Task<string> UndoAsync(params string[] codes)
        {
            var answer = await door.Http.PostAsJsonAsync("/api/days/counts/undo", new { card, codes });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
        }
    }
}
