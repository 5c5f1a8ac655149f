using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stations;

/// <summary>A device that was paired as a station, with its cookie.</summary>
public sealed class PairedStation
{
    private PairedStation(HttpClient http, string day, JsonElement station) => (Http, Day, Station) = (http, day, station);

    public HttpClient Http { get; }

    public string Day { get; }

    public JsonElement Station { get; }

    public static async Task<PairingOffer> OfferAsync(RunningSite site, string day, StationRole role = StationRole.Door, string name = "Main door", string venue = "hall") =>
        (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day).OfferPairingAsync(new OfferPairing(role, name, venue, "organiser-a"), default))!;

    public static async Task<PairedStation> PairAsync(RunningSite site, string day, StationRole role = StationRole.Door, string name = "Main door")
    {
        var http = site.Client();
        var offer = await OfferAsync(site, day, role, name);
        var answer = await http.PostAsJsonAsync("/api/stations/pair", new { code = offer.Code, day });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new PairedStation(http, day, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public Task<HttpResponseMessage> CheckInAsync(object question) => Http.PostAsJsonAsync($"/api/days/{Day}/checkins", question);

    /// <summary>The status word of a check-in.</summary>
    public async Task<string> AskAsync(object question)
    {
        var answer = await CheckInAsync(question);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
    }
}
