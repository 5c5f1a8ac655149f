using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Doors;

/// <summary>What a door keeps to go on without a network, and how it settles afterwards. Source: docs/adr/0068.</summary>
internal static class AloneEndpoints
{
    private const int MostMarks = 100;
    private const int MostCards = 10_000;
    private const int LongestId = 64;
    private const long LastTime = 253_402_300_800_000; // the year 10,000

    public static void MapAlone(this RouteGroupBuilder door)
    {
        door.MapPost("/door/part", GetPartAsync).WithName("GetDoorPart").WithSummary("The lines and cards allotted to this door, to go on without a network")
            .Accepts<PartRequest>("application/json").WithMetadata(new SettlesAfterClose());
        door.MapPost("/door/settlements", SettleAsync).WithName("SettleDoor").WithSummary("Settle what this door did without a network")
            .Accepts<SettlementRequest>("application/json").WithMetadata(new SettlesAfterClose()).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<PartReply>, ProblemHttpResult>> GetPartAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<ResidentWords> bodyWords,
        CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.PartRequest, bodyWords);
        if (request is null) return refusal!;
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        var register = grains.GetGrain<IRegisterGrain>(day);
        if (request.Leaves)
        {
            await register.LeaveAsync(user.StationName(), cancellationToken);
            return TypedResults.Ok(new PartReply("", "", [], [], [], []));
        }

        var key = Convert.ToBase64String(await register.GetDoorKeyAsync(user.StationId(), cancellationToken));
        if (IsOver(view)) return TypedResults.Ok(new PartReply(key, "", [], [], [], []));
        if (view.Settings.CheckIn == CheckInMode.CardsOnly)
        {
            var pile = await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).GetPileAsync(user.StationId(), cancellationToken);
            return TypedResults.Ok(new PartReply(key, "", [], [], [], [.. pile]));
        }

        ImmutableArray<string> doors = [.. view.Stations.Where(station => station is { Role: StationRole.Door, Revoked: false }).Select(station => station.Name)];
        // Two doors of one name, as days of before may have, would both let in whom that name keeps, and nothing would tell their marks apart.
        if (doors.Count(door => string.Equals(door, user.StationName(), StringComparison.Ordinal)) > 1)
            return TypedResults.Ok(new PartReply(key, "", [], [], [], []));
        var part = await register.GetPartAsync(user.StationName(), doors, request.Has ?? "", Time(request.Answered), cancellationToken);
        return TypedResults.Ok(new PartReply(
            key, part.Stamp, [.. part.Lines.Select(line => new PartLine(line.Line, line.Name, line.Detail, line.Pass))], [.. part.CameIn],
            [.. part.Ranges.Select(range => new PartRange(range.Door, range.From))], []) { At = part.At.ToUnixTimeMilliseconds() });
    }

    private static bool IsOver(DayView day) => day.Phase is DayPhase.Checking or DayPhase.Closed;

    // What is no time of the service's is none that it answered at.
    private static DateTimeOffset? Time(long? answered) => answered is > 0 and < LastTime ? DateTimeOffset.FromUnixTimeMilliseconds(answered.Value) : null;

    private static async Task<Results<Ok<SettlementReply>, ProblemHttpResult>> SettleAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<DoorWords> words,
        IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.SettlementRequest, bodyWords);
        if (request is null) return refusal!;
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        var (mode, isLate) = (view.Settings.CheckIn, IsOver(view));
        var register = grains.GetGrain<IRegisterGrain>(day);
        switch (mode, request)
        {
            case (CheckInMode.Register, { Cards: 0, Marks: { Length: > 0 and <= MostMarks } marks })
                when marks.All(mark => mark is { Id.Length: > 0 and <= LongestId, Line.Length: > 0 and <= LongestId }):
                var settled = await register.SettleMarksAsync(
                    user.StationName(), [.. marks.Select(mark => new AloneMark(mark.Id, mark.Line))], isLate, cancellationToken);
                return TypedResults.Ok(new SettlementReply([.. settled.Select(mark => new SettledLine(mark.Line, Words.Of(mark.Status), DoorLine.Of(mark.Standing)))]));
            case (CheckInMode.CardsOnly, { Marks: null or [], Cards: > 0 and <= MostCards, Id: { Length: > 0 and <= LongestId } id }):
                var pile = await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day)).CountPileAsync(user.StationId(), cancellationToken);
                var cards = new AloneCards(user.StationId(), user.StationName(), id, request.Cards, pile);
                return await register.SettleArrivalsAsync(cards, isLate, cancellationToken)
                    ? TypedResults.Ok(new SettlementReply([]))
                    : words.Refuse(ProblemTypes.SettlementMalformed);
            default:
                return words.Refuse(ProblemTypes.SettlementMalformed);
        }
    }
}

