using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Stations;

/// <summary>Pages that a day's stations of one role may use, and organisers on the console.</summary>
public static class StationOrOrganiser
{
    /// <summary>Adds the policy of such pages.</summary>
    public static void AddStationOrOrganiser(this IServiceCollection services, string policy, StationRole role) =>
        services.AddAuthorizationBuilder().AddPolicy(policy, one => one
            .AddAuthenticationSchemes(StationAccess.Scheme, OrganiserAccess.CookieScheme)
            .RequireAssertion(context => context.User.Organiser() is not null || IsOfItsDay(context, role)));

    /// <summary>The organiser who sent the request, where one is signed in on this browser; otherwise <c>null</c>. They come before a station.</summary>
    public static ClaimsPrincipal? Organiser(this ClaimsPrincipal user) => Of(user, OrganiserAccess.CookieScheme);

    /// <summary>The station of a role that sent the request; <c>null</c> where none did.</summary>
    public static ClaimsPrincipal? Station(this ClaimsPrincipal user, StationRole role) =>
        Of(user, StationAccess.Scheme) is { } station && station.StationRoleWord() == Words.Of(role) ? station : null;

    private static ClaimsPrincipal? Of(ClaimsPrincipal user, string scheme)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.Identities.FirstOrDefault(identity => identity.IsAuthenticated && identity.AuthenticationType == scheme) is { } found ? new(found) : null;
    }

    private static bool IsOfItsDay(AuthorizationHandlerContext context, StationRole role) =>
        context.User.Station(role) is { } station
        && context.Resource is HttpContext http
        && string.Equals(http.GetRouteValue("day") as string, station.StationDay(), StringComparison.Ordinal);
}
