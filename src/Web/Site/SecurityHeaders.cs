namespace PbDecisionDay.Web.Site;

/// <summary>
/// What every answer says to the browser: nothing from elsewhere, no inline script or style, no framing, no referrer.
/// A page that decodes camera pictures in WebAssembly asks for it with <see cref="AllowWebAssembly"/>.
/// </summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'{0}; style-src 'self'{1}; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; media-src 'self' blob:; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string Strict = With("", "");
    private static readonly string WithWebAssembly = With(" 'wasm-unsafe-eval'", "");

    /// <summary>Lets this answer's page compile WebAssembly that it loads from this site.</summary>
    public static void AllowWebAssembly(this HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ContentSecurityPolicy = WithWebAssembly;
    }

    /// <summary>Lets this answer's page run inline scripts and styles that carry a nonce drawn for this answer.</summary>
    public static void AllowNonce(this HttpResponse response, string nonce)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.ContentSecurityPolicy = With($" 'nonce-{nonce}'", $" 'nonce-{nonce}'");
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
        // The script of the door's service worker lies with the others; its scope is the door's page alone.
        if (context.Request.Path.StartsWithSegments("/js/door-worker.js", StringComparison.Ordinal)) headers["Service-Worker-Allowed"] = "/door";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        return next(context);
    });

    private static string With(string scripts, string styles) =>
        Policy.Replace("{0}", scripts, StringComparison.Ordinal).Replace("{1}", styles, StringComparison.Ordinal);
}
