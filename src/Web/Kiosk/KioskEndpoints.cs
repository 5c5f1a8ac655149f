using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Kiosk;

/// <summary>What a kiosk asks of the service beyond what every voter may: whether it still is one.</summary>
public static class KioskEndpoints
{
    /// <summary>Maps the kiosk's endpoint, for paired kiosks of that day alone.</summary>
    public static void MapKiosks(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/days/{day:day}/kiosk", GetKioskAsync).RequireAuthorization(StationAccess.Policy(StationRole.Kiosk)).WithTags("Kiosks")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithName("GetKiosk").WithSummary("This kiosk, and where its day stands")
            .WithDescription("A kiosk looks every few seconds whether it still is one, and whether voting is open.");

    private static async Task<Ok<KioskView>> GetKioskAsync(string day, ClaimsPrincipal user, DayReader days, CancellationToken cancellationToken)
    {
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        return TypedResults.Ok(new KioskView(user.StationName(), Words.Of(view.Phase)));
    }
}

/// <summary>A kiosk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phase">Where its day stands.</param>
public sealed record KioskView(string Name, string Phase);
