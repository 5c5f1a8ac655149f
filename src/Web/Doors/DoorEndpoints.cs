using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Doors;

/// <summary>What a door asks. Names and codes travel in bodies, never in addresses.</summary>
public static class DoorEndpoints
{
    private const int LongestCode = 64;

    /// <summary>Maps the door's endpoints, all for paired doors of that day alone.</summary>
    public static void MapDoors(this IEndpointRouteBuilder app)
    {
        var door = app.MapGroup("/api/days/{day:day}").RequireAuthorization(StationAccess.Policy(Ledger.Entries.StationRole.Door)).WithTags("Doors")
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        door.MapPost("/checkins", CheckInAsync).WithName("CheckIn")
            .Timed("pbdd.checkin.duration", "From a check-in's arrival to its answer.")
            .WithSummary("Hand out a card, or mark a person of the register").Accepts<CheckInRequest>("application/json")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        door.MapPost("/exchanges", ExchangeAsync).WithName("ExchangeCard").WithSummary("Take in a card that a challenge left no vote, by its inside")
            .Accepts<ExchangeRequest>("application/json").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        door.MapPost("/register/find", FindAsync).WithName("FindInRegister").WithSummary("Find people of the register by parts of their names").Accepts<FindRequest>("application/json");
        door.MapGet("/door", GetDoorAsync).WithName("GetDoor").WithSummary("This door, and how many it has let in");
        door.MapAdditions();
        door.MapUndoing();
        door.MapAlone();
    }

