using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Presenting;

/// <summary>Who turns the pages of a day's screens: its paired screens, and organisers on the console.</summary>
public static class Presenters
{
    /// <summary>The policy of the presenter's page.</summary>
    public const string Policy = "presenter";

    /// <summary>Adds the policy, and asks it of the feature's pages.</summary>
    public static void AddPresenting(this IServiceCollection services)
    {
        services.AddStationOrOrganiser(Policy, StationRole.Screen);
        services.Configure<RazorPagesOptions>(options => options.Conventions.AuthorizeFolder("/Presenting", Policy));
    }
}
