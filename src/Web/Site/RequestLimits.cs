using System.Threading.RateLimiting;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Limits in total, never by address: a hall is one address. A card limits itself, for it has seven versions and everything else costs
/// the box one hash; a station's limit stands with the stations. What is above the limit waits its turn, then hears 503 and asks again.
/// </summary>
public static class RequestLimits
{
    /// <summary>The policy of the casting path.</summary>
    public const string Casting = "casting";

    private const int AtOnce = 1024;
    private const int Waiting = 8192;

    /// <summary>Adds the limits.</summary>
    public static void AddLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        options.OnRejected = async (rejected, _) =>
        {
            var context = rejected.HttpContext;
            context.Response.Headers.RetryAfter = "2";
            var words = context.RequestServices.GetRequiredService<IStringLocalizer<ResidentWords>>();
            await words.Refuse(ProblemTypes.TryAgain).ExecuteAsync(context);
        };
        options.AddPolicy(Casting, _ => RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = AtOnce, QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
    });
}
