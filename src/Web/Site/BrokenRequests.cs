using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Requests that the web server could not read to their end: too slow (408), too large (413), not HTTP (400), or gone. They are no fault of ours,
/// and nobody's log fills with them.
/// </summary>
internal sealed class BrokenRequests(IStringLocalizer<ResidentWords> words) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody hears this any more.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        if (exception is not BadHttpRequestException broken)
            return false;
        context.Response.StatusCode = broken.StatusCode;
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            await words.RefuseStatus(broken.StatusCode).ExecuteAsync(context);
        return true;
    }
}
