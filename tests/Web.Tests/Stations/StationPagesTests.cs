using System.Net;
using System.Text.Json;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Stations;

/// <summary>No station is sent to a page that does not exist.</summary>
public sealed class StationPagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    public static TheoryData<StationRole> Roles => [.. Enum.GetValues<StationRole>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task A_paired_station_is_sent_to_a_page_that_is_there_or_to_none(StationRole role)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        var station = await PairedStation.PairAsync(site, day.Id, role);
        var page = station.Station.GetProperty("page");
        Assert.Equal(StationPages.Offered.Contains(role), page.ValueKind != JsonValueKind.Null);
        if (page.ValueKind == JsonValueKind.Null) return;
        Assert.Equal(HttpStatusCode.OK, (await station.Http.GetAsync(page.GetString())).StatusCode);
    }

    [Fact]
    public void Doors_paper_desks_and_screens_are_offered() => Assert.Equal([StationRole.Door, StationRole.Paper, StationRole.Screen], StationPages.Offered.Order());
}
