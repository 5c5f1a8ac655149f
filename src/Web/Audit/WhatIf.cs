using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Audit;

/// <summary>The same ballots under this day's frozen rule and under every other, side by side.</summary>
/// <param name="Voters">Ballots counted, blank ones included.</param>
/// <param name="Frozen">What this day's rule gives.</param>
/// <param name="Others">What the others give.</param>
/// <param name="Reasons">Why each project got what it got under this day's rule, in the order in which it was decided.</param>
/// <param name="Groups">Under this day's rule, what each area, theme and tier got beside the votes for its projects.</param>
internal sealed record WhatIf(
    long Voters, RuleOutcome Frozen, ImmutableArray<RuleOutcome> Others, ImmutableArray<Reason> Reasons, ImmutableArray<GroupFairness> Groups)
{
    /// <summary>What halving the largest group of identical ballots would change; <c>null</c> where nothing of it is told, and for invented ballots.</summary>
    public HalvedGroup? Halved { get; init; }

    public static WhatIf Of(Paper paper, FrozenRules rules, IEnumerable<Ballot> ballots, PaperChanges changes)
    {
        var election = Election.Of(paper, rules.Form.Kind, ballots, changes);
        var allocation = Allocator.Allocate(election, rules);
        var frozen = RuleOutcome.Of("", allocation, allocation);
        return new WhatIf(
            election.Ballots.Voters,
            frozen,
            [.. UsualRules.For(rules.Form.Kind).Select(rule => RuleOutcome.Of(rule.Key, Allocator.Allocate(election, rule.Settings), allocation))],
            Rules.Allocation.Explaining.Reasons.Of(allocation),
            Fairness.Of(allocation).Groups);
    }
}

/// <summary>What one rule makes of the ballots.</summary>
/// <param name="Key">The rule's key; empty for the day's own.</param>
/// <param name="Funded">The ids of the funded projects.</param>
/// <param name="Spent">Money awarded, minor units.</param>
/// <param name="WithAWin">Ballots that name at least one funded project.</param>
/// <param name="SharePercent">Over the ballots that are not blank, the average share of their projects that is funded, whole per cent, rounded down.</param>
/// <param name="Passed">Projects that a group of supporters could have claimed by its share of the money (EJR+).</param>
/// <param name="In">Projects funded here and not by the day's rule.</param>
/// <param name="Out">Projects funded by the day's rule and not here.</param>
internal sealed record RuleOutcome(
    string Key, ImmutableHashSet<string> Funded, long Spent, long WithAWin, int SharePercent, int Passed, ImmutableArray<string> In, ImmutableArray<string> Out)
{
    public static RuleOutcome Of(string key, Allocation allocation, Allocation frozen)
    {
        var fairness = Fairness.Of(allocation);
        return new RuleOutcome(
            key,
            allocation.Order.ToImmutableHashSet(StringComparer.Ordinal),
            allocation.Spent,
            fairness.WithAWin,
            (int)(fairness.AverageShare.Numerator * 100 / fairness.AverageShare.Denominator),
            fairness.EjrViolations.Length,
            [.. allocation.Order.Except(frozen.Order, StringComparer.Ordinal)],
            [.. frozen.Order.Except(allocation.Order, StringComparer.Ordinal)]);
    }
}
