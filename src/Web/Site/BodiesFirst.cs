using System.IO.Pipelines;
using Microsoft.AspNetCore.RateLimiting;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Waits for the whole body of a request before it takes one of the limited turns, so that those who send slowly stand in nobody's way. The web
/// server ends whoever sends too slowly (<see cref="SiteSetup"/>); nothing is copied.
/// </summary>
internal static class BodiesFirst
{
    /// <summary>Comes before the limits, after routing.</summary>
    public static void UseBodiesFirst(this WebApplication app) => app.Use((context, next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null ? next(context) : AwaitBodyAsync(context, next));

    private static async Task AwaitBodyAsync(HttpContext context, RequestDelegate next)
    {
        var most = SmallJson.MostBytes + 1;
        if (!(context.Request.ContentLength > SmallJson.MostBytes))
        {
            var body = await context.Request.BodyReader.ReadAtLeastAsync(most, context.RequestAborted);
            // Looked at, and left where it is.
            context.Request.BodyReader.AdvanceTo(body.Buffer.Start);
        }

        await next(context);
    }
}
