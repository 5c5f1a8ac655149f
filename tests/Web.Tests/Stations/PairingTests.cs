using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stations;

public sealed class PairingTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private Task<OpenDay> OpenAsync(DayPhase upTo = DayPhase.Open) => OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], upTo: upTo);

    private IDecisionDayGrain Day(OpenDay day) => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id);

    private static Task<HttpResponseMessage> LookAsync(PairedStation station, string? day = null) => station.Http.GetAsync($"/api/days/{day ?? station.Day}/door");

    [Fact]
    public async Task A_code_pairs_one_device_once()
    {
        var day = await OpenAsync();
        var offer = await PairedStation.OfferAsync(site, day.Id);
        var first = await site.Client().PostAsJsonAsync("/api/stations/pair", new { code = offer.Code, day = day.Id });
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client().PostAsJsonAsync("/api/stations/pair", new { code = offer.Code, day = day.Id })).StatusCode);
        Assert.DoesNotContain(site.Log, line => line.Contains(offer.Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_typed_by_hand_needs_no_day_and_forgives()
    {
        var day = await OpenAsync();
        var offer = await PairedStation.OfferAsync(site, day.Id);
        var typed = string.Join(" - ", offer.Code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Chunk(4).Select(group => new string(group)));
        Assert.Equal(HttpStatusCode.OK, (await site.Client().PostAsJsonAsync("/api/stations/pair", new { code = typed })).StatusCode);
    }

    [Fact]
    public async Task A_door_is_a_door_of_its_own_day_and_nothing_else()
    {
        var (day, other) = (await OpenAsync(), await OpenAsync());
        var door = await PairedStation.PairAsync(site, day.Id);
        var screen = await PairedStation.PairAsync(site, day.Id, StationRole.Screen, "Big screen");
        Assert.Equal("/door", door.Station.GetProperty("page").GetString());
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(door)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await LookAsync(door, other.Id)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await LookAsync(screen)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Http.PostAsJsonAsync($"/api/days/{day.Id}/voids", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await door.Http.GetAsync($"/console/days/{day.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_revoked_door_is_out_at_once()
    {
        var day = await OpenAsync();
        var door = await PairedStation.PairAsync(site, day.Id);
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(door)).StatusCode);
        await Day(day).RevokeStationAsync(door.Station.GetProperty("station").GetString()!, "organiser-a", default);
        site.Services.GetRequiredService<DayReader>().Forget(day.Id); // as the console does when it revokes
        Assert.Equal(HttpStatusCode.Unauthorized, (await LookAsync(door)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.CheckInAsync(new { card = "0" })).StatusCode);
    }

    [Fact]
    public async Task A_door_ends_with_the_close()
    {
        var day = await OpenAsync();
        var door = await PairedStation.PairAsync(site, day.Id);
        await day.StepAsync(DayPhase.Closed);
        site.Services.GetRequiredService<DayReader>().Forget(day.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, (await LookAsync(door)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("not a code at all, but much too long to be one in any case")]
    public async Task What_is_no_code_pairs_nothing(string code)
    {
        var day = await OpenAsync(DayPhase.Published);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client().PostAsJsonAsync("/api/stations/pair", new { code, day = day.Id })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.Client().PostAsJsonAsync("/api/stations/pair", new { code, day = "no such day" })).StatusCode);
    }
}
