using PbDecisionDay.Contracts.Failures;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>One day at a glance: what to do next, how it goes, what was done by whom.</summary>
public sealed class DayModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, TimeProvider time) : ConsoleDayPage(grains, say)
{
    public NextStep Next { get; private set; } = null!;

    /// <summary>While votes are only checked, the whole seconds until the day closes by itself; otherwise <c>null</c>.</summary>
    public int? SecondsLeft => Day.ClosesAt is { } at ? (int)Math.Ceiling(Math.Max(0, (at - time.GetUtcNow()).TotalSeconds)) : null;

    /// <summary>What makes the day ready and takes it to its end; none of one that is over before or after.</summary>
    public ImmutableArray<DayTask> Tasks { get; private set; } = [];

    /// <summary>The task with the green button: the first that has something to do now, or the step at which the day is; <c>null</c> where none has.</summary>
    public DayTask? Here => Tasks.FirstOrDefault(task => NextLine is { } line ? task.Lines.Contains(line) : task.Lines.IsEmpty && task.State != TaskState.Ready);

    /// <summary>The first thing to do of what makes the day ready; <c>null</c> once nothing is left, or the day has opened.</summary>
    public TaskLine? NextLine => Day.Phase is DayPhase.Draft or DayPhase.Published ? DayTasks.Next(Tasks) : null;

    public BoxStatus Box { get; private set; } = null!;

    public Watched Watched { get; private set; } = null!;

    /// <summary>What the last self-check said.</summary>
    public SelfCheckReport SelfCheck { get; private set; } = null!;

    /// <summary>Why the ballot box does not start, in a sentence that says what to do; <c>null</c> where it has.</summary>
    public string? BoxRefusal { get; private set; }

    /// <summary>What others ask a second approver to agree to.</summary>
    public IReadOnlyList<ApprovalRequest> Asked { get; private set; } = [];

    /// <summary>Whether what comes next is nothing else than to pause: the self-check's panel says it.</summary>
    public bool PauseFirst => SelfCheck.State == SelfCheckState.Wrong && Day.Phase == DayPhase.Open;

    /// <summary>Whether this is a real day on keys that whoever reads the disk can unlock.</summary>
    public bool KeysNeedAnUnlock => SelfCheck.KeysByDefaultFile && !Day.Rehearsal && Day.Phase is not (DayPhase.Archived or DayPhase.Postponed or DayPhase.Void);

    /// <summary>Whether the numbers still move.</summary>
    public bool IsLive => Day.Phase is DayPhase.Published or DayPhase.Open or DayPhase.Paused or DayPhase.Checking;

    /// <summary>Whether the day may still be postponed or voided.</summary>
    public bool MayStop => StepRules.Follows(Day.Phase, DayPhase.Postponed);

