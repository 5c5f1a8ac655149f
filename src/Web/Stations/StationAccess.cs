using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Stations;

/// <summary>What a paired station may do: the cookie names its day, station and role, and is looked up again with every request.</summary>
public static class StationAccess
{
    /// <summary>The scheme and cookie of stations.</summary>
    public const string Scheme = "pbdd-station";

    private static readonly object EndedKey = new();

    private const string DayClaim = "pbdd:day", RoleClaim = "pbdd:role", VenueClaim = "pbdd:venue";

    /// <summary>The policy of endpoints for one role. Where the route names a day, it is the station's own.</summary>
    public static string Policy(StationRole role) => $"station-{Words.Of(role)}";

    /// <summary>The policy of endpoints for any station of the route's day, whatever its role.</summary>
    public const string AnyPolicy = "station-any";

    /// <summary>Adds the scheme and one policy a role.</summary>
    public static IServiceCollection AddStations(this IServiceCollection services)
    {
        services.AddScoped<StationCookieEvents>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, StationJson.Default));
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.Cookie.Name = Scheme;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(18);
            options.SlidingExpiration = true;
            options.EventsType = typeof(StationCookieEvents);
        });
        services.AddSingleton<StationContacts>();
        var policies = services.AddAuthorizationBuilder();
        policies.AddPolicy(AnyPolicy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireAssertion(IsItsOwnDay));
        foreach (var role in Enum.GetValues<StationRole>())
            policies.AddPolicy(Policy(role), policy => policy
                .AddAuthenticationSchemes(Scheme).RequireClaim(RoleClaim, Words.Of(role)).RequireAssertion(IsItsOwnDay));
        return services;
    }

    /// <summary>The principal of a station.</summary>
    public static ClaimsPrincipal Principal(string day, StationView station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, station.Station),
                new Claim(ClaimTypes.Name, station.Name),
                new Claim(DayClaim, day),
                new Claim(RoleClaim, Words.Of(station.Role)),
                new Claim(VenueClaim, station.Venue),
            ],
            Scheme, ClaimTypes.Name, RoleClaim));
    }

    /// <summary>Sets the cookie of a station that was just paired.</summary>
    public static Task SignInAsync(HttpContext context, string day, StationView station) =>
        context.SignInAsync(Scheme, Principal(day, station), new AuthenticationProperties { IsPersistent = true });

    /// <summary>The station's day.</summary>
    public static string StationDay(this ClaimsPrincipal user) => user.FindFirstValue(DayClaim) ?? "";

    /// <summary>The station's name, as people call it.</summary>
    public static string StationName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>The station's public id.</summary>
    public static string StationId(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    /// <summary>The station's role, as its word.</summary>
    public static string StationRoleWord(this ClaimsPrincipal user) => user.FindFirstValue(RoleClaim) ?? "";

    /// <summary>Who a request's station was until its part in the day ended; <c>null</c> for any other. It may do nothing: this says what a page may call it.</summary>
    public static ClaimsPrincipal? EndedStation(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[EndedKey] as ClaimsPrincipal;
    }

    internal static void SetEndedStation(this HttpContext context, ClaimsPrincipal station) => context.Items[EndedKey] = station;

    private static bool IsItsOwnDay(AuthorizationHandlerContext context) =>
        context.Resource is not HttpContext http
        || http.GetRouteValue("day") is not string day
        || string.Equals(day, context.User.StationDay(), StringComparison.Ordinal);
}
