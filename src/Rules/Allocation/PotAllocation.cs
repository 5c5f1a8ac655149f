using System.Collections.Immutable;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>What became of one pot.</summary>
/// <param name="Pot">The pot.</param>
/// <param name="Awards">The awards, in the order in which they were made.</param>
/// <param name="Completed">How many of the awards Equal Shares made itself, before greedy completion; all of them under other rules.</param>
/// <param name="Reserve">Ids of the projects that freed money goes to, the next first. What was withdrawn, or a threshold, floor or cap shut out, is not among them.</param>
/// <param name="Steps">What was done, in order.</param>
/// <param name="Rise">Where add1 ended, or null.</param>
public sealed record PotAllocation(
    Pot Pot, ImmutableArray<Award> Awards, int Completed, ImmutableArray<string> Reserve, ImmutableArray<Step> Steps, Rise? Rise)
{
    /// <summary>The money awarded, in minor units.</summary>
    public long Spent => Awards.Sum(award => award.Amount);

    /// <summary>The money left, in minor units; below 0 only where the marginal policy funds a last project beyond the pot.</summary>
    public long Left => Pot.Amount - Spent;
}