/// <summary>Asks for the door's part.</summary>
/// <param name="Has">The stamp of the part that the door has; may be left out.</param>
/// <param name="Leaves">Whether the door goes away, and keeps nothing until it asks again.</param>
/// <param name="Answered"><c>at</c> of the last answer that the door has; may be left out. A door that never says so is not heard from.</param>
public sealed record PartRequest(string? Has, bool Leaves = false, long? Answered = null);

/// <summary>What a door keeps to go on without a network.</summary>
/// <param name="Key">The key, 32 bytes in base64, under which the door keeps it; empty for a door that leaves. A station that was revoked gets it no more.</param>
/// <param name="Stamp">Names this state of its lines; empty where people come without a register.</param>
/// <param name="Lines">Its lines; none where the door has this stamp already.</param>
/// <param name="CameIn">The ids of its lines whose people are checked in.</param>
/// <param name="Ranges">From which name on each door keeps the lines.</param>
/// <param name="Cards">The short numbers of its own pile of cards, all usable.</param>
public sealed record PartReply(string Key, string Stamp, PartLine[] Lines, string[] CameIn, PartRange[] Ranges, string[] Cards)
{
    /// <summary>When this was answered by the service's clock, milliseconds since 1970; 0 where no lines are allotted.</summary>
    public long At { get; init; }
}

/// <summary>A line allotted to a door.</summary>
/// <param name="Line">Its id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Detail">What tells people of one name apart.</param>
/// <param name="Pass">SHA-256 of the code of the person's pass, base64; empty where there is none.</param>
public sealed record PartLine(string Line, string Name, string Detail, string Pass);

/// <summary>From which name on a door keeps the lines.</summary>
/// <param name="Door">Its name.</param>
/// <param name="From">A name in small letters without accents; empty for the first door.</param>
public sealed record PartRange(string Door, string From);

/// <summary>Settles what a door did without a network. Sent again it changes nothing.</summary>
/// <param name="Id">Drawn for these cards, 1 to 64 characters, the same when it is sent again (cards only).</param>
/// <param name="Marks">The people it let in, at most 100 (a day with a register).</param>
/// <param name="Cards">How many cards of its own pile it handed out, at most 10,000, and with those settled before no more than the pile has held (cards only).</param>
public sealed record SettlementRequest(string? Id, LineMark[]? Marks, int Cards = 0);

/// <summary>That a person was let in.</summary>
/// <param name="Id">Drawn for this, 1 to 64 characters, the same when it is sent again. An id marks once, also where it was undone since.</param>
/// <param name="Line">The id of the person's line.</param>
public sealed record LineMark([property: JsonRequired] string Id, [property: JsonRequired] string Line);

/// <summary>What settling came to.</summary>
/// <param name="Marks">Each line, in the order sent.</param>
public sealed record SettlementReply(SettledLine[] Marks);

/// <summary>What one line came to.</summary>
/// <param name="Line">Its id.</param>
/// <param name="Status">
/// <c>settled</c>; <c>twice</c>: the door that <c>standing</c> names let the person in too, and two cards are out; <c>unknown</c>: no such line any more.
/// </param>
/// <param name="Standing">The line as it stands now.</param>
public sealed record SettledLine(string Line, string Status, DoorLine? Standing);
