using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Doors;

/// <summary>What takes two people at a door, each with a code of their own: undoing, and replacing a lost card. Source: docs/adr/0068.</summary>
internal static class UndoEndpoints
{
    private const int LongestCode = 64;

    public static void MapUndoing(this RouteGroupBuilder door)
    {
        door.MapPost("/undo", UndoAsync).WithName("UndoAtDoor").WithSummary("Undo a hand-out, a check-in, or a person added, by two people")
            .Accepts<UndoRequest>("application/json").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        door.MapPost("/lost", ReplaceLostAsync).WithName("ReplaceLostCard").WithSummary("Replace a lost card against its strip, by two people")
            .Accepts<LostRequest>("application/json").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<Ok<UndoReply>, ProblemHttpResult>> UndoAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<DoorWords> words,
        IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.UndoRequest, bodyWords);
        if (request is null) return refusal!;
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        var register = grains.GetGrain<IRegisterGrain>(day);
        switch (view.Settings.CheckIn, request)
        {
            case (CheckInMode.Register, { Line: { Length: > 0 and <= LongestCode } line, Card: null }):
            {
                var two = await TwoAsync(view, request.Codes, DoorStep.Of(DoorStepKind.UndoPerson, line.Trim(), user.StationName()), grains, cancellationToken);
                // Codes that were used up in an undoing whose answer was lost: it is told how the person stands.
                if (two.Status == DoorCodesStatus.Spent && await register.GetAsync(line, cancellationToken) is { Door: "" } free)
                    return TypedResults.Ok(new UndoReply(Words.Of(UndoStatus.NotCheckedIn), DoorLine.Of(free)));
                if (two.Status != DoorCodesStatus.Read) return TypedResults.Ok(new UndoReply(Refused(two.Status), null));
                var answer = await register.UndoAsync(line, user.StationName(), cancellationToken);
                return answer.Status == UndoStatus.Unavailable
                    ? words.Refuse(ProblemTypes.TryAgain)
                    : TypedResults.Ok(new UndoReply(Words.Of(answer.Status), DoorLine.Of(answer.Line)));
            }

            case (CheckInMode.CardsOnly, { Card: { } typed, Line: null }):
            {
                if (!ShortNumber.TryRead(typed, out var card, out _)) return words.Refuse(ProblemTypes.CardNumberUnreadable);
                var two = await TwoAsync(view, request.Codes, DoorStep.Of(DoorStepKind.UndoCard, card!.Symbols, user.StationName()), grains, cancellationToken);
                if (two.Status != DoorCodesStatus.Read) return TypedResults.Ok(new UndoReply(Refused(two.Status), null));
                var ended = await EndAsync(day, card!.Symbols, VoidReason.Found, two, grains, cancellationToken);
                if (ended == "try-again") return words.Refuse(ProblemTypes.TryAgain);
                if (ended == "done") await register.TakeBackOnceAsync(user.StationName(), Named(card), CancellationToken.None);
                return TypedResults.Ok(new UndoReply(ended == "done" ? Words.Of(UndoStatus.Undone) : ended, null));
            }

            default:
                return words.Refuse(ProblemTypes.UndoMalformed);
        }
    }

    /// <summary>Ends the lost card, then hands out the new one, so that one press is enough; sent again it goes on from where it stopped.</summary>
    private static async Task<Results<Ok<LostReply>, ProblemHttpResult>> ReplaceLostAsync(
        string day, HttpContext context, ClaimsPrincipal user, DayReader days, IGrainFactory grains, IStringLocalizer<DoorWords> words,
        IStringLocalizer<ResidentWords> bodyWords, CancellationToken cancellationToken)
    {
        var (request, refusal) = await SmallJson.ReadAsync(context.Request, DoorJson.Default.LostRequest, bodyWords);
        if (request is null) return refusal!;
        if (!ShortNumber.TryRead(request.Strip, out var strip, out _) || !ShortNumber.TryRead(request.Card, out var card, out _))
            return words.Refuse(ProblemTypes.CardNumberUnreadable);
        if (strip!.Symbols == card!.Symbols) return words.Refuse(ProblemTypes.UndoMalformed);
        var view = (await days.GetRecentAsync(day, cancellationToken))!;
        // For the lost card, whichever takes its place: a card of the wrong pile is followed by another.
        var two = await TwoAsync(view, request.Codes, DoorStep.Of(DoorStepKind.ReplaceLost, strip.Symbols, user.StationName()), grains, cancellationToken);
        if (two.Status != DoorCodesStatus.Read) return TypedResults.Ok(new LostReply(Refused(two.Status)));
        var ended = await EndAsync(day, strip.Symbols, VoidReason.Lost, two, grains, cancellationToken);
        if (ended == "try-again") return words.Refuse(ProblemTypes.TryAgain);
        if (ended != "done") return TypedResults.Ok(new LostReply(ended));
        var issued = await grains.AskOfCardAsync(
            day, card.Symbols, box => box.ReplaceAsync(card.Symbols, CancellationToken.None), answer => answer == IssueResult.AnotherLog, CancellationToken.None);
        return issued == IssueResult.Unavailable ? words.Refuse(ProblemTypes.TryAgain) : TypedResults.Ok(new LostReply(Words.Of(issued)));
    }

    /// <summary>
    /// The two people of two codes, which are spent for the step: both are organisers still, and unless the day is a rehearsal, confirmed, and approvers of
    /// this day since it was published.
    /// </summary>
    private static async Task<TwoDoorCodes> TwoAsync(DayView day, string[] codes, DoorStep step, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (codes is not [{ Length: > 0 and <= LongestCode } first, { Length: > 0 and <= LongestCode } second]) return Nobody;
        var two = await grains.GetGrain<IRegisterGrain>(day.Day).SpendDoorCodesAsync(first, second, step, cancellationToken);
        if (two.Status != DoorCodesStatus.Read) return two;
        var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var able = day.Rehearsal
            ? (await organisation.ListOrganisersAsync(cancellationToken)).Select(organiser => organiser.Id)
            : (await organisation.ListApproversAsync(cancellationToken)).Select(approver => approver.Organiser)
                .Where(organiser => day.Approvers.IsEmpty || day.Approvers.Any(approver => string.Equals(approver.Organiser, organiser, StringComparison.Ordinal)));
        return able.Contains(two.First, StringComparer.Ordinal) && able.Contains(two.Second, StringComparer.Ordinal) ? two : Nobody;
    }

    // The card is ended, and its number stands in the log; here is only what tells one undoing from another.
    private static string Named(ShortNumber card) => $"undone-{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(card.Symbols)))[..32]}";

    private static TwoDoorCodes Nobody { get; } = new(DoorCodesStatus.Wrong, "", "");

    private static string Refused(DoorCodesStatus status) => $"codes-{Words.Of(status)}";

    private static async Task<string> EndAsync(
        string day, string card, VoidReason reason, TwoDoorCodes two, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var outcome = await grains.GetGrain<IDecisionDayGrain>(day).VoidCardAsync(new VoidCard(card, reason), two.First, two.Second, cancellationToken);
        return outcome.Refusal switch
        {
            DayRefusal.None => "done",
            DayRefusal.Unavailable => "try-again",
            DayRefusal.CardHasCast => "card-has-cast",
            DayRefusal.Unknown => "unknown",
            DayRefusal.WrongPhase => "wrong-phase",
            _ => "not-possible",
        };
    }
}

