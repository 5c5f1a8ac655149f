using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Stations;
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
