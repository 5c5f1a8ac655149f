using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Web.Stations;

/// <summary>The pages on which stations work. A role without one is not offered.</summary>
public static class StationPages
{
    /// <summary>The roles that have a page, in the order in which they are offered.</summary>
    public static ImmutableArray<StationRole> Offered { get; } = [.. Enum.GetValues<StationRole>().Where(role => Of(role, "") is not null)];

    /// <summary>Where a station works; <c>null</c> for a role whose page does not exist yet.</summary>
    public static string? Of(StationRole role, string day) => role switch
    {
        StationRole.Door => "/door",
        StationRole.Screen => $"/screen/{day}",
        StationRole.Kiosk => "/kiosk",
        StationRole.Paper => $"/paper/{day}",
    };
}