/// <summary>Undoes what a door did: exactly one of card and line.</summary>
/// <param name="Card">The short number on a card's outside (cards only).</param>
/// <param name="Line">The id of a person's line (a day with a register).</param>
/// <param name="Codes">Own codes of two organisers. Both are good for this step alone from then on, also if it is refused.</param>
public sealed record UndoRequest(string? Card, string? Line, [property: JsonRequired] string[] Codes);

/// <summary>What undoing came to.</summary>
/// <param name="Status">
/// <c>undone</c>; <c>taken-out</c>: the person who was added is off the register. Nothing was undone: <c>not-checked-in</c>, <c>at-another-door</c>,
/// <c>unknown</c>, <c>card-has-cast</c>, <c>not-possible</c> (the card was not handed out, was ended or handed in, or replaced another),
/// <c>wrong-phase</c>, <c>codes-wrong</c>, <c>codes-one-person</c>, <c>codes-spent</c> or <c>codes-wait</c>.
/// </param>
/// <param name="Line">The person's line as it stands now; <c>null</c> for a card.</param>
public sealed record UndoReply(string Status, DoorLine? Line);

/// <summary>Replaces a lost card.</summary>
/// <param name="Strip">The short number on the strip that the person kept.</param>
/// <param name="Card">The short number on the outside of a card of a batch for exchange.</param>
/// <param name="Codes">Own codes of two organisers. Both are good for this lost card alone from then on, also if it is refused.</param>
public sealed record LostRequest([property: JsonRequired] string Strip, [property: JsonRequired] string Card, [property: JsonRequired] string[] Codes);

/// <summary>What replacing a lost card came to.</summary>
/// <param name="Status">
/// <c>replaced</c>: hand over the new card. The lost card is not ended: <c>card-has-cast</c>, <c>unknown</c>, <c>not-possible</c>, <c>wrong-phase</c>,
/// <c>codes-wrong</c>, <c>codes-one-person</c>, <c>codes-spent</c>, <c>codes-wait</c>. It is ended, and the new card is none to hand out: <c>already-issued</c>,
/// <c>not-for-exchange</c>, <c>none-to-replace</c>, <c>ended</c>.
/// </param>
public sealed record LostReply(string Status);
