using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// The ballot box as its day sees it. The box's log alone decides open, paused and closed; what the day has begun and not written as
/// taken is settled by asking the box.
/// </summary>
internal sealed class DayBox(DayStream stream, DayNeighbours neighbours, IVoterPages pages, ILogger logger)
{
    private bool _isSetUp;

    /// <summary>The box's grain.</summary>
    public IBallotBoxGrain Grain => neighbours.Box;

    /// <summary>Tells the box its origin before the first thing it is asked: the day may have been made and the answer of the box been lost.</summary>
    public async Task<DayOutcome> SetUpAsync()
    {
        if (_isSetUp) return DayOutcome.Done;
        var created = stream.State.Created!;
        var result = await Grain.SetUpAsync(new SetUpBox(created.Origin, created.Rehearsal), CancellationToken.None);
        _isSetUp = BoxAnswer.Did(result);
        return BoxAnswer.Outcome(result);
    }

    /// <summary>Where the main box stands, with the figures of the whole day.</summary>
    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => neighbours.GetStatusAsync(cancellationToken);

    /// <summary>Asks the box of a card's log.</summary>
    public Task<BoxResult> AskOfCardAsync(string card, Func<IBallotBoxGrain, Task<BoxResult>> ask, CancellationToken cancellationToken) =>
        neighbours.AskOfCardAsync(card, ask, result => result == BoxResult.AnotherLog, cancellationToken);

    /// <summary>The box of one of the day's logs.</summary>
    public IBallotBoxGrain Of(string log) => neighbours.BoxOf(log);

    /// <summary>
    /// Makes another log's box ready: set up, announced in the main log, and open or paused as the day is. Repeating it goes on from where it stopped.
    /// </summary>
    public async Task<BoxResult> AnnounceAsync(string log, CancellationToken cancellationToken)
    {
        var day = stream.State;
        var other = Of(log);
        var setUp = await other.SetUpAsync(new SetUpBox(LogNames.Origin(day.Created!.Origin, log), day.Created.Rehearsal), CancellationToken.None);
        if (!BoxAnswer.Did(setUp)) return setUp;
        var announced = await Grain.AnnounceLogAsync(log, (await other.GetStatusAsync(cancellationToken)).LogKey, CancellationToken.None);
        if (!BoxAnswer.Did(announced) || day.Phase is not (DayPhase.Open or DayPhase.Paused)) return announced;
        var opened = await other.OpenAsync(Frozen(day), CancellationToken.None);
        return BoxAnswer.Did(opened) && day.Phase == DayPhase.Paused ? await other.PauseAsync(CancellationToken.None) : opened;
    }

    /// <summary>Writes the totals of now into the box's log.</summary>
    public async Task<BoxResult> RecordCountAsync(CancellationToken cancellationToken)
    {
        var checkedIn = await CheckedInAsync(stream.State, cancellationToken);
        foreach (var log in stream.State.Logs)
            await Of(log.Log).RecordCountAsync(Elsewhere(checkedIn), cancellationToken);
        return await Grain.RecordCountAsync(checkedIn, cancellationToken);
    }

    /// <summary>Names the voter's pages in the main log, which alone has such entries, if this process serves others than those it names last.</summary>
    public Task<BoxResult> RecordPagesAsync(CancellationToken cancellationToken) => Grain.RecordPagesAsync(pages.List, cancellationToken);

    /// <summary>
    /// Lets the box take a step that was begun, once more if need be; one that ends voting ends casting first. It answers an opening or the
    /// end of casting only with a checkpoint over it.
    /// </summary>
    public async Task<BoxResult> TakeAsync(StepBegun begun)
    {
        var day = stream.State;
        // The main box goes last, so that where it stands the others do.
        foreach (var log in day.Logs)
            if (await ElsewhereAsync(log.Log, IsEnd(begun), box => TakeAsync(begun, box)) is { } failed)
                return failed;
        // Who countersigns is said first, so that the first checkpoint is sent to them.
        if (begun.To == DayPhase.Open && !day.Settings.Witnesses.IsEmpty && day.Phase != DayPhase.Paused
            && await Grain.NameWitnessesAsync(day.Settings.Witnesses, CancellationToken.None) is var named && !BoxAnswer.Did(named))
            return named;
        return await TakeAsync(begun, Grain);
    }

