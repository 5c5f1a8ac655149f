using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stations;

/// <summary>No station is sent to a page that does not exist.</summary>
public sealed class StationPagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    public static TheoryData<StationRole> Roles => [.. Enum.GetValues<StationRole>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task A_paired_station_is_sent_to_a_page_that_is_there(StationRole role)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        var station = await PairedStation.PairAsync(site, day.Id, role);
        Assert.Equal(HttpStatusCode.OK, (await station.Http.GetAsync(station.Station.GetProperty("page").GetString())).StatusCode);
    }

    [Fact]
    public async Task After_the_close_only_what_is_still_of_use_is_paired()
    {
        var day = await OpenDay.CreateAsync(site.Services, "roles");
        var browser = await ConsoleBrowser.SignedInAsync(site);
        Assert.Equal(["Door", "Kiosk", "Paper", "Screen"], await RolesAsync());
        await day.StepAsync(DayPhase.Closed);
        Assert.Equal(["Paper", "Screen"], await RolesAsync());
        await browser.SendAsync("form[action*=Offer]", ("Name", "Late kiosk"), ("Role", "Kiosk"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Null(browser.Page.QuerySelector(".pairing-code"));
        await browser.SendAsync("form[action*=Offer]", ("Name", "Desk one"), ("Role", "Paper"));
        Assert.NotNull(browser.Page.QuerySelector(".pairing-code"));
        await day.StepAsync(DayPhase.Counted);
        Assert.Equal(["Screen"], await RolesAsync());

        async Task<IEnumerable<string?>> RolesAsync()
        {
            await browser.OpenAsync("/console/days/roles/stations");
            return [.. browser.Page.QuerySelectorAll("#Role option").Select(role => role.GetAttribute("value"))];
        }
    }

    [Fact]
    public async Task The_kiosks_page_begins_on_a_paired_kiosk_alone_and_holds_nothing_of_a_person()
    {
        var day = await OpenDay.CreateAsync(site.Services, "kiosks");
        var kiosk = await PairedStation.PairAsync(site, day.Id, StationRole.Kiosk, "Corner kiosk");
        var door = await PairedStation.PairAsync(site, day.Id);
        var page = await kiosk.Http.GetAsync("/kiosk");
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Contains("id=\"kiosk\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var other in new[] { door.Http, site.Client() })
        {
            var text = await other.GetStringAsync("/kiosk");
            Assert.Contains("This device is not a kiosk", text, StringComparison.Ordinal);
            // A private window that was closed has forgotten its pairing, so the page says what is so if voting is over.
            Assert.Contains("Is voting over? Then nothing is left to do here.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"kiosk\"", text, StringComparison.Ordinal);
        }
        var address = $"/api/days/{day.Id}/kiosk";
        Assert.Equal(HttpStatusCode.OK, (await kiosk.Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await door.Http.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Client().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kiosk.Http.GetAsync($"/api/days/{day.Id}/door")).StatusCode);

        await day.StepAsync(DayPhase.Closed);
        site.Services.GetRequiredService<DayReader>().Forget(day.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kiosk.Http.GetAsync(address)).StatusCode);
        // Started anew it is no kiosk any more, and still knows which day is over; a revoked one knows nothing.
        foreach (var _ in new[] { 1, 2 })
        {
            var over = await kiosk.Http.GetStringAsync("/kiosk");
            Assert.Contains($"data-day=\"{day.Id}\"", over, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"unpaired\"", over, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await kiosk.Http.GetAsync(address)).StatusCode);
        Assert.Contains("This device is not a kiosk", await door.Http.GetStringAsync("/kiosk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kiosk_that_was_revoked_is_none_after_the_close_either()
    {
        var day = await OpenDay.CreateAsync(site.Services, "revoked-kiosk");
        var kiosk = await PairedStation.PairAsync(site, day.Id, StationRole.Kiosk, "Corner kiosk");
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id);
        var station = Assert.Single((await grain.GetAsync(default))!.Stations).Station;
        Assert.Equal(DayRefusal.None, (await grain.RevokeStationAsync(station, "organiser-a", default)).Refusal);
        await day.StepAsync(DayPhase.Closed);
        site.Services.GetRequiredService<DayReader>().Forget(day.Id);
        Assert.Contains("This device is not a kiosk", await kiosk.Http.GetStringAsync("/kiosk"), StringComparison.Ordinal);
    }
}
