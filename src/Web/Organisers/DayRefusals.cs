using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>What a day's refusal is called, its status, and its sentence: the day's own where it gives one.</summary>
internal static class DayRefusals
{
    /// <summary>A refusal as a sentence: its own where it gives one.</summary>
    public static string Sentence(this DayOutcome outcome, IStringLocalizer words) => outcome.Problem(words).ProblemDetails.Detail!;

    public static ProblemHttpResult Problem(this DayOutcome outcome, IStringLocalizer words)
    {
        var type = outcome.Refusal switch
        {
            DayRefusal.NoSuchDay => ProblemTypes.NoSuchDay,
            DayRefusal.AlreadyExists => ProblemTypes.DayExists,
            DayRefusal.WrongPhase => ProblemTypes.WrongPhase,
            DayRefusal.Invalid => ProblemTypes.Invalid,
            DayRefusal.NeedsSecondPerson => ProblemTypes.SecondPersonNeeded,
            DayRefusal.NotApprover => ProblemTypes.NotApprover,
            DayRefusal.TooFewApprovers => ProblemTypes.TooFewApprovers,
            DayRefusal.NeedsReason => ProblemTypes.ReasonNeeded,
            DayRefusal.NeedsCards => ProblemTypes.CardsNeeded,
            DayRefusal.KeysNotKept => ProblemTypes.KeysNotKept,
            DayRefusal.NeedsShares => ProblemTypes.SharesNeeded,
            DayRefusal.WrongShare => ProblemTypes.WrongShare,
            DayRefusal.Unknown => ProblemTypes.Unknown,
            DayRefusal.CardHasCast => ProblemTypes.CardHasCast,
            DayRefusal.Unavailable => ProblemTypes.TryAgain,
            DayRefusal.NeedsDice => ProblemTypes.DiceNeeded,
            DayRefusal.OtherDice => ProblemTypes.OtherDice,
            DayRefusal.TooManyPapers => ProblemTypes.TooManyPapers,
            DayRefusal.NotAccounted => ProblemTypes.AccountNeeded,
            DayRefusal.NotValidated => ProblemTypes.ValidationNeeded,
            DayRefusal.Working => ProblemTypes.Working,
            DayRefusal.NeedsWitness => ProblemTypes.WitnessNeeded,
            DayRefusal.OtherDate => ProblemTypes.OtherDate,
            DayRefusal.ChangeNotAllowed => ProblemTypes.ChangeNotAllowed,
            DayRefusal.NeedsConsent => ProblemTypes.ConsentNeeded,
            DayRefusal.OwnAddress => ProblemTypes.OwnAddress,
            DayRefusal.None => throw new ArgumentException("It was not refused.", nameof(outcome)),
        };
        var refusal = words.Refuse(type);
        if (outcome.Detail.Length > 0) refusal.ProblemDetails.Detail = outcome.Detail;
        return refusal;
    }
}
