using System.Globalization;
using Microsoft.Extensions.Options;

namespace PbDecisionDay.Web.Site;

/// <summary>The two files that programs look for on any site: whom to tell of a weakness (RFC 9116), and what robots may gather (RFC 9309).</summary>
internal static class WellKnown
{
    // RFC 9116 asks for less than a year, so that nobody writes to an address long given up.
    private static readonly TimeSpan ContactHolds = TimeSpan.FromDays(90);

    /// <summary>Maps <c>/robots.txt</c>, and <c>/.well-known/security.txt</c> where <see cref="SiteOptions.SecurityContact"/> is named.</summary>
    public static void MapWellKnown(this IEndpointRouteBuilder app)
    {
        app.MapGet("/robots.txt", () => TypedResults.Text("User-agent: *\nDisallow: /\n")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/.well-known/security.txt", IResult (IOptions<SiteOptions> site, TimeProvider time) =>
            string.IsNullOrWhiteSpace(site.Value.SecurityContact)
                ? TypedResults.NotFound()
                : TypedResults.Text(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Contact: {site.Value.SecurityContact}\nExpires: {(time.GetUtcNow() + ContactHolds).UtcDateTime.Date:yyyy-MM-dd}T00:00:00Z\nPreferred-Languages: en\n")))
            .AllowAnonymous().ExcludeFromDescription();
    }
}
