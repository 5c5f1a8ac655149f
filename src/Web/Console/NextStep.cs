using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Web.Console;

/// <summary>The one thing to do next for a day.</summary>
/// <param name="Name">Its name in the words: <c>Next.NAME</c>, <c>Next.NAME.More</c>, <c>Next.NAME.Do</c>.</param>
/// <param name="Page">Where it is done, below the day's page; <c>null</c> where there is nothing to do.</param>
public sealed record NextStep(string Name, string? Page)
{
    /// <summary>What comes next. Pure: the same day always has the same next step.</summary>
    public static NextStep For(DayView day, BoxStatus box, RegisterTotals register)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(register);
        return day.Phase switch
        {
            DayPhase.Draft => Drafting(day),
            DayPhase.Published => BeforeOpening(day, box, register),
            DayPhase.Open when !day.VotingBegan => new("Groups", null),
            DayPhase.Open => new("Watch", "/step/closed"),
            DayPhase.Paused => new("Resume", "/step/open"),
            DayPhase.Checking => new("Checking", null),
            DayPhase.Closed => new("Count", "/count"),
            DayPhase.Counted when day.Compared.Length < box.Samples.Length => new("Papers", "/papers"),
            DayPhase.Counted => AfterCounting(day),
            DayPhase.Declared => new("Ratify", "/step/ratified"),
            DayPhase.Ratified => new("Archive", "/step/archived"),
            DayPhase.Archived => new("Archived", null),
            DayPhase.Postponed => new("Postponed", null),
            DayPhase.Void => new("Void", null),
        };
    }

    /// <summary>Whether nothing stands between a counted day and its declaration.</summary>
    public static bool MayDeclare(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return day.Phase == DayPhase.Counted && AfterCounting(day).Name == "Declare";
    }

    private static NextStep AfterCounting(DayView day) =>
        day.Mix is MixStage.AwaitsDice or MixStage.AwaitsProof ? new("Dice", "/count")
        : StepRules.LacksValidation(day.Rehearsal, day.Paperwork.Validated is not null) ? new("FinishCount", "/count")
        : new("Declare", "/step/declared");

    private static NextStep Drafting(DayView day) =>
        day.Settings is { Rules: "" } or { Place: "" } or { Date: "" } or { Hours: "" } or { Currency: "" } or { Pots.IsEmpty: true } or { Venues.IsEmpty: true }
            ? new("Settings", "/settings")
            : day.Proposals.IsEmpty ? new("Proposals", "/proposals")
            : new("Publish", "/step/published");

    private static NextStep BeforeOpening(DayView day, BoxStatus box, RegisterTotals register)
    {
        var withRegister = day.Settings.CheckIn == CheckInMode.Register;
        if (box.Batches.All(batch => batch.Spoilt || AddBatch.IsForExchange(batch.Batch)))
            return new(day.CardPrints.Any(print => print.State == CardPrintState.Waiting) ? "TestCard" : "Cards", "/cards");
        if (StepRules.LacksShares(day.Rehearsal, day.Shares)) return new("Keys", "/keys");
        if (withRegister && register.Lines == 0) return new("Register", "/register");
        if (withRegister && !box.Batches.Any(batch => batch.Active)) return new("Activate", "/cards");
        if (!day.Stations.Any(station => station is { Role: StationRole.Door, Revoked: false })) return new("Doors", "/stations");
        return new("Open", "/step/open");
    }
}
