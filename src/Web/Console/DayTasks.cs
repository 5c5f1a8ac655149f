using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Web.Console;

/// <summary>How far a task of a day is.</summary>
public enum TaskState
{
    /// <summary>Nothing of it is done.</summary>
    NotStarted,

    /// <summary>Some of it is done, or it goes on just now.</summary>
    Begun,

    /// <summary>All that is left of it waits for another task.</summary>
    Blocked,

    /// <summary>Nothing of it is left.</summary>
    Ready,
}

/// <summary>One thing that a task needs.</summary>
/// <param name="Name">Its name in the words: <c>Line.NAME</c> once it holds; before, <c>Next.NAME</c>, <c>Next.NAME.More</c>, <c>Next.NAME.Do</c> and <c>Line.NAME.Who</c>.</param>
/// <param name="Page">Where it is done, below the day's page or from the site's root.</param>
/// <param name="Holds">Whether it is done.</param>
/// <param name="WaitsFor">The task that has to be ready first; <c>null</c> where it holds, or can be done now.</param>
/// <param name="MayBeLeft">Whether the day opens without it.</param>
public sealed record TaskLine(string Name, string Page, bool Holds, string? WaitsFor = null, bool MayBeLeft = false);

/// <summary>One task of a day, from the colleagues to the ratification.</summary>
/// <param name="Name">Its name in the words: <c>Task.NAME</c>, <c>Task.NAME.Who</c>.</param>
/// <param name="Minutes">About how long it takes whoever has not done it before, in minutes; 0 for what takes as long as the day does.</param>
/// <param name="State">How far it is.</param>
/// <param name="Lines">What it needs; none for a step of the day, which is done or not.</param>
public sealed record DayTask(string Name, int Minutes, TaskState State, ImmutableArray<TaskLine> Lines);

/// <summary>
/// What makes a day ready, and then takes it to its end. Pure: the same day always has the same tasks. Colleagues come first, since two tasks need them.
/// </summary>
public static class DayTasks
{
    /// <summary>What to bring to the hall, by name in the words: <c>Bring.NAME</c>.</summary>
    public static ImmutableArray<string> ToBring { get; } = ["dice", "printer", "envelopes", "laptop", "power", "witness", "box"];

    /// <summary>Whether something about a task cannot be made up for later, and is said before: <c>Task.NAME.Mind</c>.</summary>
    public static bool Reminds(string task) => task is "colleagues" or "projects" or "cards" or "doors" or "close" or "count";

    /// <summary>Whether money may change or a project leave while a task goes on, so that it leads to where that is done.</summary>
    public static bool MayChange(string task) => task is "run" or "count" or "declare";

