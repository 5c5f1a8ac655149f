using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>What a day's refusal is called, its status, and its sentence: the day's own where it gives one.</summary>
internal static class DayRefusals
{
    public static ProblemHttpResult Problem(this DayOutcome outcome, IStringLocalizer words)
    {
        var (name, status) = outcome.Refusal switch
        {
            DayRefusal.NoSuchDay => ("no-such-day", StatusCodes.Status404NotFound),
            DayRefusal.AlreadyExists => ("day-exists", StatusCodes.Status409Conflict),
            DayRefusal.WrongPhase => ("wrong-phase", StatusCodes.Status409Conflict),
            DayRefusal.Invalid => ("invalid", StatusCodes.Status422UnprocessableEntity),
            DayRefusal.NeedsSecondPerson => ("second-person-needed", StatusCodes.Status403Forbidden),
            DayRefusal.NeedsReason => ("reason-needed", StatusCodes.Status422UnprocessableEntity),
            DayRefusal.NeedsCards => ("cards-needed", StatusCodes.Status409Conflict),
            DayRefusal.KeysNotKept => ("keys-not-kept", StatusCodes.Status409Conflict),
            DayRefusal.Unknown => ("unknown", StatusCodes.Status404NotFound),
            DayRefusal.CardHasCast => ("card-has-cast", StatusCodes.Status409Conflict),
            DayRefusal.Unavailable => ("try-again", StatusCodes.Status503ServiceUnavailable),
            DayRefusal.NeedsDice => ("dice-needed", StatusCodes.Status409Conflict),
            DayRefusal.OtherDice => ("other-dice", StatusCodes.Status409Conflict),
            DayRefusal.TooManyPapers => ("too-many-papers", StatusCodes.Status409Conflict),
            DayRefusal.NotAccounted => ("account-needed", StatusCodes.Status409Conflict),
            DayRefusal.NotValidated => ("validation-needed", StatusCodes.Status409Conflict),
            DayRefusal.Working => ("working", StatusCodes.Status503ServiceUnavailable),
            DayRefusal.OtherDate => ("other-date", StatusCodes.Status409Conflict),
            DayRefusal.OwnAddress => ("own-address", StatusCodes.Status409Conflict),
            DayRefusal.None => throw new ArgumentException("It was not refused.", nameof(outcome)),
        };
        var refusal = words.Refuse(name, status);
        if (outcome.Detail.Length > 0) refusal.ProblemDetails.Detail = outcome.Detail;
        return refusal;
    }
}
