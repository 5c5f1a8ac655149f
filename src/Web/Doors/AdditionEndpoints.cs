using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Doors;

/// <summary>A person added at a door under the day's own question, and how one person's line stands now.</summary>
internal static class AdditionEndpoints
{
    public static void MapAdditions(this RouteGroupBuilder door)
    {
        door.MapPost("/register/additions", AddAsync).WithName("AddAtDoor").WithSummary("Add a person at a door, and check them in")
            .Accepts<AdditionRequest>("application/json").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        door.MapPost("/register/line", GetLineAsync).WithName("GetLine").WithSummary("How a person's line stands now").Accepts<DoorLineRequest>("application/json");
    }

    private static async Task<Results<Ok<AdditionReply>, ProblemHttpResult>> AddAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<DoorWords> words,
        IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.AdditionRequest, bodyWords);
        if (request is null) return refusal!;
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        if (view.Settings.EntryQuestion is null || !StepRules.TakesPeople(view.Phase, view.Settings.CheckIn)) return words.Refuse(ProblemTypes.NobodyAdded);
        // Asked once, and kept nowhere: without a yes nobody is added.
        if (!request.Entitled) return words.Refuse(ProblemTypes.NotEntitled);
        var answer = await grains.GetGrain<IRegisterGrain>(day).AddAtDoorAsync(
            new AddAtDoor(request.Name.Trim(), (request.Detail ?? "").Trim(), [.. request.NoneOf ?? []], user.StationName()), cancellationToken);
        return answer.Status switch
        {
            AddAtDoorStatus.Unavailable => words.Refuse(ProblemTypes.TryAgain),
            AddAtDoorStatus.Added or AddAtDoorStatus.MayBeSame or AddAtDoorStatus.Refused => TypedResults.Ok(new AdditionReply(
                Words.Of(answer.Status), DoorLine.Of(answer.Line), [.. answer.Alike.Select(line => DoorLine.Of(line)!)])),
        };
    }

    private static async Task<Results<Ok<DoorLine>, NoContent, ProblemHttpResult>> GetLineAsync(
        string day, HttpContext context, IGrainFactory grains, IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.DoorLineRequest, bodyWords);
        if (request is null) return refusal!;
        return DoorLine.Of(await grains.GetGrain<IRegisterGrain>(day).GetAsync(request.Line, cancellationToken)) is { } line
            ? TypedResults.Ok(line)
            : TypedResults.NoContent();
    }
}

/// <summary>Names a line.</summary>
/// <param name="Line">The line's id.</param>
public sealed record DoorLineRequest([property: JsonRequired] string Line);

/// <summary>Adds a person at a door.</summary>
/// <param name="Name">1 to 120 characters.</param>
/// <param name="Detail">What tells people of one name apart; may be left out.</param>
/// <param name="Entitled">Whether the person said yes to the day's question. It is not kept.</param>
/// <param name="NoneOf">The lines that <c>alike</c> gave for this person, of whom the door says that it is none; left out at first.</param>
public sealed record AdditionRequest(
    [property: JsonRequired] string Name, string? Detail, [property: JsonRequired] bool Entitled, string[]? NoneOf = null);

/// <summary>What adding a person came to.</summary>
/// <param name="Status"><c>added</c>: let the person draw a card; <c>may-be-same</c>: nobody was added, look at those in <c>alike</c>; <c>refused</c>: the name or detail is none.</param>
/// <param name="Line">The new line; <c>null</c> where nobody was added.</param>
/// <param name="Alike">Who might be the same, at most five.</param>
public sealed record AdditionReply(string Status, DoorLine? Line, DoorLine[] Alike);
