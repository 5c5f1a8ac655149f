using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Running;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Stations;

/// <summary>What every paired station may ask: what became of its call for an organiser, and to call one. Source: docs/adr/0087.</summary>
public static class CallEndpoints
{
    /// <summary>Maps them, for paired stations of that day alone.</summary>
    public static void MapCalls(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var station = app.MapGroup("/api/days/{day:day}").RequireAuthorization(StationAccess.AnyPolicy).WithTags("Stations")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        station.MapGet("/station", GetAsync).WithName("GetStation").WithSummary("This station, and its call for an organiser")
            .WithDescription("A station asks every few seconds. That it asks also says that it is there.");
        station.MapPost("/station/calls", CallAsync).WithName("CallOrganiser").WithSummary("Call an organiser to this station")
            .WithDescription("A reason from a list, and no free text. A second call while one waits is the same.").Accepts<CallRequest>("application/json")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status409Conflict);
        app.MapPost("/api/days/{day:day}/door/queue", SayQueueAsync).RequireAuthorization(StationAccess.Policy(StationRole.Door)).WithTags("Doors")
            .WithName("SayQueue").WithSummary("How many wait at this door, as whoever stands there counted them")
            .WithDescription("The organisers' page shows it with its age. Nothing is kept of it.").Accepts<QueueRequest>("application/json")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<StationNow>> GetAsync(string day, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(StationNow.Of(user, await grains.GetGrain<IRunningGrain>(day).GetCallAsync(user.StationId(), cancellationToken)));

    private static async Task<Results<Ok<StationNow>, ProblemHttpResult>> CallAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<StationWords> words, IStringLocalizer<ResidentWords> bodyWords,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, StationJson.Default.CallRequest, bodyWords);
        if (request is null) return refusal!;
        if (Enum.GetValues<CallReason>().Where(one => Words.Of(one) == request.Reason).ToArray() is not [var reason]) return words.Refuse(ProblemTypes.CallMalformed);
        var answer = await grains.GetGrain<IRunningGrain>(day).CallAsync(user.StationId(), reason, cancellationToken);
        return answer.Status switch
        {
            CallStatus.Called => TypedResults.Ok(StationNow.Of(user, answer.Call)),
            CallStatus.Wait => words.Refuse(ProblemTypes.CallTooOften),
            CallStatus.Unknown => words.Refuse(ProblemTypes.CallMalformed),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SayQueueAsync(
        string day, HttpContext context, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, StationJson.Default.QueueRequest, bodyWords);
        if (request is null) return refusal!;
        await grains.GetGrain<IRunningGrain>(day).SayQueueAsync(user.StationId(), new QueueSaid(request.People, request.Minutes, default), cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>Calls an organiser.</summary>
/// <param name="Reason"><c>help</c>, <c>queue</c>, <c>cards</c>, <c>broken</c>, <c>person</c> or <c>decision</c>. There is no free text.</param>
public sealed record CallRequest([property: System.Text.Json.Serialization.JsonRequired] string Reason);

/// <summary>How long a door's queue is.</summary>
/// <param name="People">How many wait, from 0 to 999. Another number is not kept.</param>
/// <param name="Minutes">How many minutes until they are in, as the door's page estimates it; left out where too few came lately to tell.</param>
public sealed record QueueRequest([property: System.Text.Json.Serialization.JsonRequired] int People, int? Minutes = null);

/// <summary>A paired station.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role"><c>door</c>, <c>screen</c>, <c>kiosk</c> or <c>paper</c>.</param>
/// <param name="Call">Its call for an organiser; <c>null</c> where it has none that waits.</param>
public sealed record StationNow(string Name, string Role, OpenCall? Call)
{
    internal static StationNow Of(ClaimsPrincipal station, StationCall? call) =>
        new(station.StationName(), station.StationRoleWord(), call is null ? null : new(Words.Of(call.Reason), call.ComingBy.Length > 0));
}

/// <summary>A call that waits.</summary>
/// <param name="Reason">Why an organiser was called.</param>
/// <param name="Coming">Whether one has said that they are coming.</param>
public sealed record OpenCall(string Reason, bool Coming);
