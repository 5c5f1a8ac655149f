using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// A call whose outcome is unknown because storage, keys or another machine did not answer: 503, ask again. For programs as problem
/// details, for people as the page of an error. Everything else that is thrown is a bug and stays a 500.
/// </summary>
internal sealed partial class UnavailableHandler(IStringLocalizer<ResidentWords> words, ILogger<UnavailableHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (!OutcomeUnknown.IsOutage(exception))
            return false;
        // A box that does not start has said so once, loudly.
        if (OutcomeUnknown.IsCause(exception))
        {
            LogUnavailable(exception);
            RequestLog.HasToldOf(context);
        }
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            await words.Refuse(ProblemTypes.TryAgain).ExecuteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return true;
    }

    [LoggerMessage(6002, LogLevel.Error, "A request could not be answered: storage, keys or another machine did not.")]
    private partial void LogUnavailable(Exception exception);
}
