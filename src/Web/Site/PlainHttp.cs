namespace PbDecisionDay.Web.Site;

/// <summary>
/// What any HTTP client may expect of any address: HEAD is GET without its body (RFC 9110, section 9.3.2), TRACE is refused, and where the
/// process is stopping no connection begins or goes on that would hold it up.
/// </summary>
internal static class PlainHttp
{
    // As long as an answer takes that is worth waiting for. The grains need the rest of the time that a stop may take.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private static readonly object WithoutBody = new();

    /// <summary>Comes before routing.</summary>
    public static void UsePlainHttp(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var patience = PatienceAfter(stopping);
        app.Use((context, next) =>
        {
            // Whoever still sends or reads then is cut off, and asks again: nothing that began to be written is lost
            // by it.
            context.Response.RegisterForDispose(patience.Register(static cut => ((HttpContext)cut!).Abort(), context));
            // The API's own addresses refuse it with the methods that they take.
            if (HttpMethods.IsTrace(context.Request.Method)
                && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers.Allow = "GET, HEAD";
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                return Task.CompletedTask;
            }
            if (stopping.IsCancellationRequested && context.Request.Path.StartsWithSegments("/hubs",
                StringComparison.OrdinalIgnoreCase))
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
            // So may a page of another site, which asks beforehand.
            if (context.Request.Headers.AccessControlRequestMethod == HttpMethods.Head)
                context.Request.Headers.AccessControlRequestMethod = HttpMethods.Get;
            return next(context);
        });
    }

    private static CancellationToken PatienceAfter(CancellationToken stopping)
    {
        var over = new CancellationTokenSource();
        stopping.Register(static source => ((CancellationTokenSource)source!).CancelAfter(Grace), over);
        return over.Token;
    }

    /// <summary>Whether nobody reads the answer's body, so that what makes a large one can leave it.</summary>
    public static bool AsksForHead(this HttpContext context) => context.Items.ContainsKey(WithoutBody);
}
