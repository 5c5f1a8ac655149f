namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>What a group of projects got, beside its support.</summary>
/// <param name="Group">The id of the tier, area or theme.</param>
/// <param name="Money">Money awarded to its projects, in minor units.</param>
/// <param name="Votes">Votes for its projects.</param>
public sealed record GroupFairness(string Group, long Money, long Votes);
