using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Web.Stations;

/// <summary>The pages on which stations work.</summary>
public static class StationPages
{
    /// <summary>Where a station works.</summary>
    public static string Of(StationRole role, string day) => role switch
    {
        StationRole.Door => "/door",
        StationRole.Screen => $"/screen/{day}",
        StationRole.Kiosk => "/kiosk",
        StationRole.Paper => $"/paper/{day}",
    };
}
