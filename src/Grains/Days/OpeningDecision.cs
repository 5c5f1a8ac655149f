using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Days;

/// <summary>Whether a published day may open, by its cards and its date. Pure. A day that was paused had opened before and is not asked.</summary>
internal static class OpeningDecision
{
    /// <summary>Why the day may not open now; <c>null</c> where it may.</summary>
    /// <param name="day">The day.</param>
    /// <param name="batches">Its batches of cards.</param>
    /// <param name="step">What is asked for.</param>
    /// <param name="now">The moment.</param>
    public static DayOutcome? Refusal(DayState day, ImmutableArray<BatchStatus> batches, Transition step, DateTimeOffset now)
    {
        if (day.Phase != DayPhase.Published) return null;
        // Cards for exchange let nobody in.
        batches = [.. batches.Where(batch => !batch.Spoilt && !AddBatch.IsForExchange(batch.Batch))];
        if (batches.All(batch => batch.Cards == 0))
            return new DayOutcome(DayRefusal.NeedsCards, day.Prints.Any(print => day.PrintOf(print).State == CardPrintState.Waiting)
                ? "No printed card counts yet: scan the test card of a print from its paper, or type its code on the page for cards."
                : "There are no cards: print or register a batch before opening.");
        var (rehearsal, settings) = (day.Created!.Rehearsal, day.Settings);
        if (batches.All(batch => StepRules.IsBatchTooSmall(rehearsal, settings.CheckIn, batch.Batch, batch.Cards)))
            return new DayOutcome(
                DayRefusal.NeedsCards,
                $"No batch has {StepRules.LeastCardsInBatch} cards or more, so on a day with a register no card could be used and nobody could "
                + $"vote: print or register one batch of at least {StepRules.LeastCardsInBatch} before opening.");
        var today = StepRules.DateAt(now, settings.TimeZone);
        return StepRules.IsOtherDate(rehearsal, settings.Date, today) && step.OnDate != today
            ? new DayOutcome(DayRefusal.OtherDate, $"Today is {today}, and this day is for {settings.Date}: to open it today, name today's date.")
            : null;
    }
}
