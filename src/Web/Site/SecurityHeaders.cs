namespace PbDecisionDay.Web.Site;

/// <summary>
/// What every answer says to the browser: nothing from elsewhere, no inline script or style, no framing, no referrer.
/// A page that decodes camera pictures in WebAssembly asks for it with <see cref="AllowWebAssembly"/>.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'{0}; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; media-src 'self' blob:; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string Strict = Policy.Replace("{0}", "", StringComparison.Ordinal);
    private static readonly string WithWebAssembly = Policy.Replace("{0}", " 'wasm-unsafe-eval'", StringComparison.Ordinal);

    /// <summary>Lets this answer's page compile WebAssembly that it loads from this site.</summary>
    public static void AllowWebAssembly(this HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ContentSecurityPolicy = WithWebAssembly;
    }

    /// <summary>Adds the headers before anything else can answer.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Strict;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex";
        return next(context);
    });
}
