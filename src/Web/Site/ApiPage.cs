using System.Buffers.Text;
using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// The page at <c>/openapi</c> on which people read and try the API that <c>/openapi/v1.json</c> describes. Its scripts come from this site,
/// and its one inline script and its styles run by a nonce of this answer alone.
/// </summary>
public static class ApiPage
{
    /// <summary>Maps the page and its scripts.</summary>
    public static void MapApiPage(this IEndpointRouteBuilder app) =>
        app.MapScalarApiReference("/openapi", (options, context) =>
        {
            var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
            context.Response.AllowNonce(nonce);
            options.WithTitle("PB Decision Day: API")
                .WithNonce(nonce)
                .AddHeadContent($"""<meta property="csp-nonce" nonce="{nonce}" content="{nonce}">""")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .HideDeveloperTools()
                .HideClientButton();
        }).AllowAnonymous().ExcludeFromDescription();
}
