using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>The one thing to do next for a day.</summary>
/// <param name="Name">Its name in the words: <c>Next.NAME</c>, <c>Next.NAME.More</c>, <c>Next.NAME.Do</c>.</param>
/// <param name="Page">Where it is done, below the day's page; <c>null</c> where there is nothing to do.</param>
public sealed record NextStep(string Name, string? Page)
{
    /// <summary>What comes next. Pure: the same day always has the same next step.</summary>
    /// <param name="day">The day.</param>
    /// <param name="box">Its cards.</param>
    /// <param name="tasks">Its tasks.</param>
    public static NextStep For(DayView day, BoxStatus box, ImmutableArray<DayTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(box);
        return day.Phase switch
        {
            DayPhase.Draft or DayPhase.Published => DayTasks.Next(tasks) is { } line ? new(line.Name, line.Page) : new("Open", "/step/open"),
            DayPhase.Open when !day.VotingBegan => new("Groups", null),
            DayPhase.Open => new("Watch", "/running"),
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
}
