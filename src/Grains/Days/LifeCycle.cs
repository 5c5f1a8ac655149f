using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Days;

/// <summary>
/// Which step may follow which, and what each asks of people. Source: the life cycle in the design.
/// Draft → Published → Open ⇄ Paused → Closed → Counted → Declared → Ratified → Archived; any state before Declared →
/// Postponed or Void, and these too are archived, so that their people can be erased.
/// </summary>
internal static class LifeCycle
{
    private const int LongestReason = 500;

    /// <summary>Whether a step may be taken now; what the box, the register or the proposals say to it comes after.</summary>
    /// <returns>The answer where there is nothing to do: a refusal, or done before; <c>null</c> where the step may go on.</returns>
    public static Decision? Answer(DayState day, Transition step)
    {
        if (day.Created is null) return Decision.Refuse(DayRefusal.NoSuchDay, "There is no such day.");
        if (step.By.Length == 0) return DayDecision.Nobody;
        if (step.To == day.Phase) return Decision.DoneBefore;
        if (!Follows(day.Phase, step.To)) return WrongPhase(day.Phase);
        if (NeedsSecondPerson(day.Phase, step.To) && (step.SecondBy.Length == 0 || step.SecondBy == step.By))
            return Decision.Refuse(DayRefusal.NeedsSecondPerson, "A second organiser has to agree to this step.");
        if (NeedsReason(step.To) && string.IsNullOrWhiteSpace(step.Reason))
            return Decision.Refuse(DayRefusal.NeedsReason, "Say why; everyone will see the reason.");
        if (step.Reason.Length > LongestReason)
            return DayDecision.Invalid($"Give the reason in at most {LongestReason} characters.");
        return step.To switch
        {
            DayPhase.Open when day.Phase == DayPhase.Published => KeysKept(day),
            DayPhase.Counted => Accounted(day),
            DayPhase.Declared => Validated(day),
            _ => null,
        };
    }

    /// <summary>The refusal that says where the day stands.</summary>
    public static Decision WrongPhase(DayPhase phase) => Decision.Refuse(DayRefusal.WrongPhase, phase switch
    {
        DayPhase.Draft => "The day is a draft: publish it first.",
        DayPhase.Published => "The day is published: its paper and rules are frozen, and it is not open yet.",
        DayPhase.Open => "The day is open.",
        DayPhase.Paused => "The day is paused.",
        DayPhase.Closed => "The day is closed and not counted yet.",
        DayPhase.Counted => "The day is counted.",
        DayPhase.Declared => "The result is declared.",
        DayPhase.Ratified => "The result is ratified.",
        DayPhase.Archived => "The day is archived.",
        DayPhase.Postponed => "The day is postponed: enter the new date as a new day.",
        DayPhase.Void => "The day is void.",
    });

    private static bool Follows(DayPhase from, DayPhase to) => to switch
    {
        DayPhase.Draft => false,
        DayPhase.Published => from == DayPhase.Draft,
        DayPhase.Open => from is DayPhase.Published or DayPhase.Paused,
        DayPhase.Paused => from == DayPhase.Open,
        DayPhase.Closed => from is DayPhase.Open or DayPhase.Paused,
        DayPhase.Counted => from == DayPhase.Closed,
        DayPhase.Declared => from == DayPhase.Counted,
        DayPhase.Ratified => from == DayPhase.Declared,
        DayPhase.Archived => from is DayPhase.Ratified or DayPhase.Postponed or DayPhase.Void,
        DayPhase.Postponed or DayPhase.Void => from is DayPhase.Draft or DayPhase.Published or DayPhase.Open or DayPhase.Paused
            or DayPhase.Closed or DayPhase.Counted,
    };

    /// <summary>Going on after a pause needs none: two had agreed to open. Postponing needs one where it ends voting, as closing does.</summary>
    private static bool NeedsSecondPerson(DayPhase from, DayPhase to) => to switch
    {
        DayPhase.Open => from == DayPhase.Published,
        DayPhase.Closed or DayPhase.Declared or DayPhase.Void => true,
        DayPhase.Postponed => from is DayPhase.Open or DayPhase.Paused,
        DayPhase.Draft or DayPhase.Published or DayPhase.Paused or DayPhase.Counted or DayPhase.Ratified or DayPhase.Archived => false,
    };

    private static bool NeedsReason(DayPhase to) => to is DayPhase.Paused or DayPhase.Postponed or DayPhase.Void;

    /// <summary>A rehearsal may open without: its ballots are nobody's.</summary>
    private static Decision? KeysKept(DayState day) =>
        day.Created!.Rehearsal || day.KeyKeepers.Length >= 2
            ? null
            : Decision.Refuse(DayRefusal.KeysNotKept,
                $"Two organisers each keep a sealed copy of the openings key before the day opens; {day.KeyKeepers.Length} of 2 do so far.");

    /// <summary>A rehearsal may count without: its cards are nobody's.</summary>
    private static Decision? Accounted(DayState day) =>
        day.Created!.Rehearsal || day.Paperwork.Account is not null
            ? null
            : Decision.Refuse(DayRefusal.NotAccounted, "Close the ballot account first: what was printed, handed out and used has to add up, or to be explained.");

    private static Decision? Validated(DayState day) =>
        day.Created!.Rehearsal || day.Paperwork.Validated is not null
            ? null
            : Decision.Refuse(DayRefusal.NotValidated, "Finish the count first: a second organiser confirms that the signed sheet, its photograph and the numbers agree.");
}
