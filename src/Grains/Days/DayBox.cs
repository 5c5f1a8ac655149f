using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;

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

    /// <summary>Where the box stands.</summary>
    public Task<BoxStatus> GetStatusAsync(CancellationToken cancellationToken) => Grain.GetStatusAsync(cancellationToken);

    /// <summary>Writes the totals of now into the box's log.</summary>
    public async Task<BoxResult> RecordCountAsync(CancellationToken cancellationToken) =>
        await Grain.RecordCountAsync(await CheckedInAsync(stream.State, cancellationToken), cancellationToken);

    /// <summary>Names the voter's pages in the box's log, if this process serves others than those it names last.</summary>
    public Task<BoxResult> RecordPagesAsync(CancellationToken cancellationToken) => Grain.RecordPagesAsync(pages.List, cancellationToken);

    /// <summary>Lets the box take a step that was begun, once more if need be: it answers an opening or a close only with a checkpoint over it.</summary>
    public async Task<BoxResult> TakeAsync(StepBegun begun)
    {
        var day = stream.State;
        return begun.To switch
        {
            DayPhase.Open when day.Phase == DayPhase.Paused => await Grain.ResumeAsync(CancellationToken.None),
            DayPhase.Open => await Grain.OpenAsync(new OpenBox(day.Rules, day.Paper) { Pages = day.Pages }, CancellationToken.None),
            DayPhase.Paused => await Grain.PauseAsync(CancellationToken.None),
            _ => await Grain.CloseAsync(await CheckedInAsync(day, CancellationToken.None), CancellationToken.None),
        };
    }

    /// <summary>Whether the box took a step that was begun.</summary>
    public async Task<bool> TookAsync(StepBegun begun, CancellationToken cancellationToken)
    {
        var phase = (await Grain.GetStatusAsync(cancellationToken)).Phase;
        return begun.To switch
        {
            DayPhase.Open => phase == BoxPhase.Open,
            DayPhase.Paused => phase == BoxPhase.Paused,
            DayPhase.Closed or DayPhase.Postponed or DayPhase.Void => phase == BoxPhase.Closed,
            _ => false,
        };
    }

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
            return seen.Begun is { } begun && await TookAsync(begun, cancellationToken) ? seen.Apply(begun.Taken) : seen;
        }
        catch (Exception reason) when (OutcomeUnknown.IsOutage(reason))
        {
            logger.NeighbourUnavailable(stream.Day, reason);
            return seen;
        }
    }

    /// <summary>People checked in, for the box's log; <c>null</c> where cards alone are counted.</summary>
    public async Task<long?> CheckedInAsync(DayState day, CancellationToken cancellationToken) =>
        day.Settings.CheckIn == CheckInMode.Register
            ? (await neighbours.Register.GetTotalsAsync(cancellationToken)).CheckedIn
            : null;
}
