using Microsoft.AspNetCore.Diagnostics;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>How this reader wants the pages: kept in cookies that name nobody, chosen with a plain form, so it works without script.</summary>
/// <param name="LargePrint">Larger text, wider spacing.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or empty to follow the device.</param>
public sealed record Preferences(bool LargePrint, string Theme)
{
    private const string PrintCookie = "print";
    private const string ThemeCookie = "theme";

    /// <summary>What this request's reader has chosen.</summary>
    public static Preferences Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cookies = context.Request.Cookies;
        return new(cookies[PrintCookie] == "large", cookies[ThemeCookie] is "light" or "dark" ? cookies[ThemeCookie]! : "");
    }

    /// <summary>The page the form leads back to: this one, also where an error page stands in for it.</summary>
    public static string Back(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path.Value ?? "/";

    /// <summary>Maps the form: it stores what was chosen and leads back. It changes how pages look and nothing else, so a forged post does no harm.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/preferences", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            Keep(context, LocalisationSetup.Cookie, form["language"], SiteLanguage.Find(form["language"]) is not null);
            Keep(context, PrintCookie, form["print"], form["print"] == "large");
            Keep(context, ThemeCookie, form["theme"], form["theme"] == "light" || form["theme"] == "dark");
            var back = form["back"].ToString();
            return Results.LocalRedirect(IsLocal(back) ? back : "/");
        }).DisableAntiforgery().AllowAnonymous().ExcludeFromDescription();

    private static void Keep(HttpContext context, string cookie, string? value, bool known)
    {
        var options = new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
        };
        if (known) context.Response.Cookies.Append(cookie, value!, options);
        else if (value is not null) context.Response.Cookies.Delete(cookie, options);
    }

    private static bool IsLocal(string url) =>
        url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal);
}
