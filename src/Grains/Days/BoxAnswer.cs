using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Days;

/// <summary>How a day passes on what its ballot box said.</summary>
internal static class BoxAnswer
{
    /// <summary>The box did it, now or before.</summary>
    public static bool Did(BoxResult result) => result is BoxResult.Done or BoxResult.AlreadyDone;

    /// <summary>The day's own words for it.</summary>
    public static DayOutcome Outcome(BoxResult result) => result switch
    {
        BoxResult.Done or BoxResult.AlreadyDone => DayOutcome.Done,
        BoxResult.WrongPhase => new DayOutcome(DayRefusal.WrongPhase, "The ballot box is not in a state that allows it."),
        BoxResult.Unknown => new DayOutcome(DayRefusal.Unknown, "No batch or card of this day has that name or number."),
        BoxResult.Conflict => new DayOutcome(DayRefusal.Invalid, "That id was used for something else already, or a card's number is in the log already."),
        BoxResult.Invalid => new DayOutcome(DayRefusal.Invalid, "The ballot box could not read that."),
        BoxResult.CardHasCast => new DayOutcome(DayRefusal.CardHasCast, "That card has voted, so it cannot be voided."),
        BoxResult.TooManyPapers => new DayOutcome(
            DayRefusal.TooManyPapers, "That would be more paper ballots than cards handed in for one. Count the slips and the handed-in cards again."),
        BoxResult.TooFewBallots => new DayOutcome(DayRefusal.WrongPhase, "Too few ballots count for a mix."),
        BoxResult.BatchInUse => new DayOutcome(
            DayRefusal.Invalid, "A card of that batch is usable or was ended, so the batch is not one whose printing failed."),
        BoxResult.Working => DayOutcome.Working,
        BoxResult.AnotherLog => new DayOutcome(DayRefusal.Unknown, "That card or batch votes in another log of this day."),
        BoxResult.LogsUnsettled => new DayOutcome(DayRefusal.WrongPhase, "Another log of this day is neither joined nor left out yet."),
        BoxResult.CardSurrendered => new DayOutcome(
            DayRefusal.Invalid, "That card was handed in for a paper ballot, so it was neither lost, nor unused, nor handed out by mistake."),
        BoxResult.CardEnded => new DayOutcome(DayRefusal.Invalid, "That card was ended before, for another reason. Nothing was changed."),
        BoxResult.CardNotOut => new DayOutcome(DayRefusal.Invalid, "That card was not handed out, so nobody has lost it and there is nothing to undo. Read its number again."),
        BoxResult.EnteredOtherwise => new DayOutcome(DayRefusal.NeedsSecondPerson, "Another ballot was entered under that number. Two people correct it."),
        BoxResult.BatchForExchange => new DayOutcome(
            DayRefusal.Invalid, "The cards of that batch are for exchange: a door hands them out one by one, each for a card that was taken in. The batch is never made usable."),
        BoxResult.CardReplaced => new DayOutcome(
            DayRefusal.Invalid,
            "That card was handed out for one that was taken in, so it let nobody new in and there is no first hand-out to undo. Give it to the person who waits "
            + "for it. If that cannot be done, end it as lost: then another card for exchange replaces it."),
        BoxResult.Unavailable => Unavailable,
    };

    /// <summary>The same, where a card was to be ended as unused: one that has voted did not lie with the organisers, unless somebody else knew its secret.</summary>
    public static DayOutcome OfUnused(BoxResult result) => result switch
    {
        BoxResult.CardHasCast => new DayOutcome(
            DayRefusal.CardHasCast,
            "That card has voted, so it is not unused. Most likely its number was mistyped: read it again. If the number is right and the card lies sealed "
            + "before you, keep it sealed and show it to the auditor: with its entry in the log it proves that somebody else knew its secret."),
        BoxResult.AnotherLog => new DayOutcome(
            DayRefusal.Invalid, "That card belongs to another log, which has closed and stays as it is. Count its left-over cards in the ballot account; they are not ended one by one."),
        _ => Outcome(result),
    };

    /// <summary>Nothing was acknowledged; the caller asks again.</summary>
    public static DayOutcome Unavailable { get; } =
        new(DayRefusal.Unavailable, "Whether that was done is not known: the storage, a key or another part of the service did not answer. Ask again.");
}
