using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days;

/// <summary>Whether a day may take a step, by <see cref="StepRules"/> and by what the day has so far.</summary>
internal static class LifeCycle
{
    /// <summary>Whether a step may be taken now; what the box, the register or the proposals say to it comes after.</summary>
    /// <returns>The answer where there is nothing to do: a refusal, or done before; <c>null</c> where the step may go on.</returns>
    public static Decision? Answer(DayState day, Transition step)
    {
        if (day.Created is null) return Decision.Refuse(DayRefusal.NoSuchDay, "There is no such day.");
        if (step.By.Length == 0) return DayDecision.Nobody;
        if (step.To == day.Phase) return Decision.DoneBefore;
        // The step goes on by itself.
        if (day.Phase == DayPhase.Checking && day.Begun!.To == step.To) return Decision.DoneBefore;
        if (!StepRules.Follows(day.Phase, step.To)) return WrongPhase(day.Phase);
        var takesTwo = StepRules.NeedsSecondPerson(day.Phase, step.To, day.Created.Rehearsal);
        if (takesTwo && DayDecision.WrongPeople(day, step.By, step.SecondBy) is { } wrong) return wrong;
        if (StepRules.NeedsReason(step.To) && string.IsNullOrWhiteSpace(step.Reason))
            return Decision.Refuse(DayRefusal.NeedsReason, "Say why; everyone will see the reason.");
        if (step.Reason.Length > StepRules.LongestReason)
            return DayDecision.Invalid($"Give the reason in at most {StepRules.LongestReason} characters.");
        if (PlainText.BlockProblem(step.Reason, StepRules.LongestReason, "The reason") is { } problem) return DayDecision.Invalid(problem);
        // Last, so that nobody is asked to agree to what would be refused.
        return NotYet(day, step) ?? (takesTwo ? DayDecision.Alone(step.By, step.SecondBy, "A second organiser has to agree to this step.") : null);
    }

    /// <summary>The refusal of a step for which something is missing that no second person mends.</summary>
    private static Decision? NotYet(DayState day, Transition step) => step.To switch
    {
        DayPhase.Published when !day.Created!.Rehearsal && DaySite.IsOutOfReach(day.Created.Site) => OwnAddress(day.Created.Site),
        DayPhase.Open when day.Phase == DayPhase.Published => SharesKept(day) ?? Witnessed(day, step),
        DayPhase.Counted => OtherLogs.Unsettled(day) is { } unsettled ? Decision.Refuse(unsettled.Refusal, unsettled.Detail) : Accounted(day),
        DayPhase.Declared => Validated(day),
        _ => null,
    };

    /// <summary>The refusal that says where the day stands.</summary>
    public static Decision WrongPhase(DayPhase phase) => Decision.Refuse(DayRefusal.WrongPhase, phase switch
    {
        DayPhase.Draft => "The day is a draft: publish it first.",
        DayPhase.Published => "The day is published: its paper and rules are frozen, and it is not open yet.",
        DayPhase.Open => "The day is open.",
        DayPhase.Paused => "The day is paused.",
        DayPhase.Checking => "Voting has ended, and votes can still be checked: the day goes on by itself within minutes.",
        DayPhase.Closed => "The day is closed and not counted yet.",
        DayPhase.Counted => "The day is counted.",
        DayPhase.Declared => "The result is declared.",
        DayPhase.Ratified => "The result is ratified.",
        DayPhase.Archived => "The day is archived.",
        DayPhase.Postponed => "The day is postponed: enter the new date as a new day.",
        DayPhase.Void => "The day is void.",
    });

    private static Decision OwnAddress(string site) => Decision.Refuse(
        DayRefusal.OwnAddress,
        $"The cards would carry the address {site}, which phones in the hall would not find. Whoever runs the service sets Site:Address to the address "
        + "that residents will open, for example https://pb.south.example; then enter this day again as a new day.");

    private static Decision? SharesKept(DayState day) =>
        StepRules.LacksShares(day.Created!.Rehearsal, day.Shares)
            ? Decision.Refuse(DayRefusal.KeysNotKept,
                "Three people each keep a share of the openings key before the day opens, and each reads their sheet back; "
                + $"{day.Shares?.Holders.Count(holder => holder.ReadBack) ?? 0} of 3 have done so.")
            : null;

    private static Decision? Witnessed(DayState day, Transition step) =>
        StepRules.IsUnwitnessed(day.Created!.Rehearsal, day.Settings) && !step.WithoutWitness
            ? Decision.Refuse(DayRefusal.NeedsWitness,
                "The day names no witness: nobody outside would notice if its log were written anew. Say that it shall open all the same; everyone is told so for ever.")
            : null;

    private static Decision? Accounted(DayState day) =>
        StepRules.LacksAccount(day.Created!.Rehearsal, day.Paperwork.Account is not null)
            ? Decision.Refuse(DayRefusal.NotAccounted, "Close the ballot account first: what was printed, handed out and used has to add up, or to be explained.")
            : null;

    private static Decision? Validated(DayState day) =>
        StepRules.LacksValidation(day.Created!.Rehearsal, day.Paperwork.Validated is not null)
            ? Decision.Refuse(DayRefusal.NotValidated, "Finish the count first: a second organiser confirms that the signed sheet, its photograph and the numbers agree.")
            : null;
}