    /// <summary>Closes the boxes after the time for checking votes.</summary>
    public async Task<BoxResult> CloseAsync()
    {
        var checkedIn = await CheckedInAsync(stream.State, CancellationToken.None);
        foreach (var log in stream.State.Logs)
            await ElsewhereAsync(log.Log, holdsUpNobody: true, box => box.CloseAsync(Elsewhere(checkedIn), CancellationToken.None));
        return await Grain.CloseAsync(checkedIn, CancellationToken.None);
    }

    /// <summary>Writes whom doors that stayed cut off told of after the close, before the ballots are counted. Cards alone are usable long before.</summary>
    public async Task<BoxResult> RecordLateAsync(CancellationToken cancellationToken) =>
        await CheckedInAsync(stream.State, cancellationToken) is { } checkedIn ? await Grain.RecordLateCountAsync(checkedIn, cancellationToken) : BoxResult.AlreadyDone;

    private Task<BoxResult> TakeAsync(StepBegun begun, IBallotBoxGrain box) => begun.To switch
    {
        DayPhase.Open when stream.State.Phase == DayPhase.Paused => box.ResumeAsync(CancellationToken.None),
        DayPhase.Open => box.OpenAsync(Frozen(stream.State), CancellationToken.None),
        DayPhase.Paused => box.PauseAsync(CancellationToken.None),
        _ => box.EndCastingAsync(CancellationToken.None),
    };

    // A log that cannot be closed holds up nobody else: it is joined later, or left out.
    private async Task<BoxResult?> ElsewhereAsync(string log, bool holdsUpNobody, Func<IBallotBoxGrain, Task<BoxResult>> take)
    {
        try
        {
            var result = await take(Of(log));
            return BoxAnswer.Did(result) || holdsUpNobody ? null : result;
        }
        catch (Exception reason) when (holdsUpNobody && OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
            return null;
        }
    }

    private static bool IsEnd(StepBegun begun) => begun.To is not (DayPhase.Open or DayPhase.Paused);

    private static OpenBox Frozen(DayState day) => new(day.Rules, day.Paper) { Pages = day.Pages, WithoutShares = day.Shares is null };

    // Whoever is checked in on the register is counted in the main log.
    private static long? Elsewhere(long? checkedIn) => checkedIn is null ? null : 0;

    /// <summary>Whether the box took a step that was begun, or for one that ends voting, ended casting.</summary>
    public async Task<bool> TookAsync(StepBegun begun, CancellationToken cancellationToken) =>
        Took(begun, (await Grain.GetStatusAsync(cancellationToken)).Phase);

    private static bool Took(StepBegun begun, BoxPhase phase) => begun.To switch
    {
        DayPhase.Open => phase == BoxPhase.Open,
        DayPhase.Paused => phase == BoxPhase.Paused,
        DayPhase.Closed or DayPhase.Postponed or DayPhase.Void => phase is BoxPhase.Checking or BoxPhase.Closed,
        _ => false,
    };

    private static DayState Seen(DayState day, StepBegun begun, BoxPhase phase) =>
        !Took(begun, phase) ? day
        : phase != BoxPhase.Checking ? day.Apply(begun.Taken)
        : day.Phase == DayPhase.Checking ? day
        : day.Apply(new CastingEnded(begun.At));

    /// <summary>
    /// The day as the box has it: a step that was begun is taken if the box took it, and dice are entered if the box has them, written or not.
    /// It is read between the awaits of a command, so it goes by the state that was durable when it was asked, to the end.
    /// </summary>
    public async Task<DayState> SeenAsync(CancellationToken cancellationToken)
    {
        var seen = stream.State;
        try
        {
            if (seen.Mix == MixStage.AwaitsDice)
                return seen.Mixed(await Grain.GetStatusAsync(cancellationToken));
            return seen.Begun is { } begun ? Seen(seen, begun, (await Grain.GetStatusAsync(cancellationToken)).Phase) : seen;
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
            return seen;
        }
    }

    /// <summary>The people at the doors.</summary>
    public Task<RegisterTotals> GetPeopleAsync(CancellationToken cancellationToken) => neighbours.Register.GetTotalsAsync(cancellationToken);

    /// <summary>Marks ever made, for the box's log, where they never fall; <c>null</c> where cards alone are counted.</summary>
    public async Task<long?> CheckedInAsync(DayState day, CancellationToken cancellationToken) =>
        day.Settings.CheckIn == CheckInMode.Register
            ? (await GetPeopleAsync(cancellationToken)).Marks + day.Told.Values.Sum()
            : null;
}
