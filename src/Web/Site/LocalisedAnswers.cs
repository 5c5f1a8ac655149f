using Microsoft.Net.Http.Headers;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What caches are told of answers in the reader's language: pages and problem details differ by language and by the preferences in a cookie,
/// and are asked for again, unless the endpoint has said more.
/// </summary>
internal static class LocalisedAnswers
{
    private static readonly string[] Differs = [HeaderNames.AcceptLanguage, HeaderNames.Cookie];

    /// <summary>Comes before whatever may answer.</summary>
    public static void UseLocalisedAnswers(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            if (!IsLocalised(response.ContentType)) return Task.CompletedTask;
            response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, Differs);
            if (response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-cache";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static bool IsLocalised(string? type) =>
        type is not null && (type.StartsWith("text/html", StringComparison.Ordinal) || type.StartsWith("application/problem+json", StringComparison.Ordinal));
}
