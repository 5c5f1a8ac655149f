using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>The steps between the close and the declaration, in order.</summary>
public enum CountStep
{
    /// <summary>The ballot account.</summary>
    Account,

    /// <summary>The count, and the dice where there are enough ballots for the mix.</summary>
    Result,

    /// <summary>The photograph of the signed statement.</summary>
    Photograph,

    /// <summary>Who signed it.</summary>
    Signatures,

    /// <summary>A second organiser finds that all agree.</summary>
    Validation,
}

/// <summary>Where a step of the count stands.</summary>
public enum CountStepState
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It is the one to do.</summary>
    Now,

    /// <summary>Others come first.</summary>
    Later,

    /// <summary>A rehearsal went on without it.</summary>
    LeftOut,
}

/// <summary>How far a count is. Pure: the same day always stands at the same step.</summary>
public sealed class CountSteps
{
    private readonly ImmutableArray<CountStepState> _states;

    private CountSteps(ImmutableArray<CountStepState> states) => _states = states;

    /// <summary>The one to do; <c>null</c> before the close, and when all is done.</summary>
    public CountStep? Now => _states.IndexOf(CountStepState.Now) is >= 0 and var at ? (CountStep)at : null;

    /// <summary>Where a step stands.</summary>
    public CountStepState this[CountStep step] => _states[(int)step];

    /// <summary>The steps of a day.</summary>
    public static CountSteps Of(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var begun = day.Phase is DayPhase.Closed or DayPhase.Counted;
        var over = day.Phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;
        var counted = day.Phase == DayPhase.Counted || over;
        var paperwork = day.Paperwork;
        bool[] done =
        [
            paperwork.Account is not null,
            counted && day.Mix is (MixStage.None or MixStage.Proved),
            paperwork.Sheet is not null,
            paperwork.Signed is not null,
            paperwork.Validated is not null,
        ];
        var states = ImmutableArray.CreateBuilder<CountStepState>(done.Length);
        for (var at = 0; at < done.Length; at++)
            states.Add(
                done[at] ? CountStepState.Done
                : over || (counted && at == (int)CountStep.Account) ? CountStepState.LeftOut
                : begun && !states.Contains(CountStepState.Now) ? CountStepState.Now
                : CountStepState.Later);
        return new CountSteps(states.MoveToImmutable());
    }

    /// <summary>Whether a step may be looked at: what is done or to do, and in a rehearsal what may be done without the steps before it.</summary>
    public bool MayOpen(CountStep step, DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return this[step] is CountStepState.Done or CountStepState.Now || (step == CountStep.Result && day is { Rehearsal: true, Phase: DayPhase.Closed });
    }
}