    /// <summary>All tasks, in order.</summary>
    /// <param name="day">The day.</param>
    /// <param name="box">Its cards.</param>
    /// <param name="register">Its register.</param>
    /// <param name="practice">Its practice runs.</param>
    /// <param name="approvers">How many people may agree to its steps.</param>
    public static ImmutableArray<DayTask> Of(DayView day, BoxStatus box, RegisterTotals register, PracticeView practice, int approvers)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(box);
        ArgumentNullException.ThrowIfNull(register);
        ArgumentNullException.ThrowIfNull(practice);
        ImmutableArray<DayTask> before = [.. Preparing(day, box, register, practice, approvers)];
        var ready = before.SelectMany(task => task.Lines).All(line => line.Holds || line.MayBeLeft);
        return
        [
            .. before,
            new("open", 5, day.Phase >= DayPhase.Open ? TaskState.Ready : ready ? TaskState.NotStarted : TaskState.Blocked, []),
            .. Steps(day),
        ];
    }

    /// <summary>What to do next of what makes the day ready; <c>null</c> once it is.</summary>
    public static TaskLine? Next(ImmutableArray<DayTask> tasks) => tasks.SelectMany(task => task.Lines).FirstOrDefault(line => line is { Holds: false, WaitsFor: null, MayBeLeft: false });

    private static IEnumerable<DayTask> Preparing(DayView day, BoxStatus box, RegisterTotals register, PracticeView practice, int approvers)
    {
        var settings = day.Settings;
        var two = approvers >= 2;
        var facts = settings is not ({ Place: "" } or { Date: "" } or { Hours: "" } or { Currency: "" } or { Pots.IsEmpty: true } or { Venues.IsEmpty: true });
        var published = day.Phase is not DayPhase.Draft;
        // What the cards carry, and who agrees to them, is fixed by publishing; a rehearsal's belong to nobody.
        var afterPublishing = published || day.Rehearsal ? null : "projects";
        var withRegister = settings.CheckIn == CheckInMode.Register;
        var hasCards = box.Batches.Any(batch => !batch.Spoilt && !AddBatch.IsForExchange(batch.Batch));

        // No batch counts yet, and a print waits until its test card was read from the paper.
        var isTested = !hasCards && day.CardPrints.Any(print => print.State == CardPrintState.Waiting);

        yield return Task("colleagues", 10, [new("Colleague", "/console/organisers", two)]);
        yield return Task("day", 10,
            [new("Settings", "/settings", facts), .. day.Rehearsal ? [] : (TaskLine[])[new("Address", "/address", !day.OutOfReach && day.Reached is not null)]]);
        yield return Task("projects", 15,
            [new("Proposals", "/proposals", !day.Proposals.IsEmpty),
             new("Rules", "/rules", settings.Rules.Length > 0),
             new("Publish", "/step/published", published, !two ? "colleagues" : !facts || !day.Rehearsal && day.OutOfReach ? "day" : null)]);
        yield return Task("cards", 20,
            [new("Cards", "/cards", hasCards || isTested, afterPublishing),
             .. isTested ? (TaskLine[])[new("TestCard", "/cards", Holds: false)] : [],
             .. day.Rehearsal ? [] : (TaskLine[])[new("Keys", "/keys", day.Shares is { AllReadBack: true }, two ? null : "colleagues")],
             .. withRegister ? (TaskLine[])[new("Register", "/register", register.Lines > 0), new("Activate", "/cards", box.Batches.Any(batch => batch.Active), hasCards ? null : "cards")] : []]);
        yield return Task("doors", 5, [new("Doors", "/stations", Has(day, StationRole.Door), afterPublishing)]);
        yield return Task("screen", 5, [new("Screen", "/stations", Has(day, StationRole.Screen), afterPublishing)]);
        // Once voting has opened there is nothing left to practise.
        if (!day.Rehearsal && (practice.Done || day.Phase is DayPhase.Draft or DayPhase.Published))
            yield return Task("rehearse", 15,
                [new("Practice", "/practice", practice.Done, !facts ? "day" : day.Proposals.IsEmpty || settings.Rules.Length == 0 ? "projects" : null, MayBeLeft: true)]);
    }

    private static IEnumerable<DayTask> Steps(DayView day)
    {
        var phase = day.Phase;
        var (running, counted) = (phase is DayPhase.Open or DayPhase.Paused or DayPhase.Checking, phase > DayPhase.Counted || NextStep.MayDeclare(day));
        yield return Step("run", 0, phase >= DayPhase.Closed, running ? TaskState.Begun : TaskState.Blocked);
        yield return Step("close", 5, phase >= DayPhase.Closed, phase == DayPhase.Checking ? TaskState.Begun : running ? TaskState.NotStarted : TaskState.Blocked);
        yield return Step("count", 45, counted, phase is DayPhase.Closed or DayPhase.Counted ? TaskState.Begun : TaskState.Blocked);
        yield return Step("declare", 15, phase >= DayPhase.Declared, counted ? TaskState.NotStarted : TaskState.Blocked);
        yield return Step("ratify", 5, phase >= DayPhase.Ratified, phase == DayPhase.Declared ? TaskState.NotStarted : TaskState.Blocked);
    }

    private static DayTask Step(string name, int minutes, bool done, TaskState before) => new(name, minutes, done ? TaskState.Ready : before, []);

    private static DayTask Task(string name, int minutes, ImmutableArray<TaskLine> lines) => new(
        name, minutes,
        lines.All(line => line.Holds) ? TaskState.Ready
        : lines.All(line => line.Holds || line.WaitsFor is not null) ? TaskState.Blocked
        : lines.Any(line => line.Holds) ? TaskState.Begun
        : TaskState.NotStarted,
        lines);

    /// <summary>Whether a device is paired for something and not revoked.</summary>
    internal static bool Has(DayView day, StationRole role) => day.Stations.Any(station => station.Role == role && !station.Revoked);
}
