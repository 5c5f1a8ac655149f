using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
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
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(StationAccess.Scheme, OrganiserAccess.CookieScheme)
            .RequireAssertion(context => context.User.Organiser() is not null || IsOfItsDay(context)));
        services.Configure<RazorPagesOptions>(options => options.Conventions.AuthorizeFolder("/Papers", Policy));
    }

    /// <summary>The organiser who sent the request, where one is signed in on this browser; otherwise <c>null</c>. They come before a station.</summary>
    public static ClaimsPrincipal? Organiser(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identities.FirstOrDefault(identity => identity is { IsAuthenticated: true, AuthenticationType: OrganiserAccess.CookieScheme }) is { } organiser
            ? new ClaimsPrincipal(organiser)
            : null;
    }

    /// <summary>The paper station that sent the request; <c>null</c> where none did.</summary>
    public static ClaimsPrincipal? Station(this ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identities.FirstOrDefault(identity => identity is { IsAuthenticated: true, AuthenticationType: StationAccess.Scheme }) is { } found
            && new ClaimsPrincipal(found) is var station && station.StationRoleWord() == Words.Of(StationRole.Paper) ? station : null;
    }

    /// <summary>Whoever types: an organiser's id, or a station's.</summary>
    public static string TypedBy(this ClaimsPrincipal user) => user.Organiser()?.OrganiserId() ?? user.Station()!.StationId();

    private static bool IsOfItsDay(AuthorizationHandlerContext context) =>
        context.User.Station() is { } station
        && context.Resource is HttpContext http
        && string.Equals(http.GetRouteValue("day") as string, station.StationDay(), StringComparison.Ordinal);
}
