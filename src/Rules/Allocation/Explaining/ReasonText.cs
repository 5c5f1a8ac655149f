using System.Globalization;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>Says a reason in one plain English sentence. Pages in other languages write their own from the same numbers.</summary>
public static class ReasonText
{
    /// <summary>The sentence, without the project's name in front.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="money">Prints an amount of minor units, rounded down, with its currency.</param>
    public static string English(Reason reason, Func<long, string> money)
    {
        string support = Count(reason.Support, reason.CountsPoints);
        return reason.Kind switch
        {
            StepKind.Funded => Funded(reason, support, money),
            StepKind.PartFunded => $"Funded in part, with {money(reason.Amount)} of {money(reason.Cost)}: with {support} it came next, and that was what was left.",
            StepKind.Reached => $"Funded in full: with {support} it came next, and enough of its cost was left for the rule to make up the rest.",
            StepKind.DoesNotFit => $"Not funded: with {support} its turn came when {money(reason.Left)} was left, {money(reason.Short)} too little.{More(reason)}{Tie(reason)}",
            StepKind.Stopped => $"Not funded: with {support} its turn came when {money(reason.Left)} was left, {money(reason.Short)} too little, and there the rule stops.{More(reason)}{Tie(reason)}",
            StepKind.NotReached => $"Not funded: with {support} it came after the project at which the rule stopped.{More(reason)}{Tie(reason)}",
            StepKind.Conflict => $"Not funded: project {reason.Blocker}, which it cannot stand beside, was funded before it.",
            StepKind.GroupFull => $"Not funded: what may go to {reason.Blocker} was used up.",
            StepKind.BelowThreshold => $"Not funded: {support}, {Count(reason.Short, reason.CountsPoints)} below the threshold.",
            StepKind.BelowFloor => string.Create(CultureInfo.InvariantCulture, $"Not funded: its average mark is {reason.Short / 100m:0.##} below the floor."),
            StepKind.AboveCap => $"Not funded: it asks for {money(reason.Short)} more than one project may take.",
            StepKind.CannotPay => $"Not funded: its supporters ({support}) together had {money(reason.Short)} too little left of their shares.{Tie(reason)}",
            StepKind.Withdrawn => $"Not funded: it was withdrawn. Its {support} stand as they were cast.",
            StepKind.TakesNoPart => "Not funded: nobody supported it.",
        };
    }

    private static string Funded(Reason reason, string support, Func<long, string> money)
    {
        string tie = reason.WonTieAgainst.IsEmpty ? "" : $" It stood equal with {string.Join(", ", reason.WonTieAgainst)}, and the tie order put it first.";
        if (reason.Rule == AllocationRule.EqualShares && !reason.InCompletion)
            return reason.CountsPoints
                ? $"Funded: its supporters paid {money(reason.Cost)} out of their shares, at most {money((long)reason.Price!.Value.Floor)} for each point they gave it.{tie}"
                : $"Funded: its supporters paid {money(reason.Cost)} out of their shares, at most {money((long)reason.Price!.Value.Floor)} each.{tie}";
        string how = reason.InCompletion ? "what was left over went by support" : reason.Rule switch
        {
            AllocationRule.VotesPerCost or AllocationRule.ScorePerCost => "it came high enough for its cost",
            AllocationRule.AverageScore => "its average mark was high enough",
            AllocationRule.Phragmen => "its supporters were next to have its cost",
            _ => "it came high enough",
        };
        return $"Funded: with {support} {how}, and {money(reason.Left)} was left after it.{tie}";
    }

    private static string More(Reason reason) =>
        reason.SupportShort is { } more ? string.Create(CultureInfo.InvariantCulture, $" {more:N0} more {(reason.CountsPoints ? "point" : "vote")}{(more == 1 ? "" : "s")} would have funded it.") : "";

    private static string Tie(Reason reason) =>
        reason.LostTieTo.IsEmpty ? "" : $" It stood equal with {string.Join(", ", reason.LostTieTo)}, which the tie order put first.";

    private static string Count(long number, bool points) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(points ? "point" : "vote")}{(number == 1 ? "" : "s")}");
}