    private static async Task<Results<Ok<CheckInReply>, ProblemHttpResult>> CheckInAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<DoorWords> words,
        IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.CheckInRequest, bodyWords);
        if (request is null) return refusal!;
        var settings = (await days.GetRecentAsync(day, cancellationToken))!.Settings;
        return (settings.CheckIn, request) switch
        {
            (CheckInMode.CardsOnly, { Card: { } card, Pass: null, Line: null }) => await HandOutAsync(day, card, user, grains, words, cancellationToken),
            (CheckInMode.Register, { Card: { } card, Pass: null, Line: null }) => await ReplaceAsync(day, card, grains, words),
            (CheckInMode.Register, { Card: null, Pass: { Length: > 0 and <= LongestCode } pass, Line: null }) => await MarkAsync(grains.GetGrain<IRegisterGrain>(day).CheckInPassAsync(pass, user.StationName(), cancellationToken), words),
            (CheckInMode.Register, { Card: null, Pass: null, Line: { Length: > 0 and <= LongestCode } line }) => await MarkAsync(grains.GetGrain<IRegisterGrain>(day).CheckInAsync(line, user.StationName(), cancellationToken), words),
            _ => words.Refuse(ProblemTypes.CheckInMalformed),
        };
    }

    private static async Task<Results<Ok<CheckInReply>, ProblemHttpResult>> HandOutAsync(
        string day, string typed, ClaimsPrincipal user, IGrainFactory grains, IStringLocalizer<DoorWords> words, CancellationToken cancellationToken)
    {
        if (!ShortNumber.TryRead(typed, out var card, out _)) return words.Refuse(ProblemTypes.CardNumberUnreadable);
        var register = grains.GetGrain<IRegisterGrain>(day);
        // Counted first: where that cannot be written the door asks again, and the card is not handed out yet.
        await register.NoteArrivalAsync(user.StationName(), cancellationToken);
        var issued = await grains.AskOfCardAsync(
            day, card!.Symbols, box => box.IssueAsync(card.Symbols, CancellationToken.None), answer => answer == IssueResult.AnotherLog, CancellationToken.None);
        // A replacement lets nobody new in.
        if (issued != IssueResult.Issued) await register.TakeBackArrivalAsync(user.StationName(), CancellationToken.None);
        return Answer(issued, words);
    }

    /// <summary>On a day with a register, hands out a card for exchange; a replacement marks nobody.</summary>
    private static async Task<Results<Ok<CheckInReply>, ProblemHttpResult>> ReplaceAsync(
        string day, string typed, IGrainFactory grains, IStringLocalizer<DoorWords> words)
    {
        if (!ShortNumber.TryRead(typed, out var card, out _)) return words.Refuse(ProblemTypes.CardNumberUnreadable);
        return Answer(await grains.AskOfCardAsync(
            day, card!.Symbols, box => box.ReplaceAsync(card.Symbols, CancellationToken.None), answer => answer == IssueResult.AnotherLog, CancellationToken.None), words);
    }

    private static Results<Ok<CheckInReply>, ProblemHttpResult> Answer(IssueResult issued, IStringLocalizer<DoorWords> words) => issued switch
    {
        IssueResult.Unavailable => words.Refuse(ProblemTypes.TryAgain),
        IssueResult.Issued or IssueResult.AlreadyIssued or IssueResult.Unknown or IssueResult.Ended or IssueResult.WrongPhase or IssueResult.AnotherLog
            or IssueResult.Replaced or IssueResult.NoneToReplace or IssueResult.NotForExchange =>
            TypedResults.Ok(new CheckInReply(Words.Of(issued), null)),
    };

    private static async Task<Results<Ok<ExchangeReply>, ProblemHttpResult>> ExchangeAsync(
        string day, HttpContext context, IGrainFactory grains, IStringLocalizer<DoorWords> words, IStringLocalizer<ResidentWords> bodyWords)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.ExchangeRequest, bodyWords);
        if (request is null) return refusal!;
        if (!Digest.TryParse(request.Card, out _) || !Digest.TryParse(request.Inside, out _)) return words.Refuse(ProblemTypes.ExchangeMalformed);
        var command = new ExchangeCard(request.Card, request.Inside);
        var result = await grains.AskOfCardAsync(
            day, command.Card, box => box.ExchangeAsync(command, CancellationToken.None), answer => answer == ExchangeResult.AnotherLog, CancellationToken.None);
        return result == ExchangeResult.Unavailable ? words.Refuse(ProblemTypes.TryAgain) : TypedResults.Ok(new ExchangeReply(Words.Of(result)));
    }

    private static async Task<Results<Ok<CheckInReply>, ProblemHttpResult>> MarkAsync(Task<CheckInAnswer> mark, IStringLocalizer<DoorWords> words)
    {
        var answer = await mark;
        return answer.Status switch
        {
            CheckInStatus.Unavailable => words.Refuse(ProblemTypes.TryAgain),
            CheckInStatus.CheckedIn or CheckInStatus.AlreadyCheckedIn or CheckInStatus.Unknown or CheckInStatus.KeptElsewhere =>
                TypedResults.Ok(new CheckInReply(Words.Of(answer.Status), DoorLine.Of(answer.Line), answer.KeptBy.Length > 0 ? answer.KeptBy : null)),
        };
    }

    private static async Task<Results<Ok<DoorLine[]>, ProblemHttpResult>> FindAsync(
        string day, HttpContext context, IGrainFactory grains, IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.FindRequest, bodyWords);
        if (request is null) return refusal!;
        var query = (request.Query ?? "").Trim();
        return query.Length is < 2 or > 120
            ? TypedResults.Ok<DoorLine[]>([])
            : TypedResults.Ok<DoorLine[]>(
                [.. (await grains.GetGrain<IRegisterGrain>(day).FindAsync(query, cancellationToken)).Select(line => DoorLine.Of(line)!)]);
    }

    private static async Task<Ok<DoorView>> GetDoorAsync(
        string day, ClaimsPrincipal user, DayReader days, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        var figures = await grains.GetFiguresAsync(day, cancellationToken);
        return TypedResults.Ok(new DoorView(
            user.StationName(), Words.Of(view.Phase), Words.Of(view.Settings.CheckIn), figures.At(user.StationName()), figures.People, view.VotingBegan));
    }
}
