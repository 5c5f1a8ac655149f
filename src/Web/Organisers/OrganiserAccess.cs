using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// How organisers get in: a cookie for the console, a bearer token for programs. Whatever no policy names is refused: an endpoint that
/// everyone may use has to say so with <c>AllowAnonymous</c>.
/// </summary>
public static class OrganiserAccess
{
    /// <summary>The scheme and cookie of the console.</summary>
    public const string CookieScheme = "pbdd-organiser";

    /// <summary>The scheme of programs that act for an organiser.</summary>
    public const string BearerScheme = "pbdd-bearer";

    /// <summary>The policy of the console's pages.</summary>
    public const string ConsolePolicy = "organiser-console";

    /// <summary>The policy of the organisers' API. It takes no cookie, so no other site's page can use an organiser's browser for it.</summary>
    public const string ApiPolicy = "organiser-api";

    /// <summary>The folders of pages that are not for everyone; each has a policy of its own.</summary>
    private static readonly string[] NotForEveryone = ["/Console/", "/Papers/", "/Presenting/"];

    private const string RehearsalsOnlyClaim = "pbdd:rehearsals-only";

    private const string TokenClaim = "pbdd:token";

    private const string NotConfirmedClaim = "pbdd:not-confirmed";

    /// <summary>Adds the two schemes, their policies and the refusal of everything else.</summary>
    public static IServiceCollection AddOrganisers(this IServiceCollection services)
    {
        services.AddScoped<OrganiserCookieEvents>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<Passkeys>();
        // Else each request without a token is told.
        services.AddLogging(logging => logging.AddFilter(typeof(BearerHandler).FullName, LogLevel.Warning));
        services.AddSingleton<DayCreation>();
        services.AddSingleton<TwoPeople>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, OrganiserJson.Default));
        services.AddAuthentication(CookieScheme)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = CookieScheme;
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = NewSession.Longest;
                options.SlidingExpiration = false;
                options.LoginPath = "/console/sign-in";
                options.AccessDeniedPath = "/console/sign-in";
                options.EventsType = typeof(OrganiserCookieEvents);
            })
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerScheme, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(ConsolePolicy, policy => policy.AddAuthenticationSchemes(CookieScheme).RequireAuthenticatedUser())
            .AddPolicy(ApiPolicy, policy => policy.AddAuthenticationSchemes(BearerScheme).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(CookieScheme).RequireAuthenticatedUser().Build());
        services.Configure<RazorPagesOptions>(options =>
        {
            // The console's pages are the organisers', the papers' the count team's, the presenter's a screen's; all other pages hold nothing that is not for
            // everyone, or ask for a station themselves.
            options.Conventions.AddFolderApplicationModelConvention("/", page =>
            {
                if (!NotForEveryone.Any(folder => page.ViewEnginePath.StartsWith(folder, StringComparison.Ordinal))) page.EndpointMetadata.Add(new AllowAnonymousAttribute());
            });
            options.Conventions.AuthorizeFolder("/Console", ConsolePolicy);
            options.Conventions.AllowAnonymousToPage("/Console/SetUp");
            options.Conventions.AllowAnonymousToPage("/Console/SignIn");
            options.Conventions.AllowAnonymousToPage("/Console/Recover");
            // Whoever holds the paper has its code; the phone that scans it is signed in nowhere.
            options.Conventions.AllowAnonymousToPage("/Console/TestCard");
        });
        return services;
    }

    /// <summary>The principal of an organiser.</summary>
    /// <param name="organiser">The organiser.</param>
    /// <param name="scheme">How they came in.</param>
    /// <param name="session">The id of their session; empty for a program.</param>
    public static ClaimsPrincipal Principal(OrganiserView organiser, string scheme, string session = "")
    {
        ArgumentNullException.ThrowIfNull(organiser);
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, organiser.Id));
        identity.AddClaim(new Claim(ClaimTypes.Name, organiser.Name));
        if (session.Length > 0) identity.AddClaim(new Claim(SignedInOrganiser.SessionClaim, session));
        if (organiser.RehearsalsOnly) identity.AddClaim(new Claim(RehearsalsOnlyClaim, "yes"));
        else if (organiser.Confirmed == Confirmation.None) identity.AddClaim(new Claim(NotConfirmedClaim, "yes"));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The principal of a program with a token.</summary>
    public static ClaimsPrincipal Principal(TokenHolder program, string scheme)
    {
        ArgumentNullException.ThrowIfNull(program);
        var principal = Principal(program.Organiser, scheme);
        ((ClaimsIdentity)principal.Identity!).AddClaims(program.Steps.Select(step => new Claim(TokenClaim, $"{Words.Of(step)} {program.Day}")));
        return principal;
    }

    /// <summary>Whether a program's token is for a step of a day. One that plays rehearsals may do everything of a rehearsal.</summary>
    public static bool TokenIsFor(this ClaimsPrincipal user, TokenStep step, string day)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.HasClaim(RehearsalsOnlyClaim, "yes") || user.HasClaim(TokenClaim, $"{Words.Of(step)} {day}");
    }

    /// <summary>Lets an organiser in on a browser, which they are known on from then on.</summary>
    public static async Task LetInAsync(HttpContext context, string organiser, NewSession session)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(session);
        context.RequestServices.GetRequiredService<DeviceCookie>().Remember(context, organiser);
        var opens = new ClaimsIdentity([new Claim(OrganiserCookieEvents.SecretClaim, session.Secret)], CookieScheme);
        await context.SignInAsync(CookieScheme, new ClaimsPrincipal(opens), new AuthenticationProperties { ExpiresUtc = session.EndsAt });
    }

    /// <summary>The id of the organiser who sent the request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not ask for an organiser.</exception>
    public static string OrganiserId(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("This endpoint must ask for an organiser.");

    /// <summary>Whether the organiser may act on a day: some may act on rehearsals alone.</summary>
    public static bool MayActOn(this ClaimsPrincipal user, bool rehearsal) => rehearsal || !user.HasClaim(RehearsalsOnlyClaim, "yes");

    /// <summary>
    /// Whether the organiser may see and change a day on the console: one whom nobody confirmed prepares drafts and plays rehearsals, and does nothing that counts.
    /// Source: docs/adr/0062.
    /// </summary>
    public static bool MayChange(this ClaimsPrincipal user, DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.Rehearsal || day.Phase == DayPhase.Draft || user.IsConfirmed();
    }

    /// <summary>Whether somebody has confirmed this organiser.</summary>
    public static bool IsConfirmed(this ClaimsPrincipal user) => !user.HasClaim(NotConfirmedClaim, "yes");

    /// <summary>The one organisation of this service.</summary>
    public static IOrganisationGrain Organisation(this Orleans.IGrainFactory grains) =>
        grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    /// <summary>How the organisers of this service get in.</summary>
    public static IAccountsGrain Accounts(this Orleans.IGrainFactory grains) => grains.GetGrain<IAccountsGrain>(IOrganisationGrain.Key);
}
