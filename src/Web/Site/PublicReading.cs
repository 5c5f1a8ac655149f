using Microsoft.Net.Http.Headers;

namespace PbDecisionDay.Web.Site;

/// <summary>What any site's page may read: the public log and a day's public facts. It sends no cookie and needs none.</summary>
public static class PublicReading
{
    private const string Policy = "public-reading";

    private static readonly string[] Exposed = [HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.ContentRange, HeaderNames.AcceptRanges];

    /// <summary>Adds the policy.</summary>
    internal static void AddPublicReading(this IServiceCollection services) => services.AddCors(cors => cors.AddPolicy(Policy, policy => policy
        .AllowAnyOrigin()
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .WithHeaders(HeaderNames.Accept, HeaderNames.AcceptLanguage, HeaderNames.IfNoneMatch, HeaderNames.Range, HeaderNames.IfRange)
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(TimeSpan.FromHours(1))));

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
