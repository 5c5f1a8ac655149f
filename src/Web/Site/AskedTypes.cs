using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What a program's request says of its own encoding and of the types it takes in answer. An address of the API whose
/// answer the request leaves out is refused with 406 before anything is done (RFC 9110, section 12.5.1), and a packed
/// body with 415 (section 8.4).
/// </summary>
internal static class AskedTypes
{
    private const string AsItIs = "identity";

    /// <summary>Comes after routing and authorisation, before anything that reads a body.</summary>
    public static void UseAskedTypes(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return next(context);
        var words = context.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>();
        if (IsEncoded(context.Request))
        {
            context.Response.Headers.AcceptEncoding = AsItIs;
            return words.Refuse(ProblemTypes.EncodedBody).ExecuteAsync(context);
        }
        var accept = context.Request.Headers.Accept;
        if (accept.Count == 0 || context.GetEndpoint() is not { } endpoint) return next(context);
        var offered = OfferedBy(endpoint);
        return offered.Length == 0 || offered.Any(type => Accepts(accept, type))
            ? next(context)
            : words.Refuse(ProblemTypes.NotAcceptable, new Dictionary<string, object?> { ["offered"] = offered })
                .ExecuteAsync(context);
    });

    /// <summary>
    /// Whether an <c>Accept</c> takes a media type: of the ranges that cover it the closest one decides, and <c>q=0</c>
    /// leaves it out. A header that is none takes everything. Parameters are not looked at: no answer here has more
    /// than one form.
    /// </summary>
    public static bool Accepts(StringValues accept, string type)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Count == 0) return true;
        var offered = new MediaTypeHeaderValue(type);
        return ranges.Where(range => Covers(range, offered))
            .OrderByDescending(Closeness).ThenByDescending(range => range.Quality ?? 1)
            .FirstOrDefault() is { } closest && closest.Quality is not 0;
    }

    /// <summary>The media types of an endpoint's answers, as it describes them; none where they have no body.</summary>
    private static string[] OfferedBy(Endpoint endpoint) =>
        [.. endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Where(answer => answer.StatusCode is >= 200 and < 300)
            .SelectMany(answer => answer.ContentTypes)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding.Any(encoding =>
            !string.IsNullOrEmpty(encoding) && !encoding.Equals(AsItIs, StringComparison.OrdinalIgnoreCase));

    private static bool Covers(MediaTypeHeaderValue range, MediaTypeHeaderValue type) =>
        range.MatchesAllTypes
        || (range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase)
            && (range.MatchesAllSubTypes || range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase)));

    private static int Closeness(MediaTypeHeaderValue range) =>
        range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
}
