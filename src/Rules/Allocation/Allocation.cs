using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>The outcome of a rule, with the trace from which every award can be explained.</summary>
/// <param name="Election">What it started from.</param>
/// <param name="Settings">The rule.</param>
/// <param name="Pots">The pots, in the order of the paper.</param>
public sealed record Allocation(Election Election, RuleSettings Settings, ImmutableArray<PotAllocation> Pots)
{
    /// <summary>The ids of the funded projects in the order of award, pot after pot.</summary>
    public IEnumerable<string> Order => Awards.Select(award => award.Project);

    /// <summary>The awards, pot after pot.</summary>
    public IEnumerable<Award> Awards => Pots.SelectMany(pot => pot.Awards);

    /// <summary>The money awarded, in minor units.</summary>
    public long Spent => Pots.Sum(pot => pot.Spent);

    /// <summary>The money left, in minor units.</summary>
    public long Left => Pots.Sum(pot => pot.Left);
}
