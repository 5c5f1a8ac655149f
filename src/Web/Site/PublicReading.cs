using Microsoft.Net.Http.Headers;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What any site's page may read: the public log and a day's public facts; and what it may send: a card's proofs, so that a kept copy of the voter's
/// page can vote. Neither carries a cookie or needs one: whoever has a proof can send it without a browser too.
/// </summary>
public static class PublicReading
{
    private const string Policy = "public-reading", Casting = "casting-from-anywhere";

    private static readonly string[] Exposed = [HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.ContentRange, HeaderNames.AcceptRanges];

    /// <summary>Adds the policies.</summary>
    internal static void AddPublicReading(this IServiceCollection services) => services.AddCors(cors =>
    {
        cors.AddPolicy(Policy, policy => policy
            .AllowAnyOrigin()
            .WithMethods(HttpMethods.Get, HttpMethods.Head)
            .WithHeaders(HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.IfNoneMatch, HeaderNames.Range, HeaderNames.IfRange)
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        cors.AddPolicy(Casting, policy => policy
            .AllowAnyOrigin()
            .WithMethods(HttpMethods.Post)
            .WithHeaders(HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.ContentType)
            .WithExposedHeaders(HeaderNames.RetryAfter, HeaderNames.Location)
            .SetPreflightMaxAge(TimeSpan.FromHours(1)));
    });

    /// <summary>Lets any site's page ask about a card, cast and challenge, and answers its preflights.</summary>
    internal static TBuilder CastableFromAnywhere<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.RequireCors(Casting);

    /// <summary>Lets any site's page read what these endpoints answer, and answers its preflights.</summary>
    public static TBuilder ReadableFromAnywhere<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.RequireCors(Policy);
        endpoints.AddEndpointFilter<TBuilder>(static (context, next) =>
        {
            var headers = context.HttpContext.Response.Headers;
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            // Said to those who name no origin too: a cache may give the same answer to a page.
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = Exposed;
            return next(context);
        });
        return endpoints;
    }
}
