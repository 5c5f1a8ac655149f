namespace PbDecisionDay.Web.Site;

/// <summary>
/// What any HTTP client may expect of any address: HEAD is GET without its body (RFC 9110, section 9.3.2), TRACE is refused, and where the
/// process is stopping no connection begins that would hold it up.
/// </summary>
internal static class PlainHttp
{
    private static readonly object WithoutBody = new();

    /// <summary>Comes before routing.</summary>
    public static void UsePlainHttp(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        app.Use((context, next) =>
        {
            if (HttpMethods.IsTrace(context.Request.Method))
            {
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                return Task.CompletedTask;
            }
            if (stopping.IsCancellationRequested && context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal))
            {
                context.Response.Headers.Connection = "close";
                context.Response.Headers.RetryAfter = "5";
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return Task.CompletedTask;
            }
            // The web server sends no body where it was asked for HEAD, whatever is written.
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Items[WithoutBody] = true;
                context.Request.Method = HttpMethods.Get;
            }
            return next(context);
        });
    }

    /// <summary>Whether nobody reads the answer's body, so that what makes a large one can leave it.</summary>
    public static bool AsksForHead(this HttpContext context) => context.Items.ContainsKey(WithoutBody);
}
