using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>A day for each form of ballot that the rules know, by the form's name.</summary>
public static class FormDays
{
    /// <summary>Marks that are typed, since there are too many for buttons.</summary>
    public const int TypedTop = 100;

    public static readonly IReadOnlyDictionary<string, BallotForm> Forms = new Dictionary<string, BallotForm>(StringComparer.Ordinal)
    {
        ["up-to"] = BallotForm.ApproveUpTo(3),
        ["exactly"] = BallotForm.ApproveExactly(2),
        ["at-least"] = BallotForm.ApproveAtLeast(2),
        ["score"] = BallotForm.Score(5),
        ["score-typed"] = BallotForm.Score(TypedTop),
        ["choose-then-score"] = new(BallotKind.Score, 2, 2, Top: 5),
        ["points"] = BallotForm.Points(10, spread: 2),
        ["rank"] = BallotForm.RankUpTo(3),
        ["knapsack"] = BallotForm.FitThePot(),
        ["per-pot"] = BallotForm.ApproveUpTo(2) with { PerPot = true },
        ["points-per-pot"] = BallotForm.Points(4) with { PerPot = true },
        ["rank-per-pot"] = BallotForm.RankUpTo(2) with { PerPot = true },
        ["knapsack-per-pot"] = BallotForm.FitThePot() with { PerPot = true },
        ["extra"] = BallotForm.ApproveUpTo(1) with { Extra = new("theme/food", 1) },
    };

    /// <summary>Opens a day under a form.</summary>
    public static Task<OpenDay> OpenAsync(IServiceProvider services, string form, string day, int more = 0) => OpenDay.CreateAsync(
        services, day, Forms[form], rule: RuleFor(Forms[form]), twoPots: Forms[form].PerPot || Forms[form].Knapsack, themes: Forms[form].Extra is not null || more > 0, more: more);

    private static RuleSettings RuleFor(BallotForm form) => form.Kind switch
    {
        BallotKind.Score => new RuleSettings { Rule = AllocationRule.AverageScore },
        BallotKind.Points or BallotKind.Rank => new RuleSettings { Rule = AllocationRule.Score },
        BallotKind.Approve or BallotKind.Blank => new RuleSettings(),
    };
}
