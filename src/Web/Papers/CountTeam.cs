using System.Security.Claims;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Papers;

/// <summary>Who types paper slips in: the stations of a day's count team, and organisers on the console.</summary>
public static class CountTeam
{
    /// <summary>The policy of the count team's page.</summary>
    public const string Policy = "count-team";

    /// <summary>Adds the policy, and asks it of the feature's pages.</summary>
    public static void AddPapers(this IServiceCollection services)
    {
        services.AddStationOrOrganiser(Policy, StationRole.Paper);
        services.Configure<RazorPagesOptions>(options => options.Conventions.AuthorizeFolder("/Papers", Policy));
    }

    /// <summary>The paper station that sent the request; <c>null</c> where none did.</summary>
    public static ClaimsPrincipal? Station(this ClaimsPrincipal user) => user.Station(StationRole.Paper);

    /// <summary>Whoever types: an organiser's id, or a station's.</summary>
    public static string TypedBy(this ClaimsPrincipal user) => user.Organiser()?.OrganiserId() ?? user.Station()!.StationId();
}