    /// <summary>What was done, the oldest first, each by the key of its words: the steps, and the word that let everybody vote.</summary>
    public IEnumerable<(string Name, DateTimeOffset At, string By, string SecondBy, string Reason)> History =>
        Day.Steps.Select(step => ($"Phase.{Words.Of(step.To)}", step.At, step.By, step.SecondBy, step.Reason))
            .Concat(Day.Beginning is { } began ? [("History.Voting", began.At, began.By, "", "")] : [])
            .OrderBy(done => done.At);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await ReadOrganisersAsync(cancellationToken);
        SelfCheck = await SelfCheckGrain.GetAsync(cancellationToken);
        Asked = [.. (await Grains.GetGrain<IApprovalsGrain>(Day.Day).ListAsync()).Where(request => request.ApprovedBy.Length == 0 && request.By != By)];
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is LogRefusedException or KeyUnavailableException)
        {
            BoxRefusal = refused.Message;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>On from a page that is of no day yet, as a new day's.</summary>
    public Task<IActionResult> OnGetGoOnAsync(CancellationToken cancellationToken) => GoOnAsync(Done ?? "", cancellationToken);

    /// <summary>Lets everybody vote: the last group has spoken.</summary>
    public async Task<IActionResult> OnPostBeginVotingAsync(CancellationToken cancellationToken)
    {
        var outcome = await DayGrain.BeginVotingAsync(By, cancellationToken);
        HttpContext.RequestServices.GetRequiredService<DayReader>().Forget(Day.Day);
        if (outcome.Refusal == DayRefusal.None) return GoTo("", Say["Next.Groups.Done"]);
        NotDone = Sentence(outcome);
        return Redirect($"/console/days/{Day.Day}");
    }

    /// <summary>Begins a check from the first entry on.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellationToken)
    {
        await SelfCheckGrain.StartAsync(SelfCheckReach.WholeLog, cancellationToken);
        return GoTo("", Say["SelfCheck.Started"]);
    }

    private ISelfCheckGrain SelfCheckGrain => Grains.GetGrain<ISelfCheckGrain>(Day.Day);

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        var register = await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken);
        if (Day.Phase is not (DayPhase.Archived or DayPhase.Postponed or DayPhase.Void)) Tasks = await ReadTasksAsync(Box, register, cancellationToken);
        Next = NextStep.For(Day, Box, Tasks);
        Watched = await WatchAsync(register, cancellationToken);
    }

    /// <summary>Who took the step that a task is, and when; <c>null</c> where it is none, or not taken yet.</summary>
    public StepView? StepOf(DayTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var to = task.Name switch { "open" => DayPhase.Open, "close" => DayPhase.Closed, "declare" => DayPhase.Declared, "ratify" => DayPhase.Ratified, _ => DayPhase.Draft };
        return Day.Steps.FirstOrDefault(step => step.To == to);
    }

    /// <summary>The moving numbers: no more than what a screen shows, and the doors' own counts.</summary>
    public async Task<JsonResult> OnGetWatchAsync(CancellationToken cancellationToken)
    {
        SelfCheck = await SelfCheckGrain.GetAsync(cancellationToken);
        Box = await Grains.GetDayStatusAsync(Day.Day, cancellationToken);
        return new JsonResult(await WatchAsync(await Grains.GetGrain<IRegisterGrain>(Day.Day).GetTotalsAsync(cancellationToken), cancellationToken));
    }

    /// <summary>The self-check in one line.</summary>
    public string SelfCheckLine() => SelfCheck.State switch
    {
        SelfCheckState.NotYet => Say["SelfCheck.NotYet"],
        SelfCheckState.Fine => Say["SelfCheck.Fine", SelfCheck.LogSize.ToString("N0", CultureInfo.CurrentCulture), LocalTime.ClockOf(SelfCheck.CheckedAt, Day.Settings.TimeZone)],
        SelfCheckState.Wrong => Say["SelfCheck.Wrong"],
        SelfCheckState.CouldNotCheck => Say["SelfCheck.CouldNot"],
    };

    /// <summary>How far a witness has come.</summary>
    public string WitnessLine(WitnessStanding witness)
    {
        ArgumentNullException.ThrowIfNull(witness);
        return witness.At is { } at
            ? Say["Witness.Line", witness.Size, Box.LogSize, LocalTime.ClockOf(at, Day.Settings.TimeZone)]
            : Say["Witness.Never", Box.LogSize];
    }

    private async Task<Watched> WatchAsync(RegisterTotals register, CancellationToken cancellationToken)
    {
        var note = await Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(Day.Day)).GetCheckpointAsync(cancellationToken);
        var figures = DayFigures.Of(Box, register);
        var venues = Day.Settings.Venues.ToDictionary(venue => venue.Id, venue => venue.Name, StringComparer.Ordinal);
        return new Watched(
            figures.Ballots, figures.Usable, figures.Used, figures.Printed, figures.People, Box.LogSize, note.Length > 0 ? note.Split('\n')[1] : "–", SelfCheckLine(),
            [.. figures.Doors.Select(door => new WatchedDoor(
                venues.GetValueOrDefault(Day.Stations.FirstOrDefault(station => station.Name == door.Door)?.Venue ?? "", ""), door.Door, door.Arrivals))]);
    }
}

/// <summary>The moving numbers of a day, all counts but the words of the self-check.</summary>
public sealed record Watched(
    long Ballots, long Issued, long Used, long Printed, long CheckedIn, long LogSize, string Checkpoint, string SelfCheck, IReadOnlyList<WatchedDoor> Doors);

/// <summary>Arrivals at a door.</summary>
public sealed record WatchedDoor(string Venue, string Name, long Arrivals);
