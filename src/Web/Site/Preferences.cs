using Microsoft.AspNetCore.Diagnostics;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// How this reader wants the pages: kept in cookies that name nobody, chosen with a plain form, so it works without script. The voter's static page
/// reads and writes them itself (Client/site/looks.ts), so scripts may see them.
/// </summary>
/// <param name="LargePrint">Larger text, wider spacing.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or empty to follow the device.</param>
public sealed record Preferences(bool LargePrint, string Theme)
{
    private const string PrintCookie = "print";
    private const string ThemeCookie = "theme";
    private const int LongestAddress = 2_000;

    /// <summary>What this request's reader has chosen.</summary>
    public static Preferences Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var cookies = context.Request.Cookies;
        return new(cookies[PrintCookie] == "large", cookies[ThemeCookie] is "light" or "dark" ? cookies[ThemeCookie]! : "");
    }

    /// <summary>The page the form leads back to: this one with what was asked of it, also where an error page stands in for it.</summary>
    public static string Back(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path.Value ?? "/";
        return context.Request.Query.ContainsKey("plain") ? path + "?plain" : path;
    }

    /// <summary>Maps the form: it stores what was chosen and leads back. It changes how pages look and nothing else, so a forged post does no harm.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/preferences", async (HttpContext context) =>
        {
            if (!context.Request.HasFormContentType) return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            Keep(context, LocalisationSetup.Cookie, form["language"], SiteLanguage.Find(form["language"]) is not null);
            Keep(context, PrintCookie, form["print"], form["print"] == "large");
            Keep(context, ThemeCookie, form["theme"], form["theme"] == "light" || form["theme"] == "dark");
            return Results.LocalRedirect(LocalAddress(form["back"].ToString()));
        }).DisableAntiforgery().AllowAnonymous().ExcludeFromDescription();

    private static void Keep(HttpContext context, string cookie, string? value, bool known)
    {
        var options = new CookieOptions
        {
            SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromDays(365),
        };
        if (known) context.Response.Cookies.Append(cookie, value!, options);
        else if (value is not null) context.Response.Cookies.Delete(cookie, options);
    }

    // A page of this site as a header can hold it: in ASCII. Anything else leads home.
    private static string LocalAddress(string url)
    {
        if (url.Length is 0 or > LongestAddress || url[0] != '/' || url.StartsWith("//", StringComparison.Ordinal) || url.Contains('\\', StringComparison.Ordinal)
            || url.Any(char.IsControl))
            return "/";
        return string.Concat(url.EnumerateRunes().Select(rune => rune.Value is > ' ' and < 0x7f ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
    }
}
