using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>What was changed after the paper was frozen, and what the rules would have given without it, as words that follow a sentence.</summary>
internal static class ChangesText
{
    /// <summary>The words, beginning with a semicolon; empty where nothing was changed.</summary>
    public static string Of(DayAllocation allocation, Paper paper)
    {
        if (allocation.Without is not { } without)
            return "";
        IEnumerable<string> changes =
        [
            .. paper.Pots.Where(pot => allocation.Changes.Pots.ContainsKey(pot.Id))
                .Select(pot => string.Create(CultureInfo.InvariantCulture, $"pot {pot.Id} from {pot.Amount} to {allocation.Changes.TotalOf(pot)} minor units")),
            .. allocation.Changes.Withdrawn.Select(project => $"project {project} withdrawn"),
        ];
        return $"; changed after the paper was fixed: {string.Join(", ", changes)}; "
            + $"with it: {Funded(allocation.Outcome)}; without it: {Funded(without)}";
    }

    private static string Funded(Allocation allocation) =>
        allocation.Order.Any() ? string.Join(' ', allocation.Order) : "nothing is funded";
}
