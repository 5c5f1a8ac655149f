namespace PbDecisionDay.Rules.Allocation;

/// <summary>Where the rises of add1 ended.</summary>
/// <param name="Increments">How often everyone's share rose by one unit of the currency.</param>
/// <param name="Share">The share of each voter in the run that stands, in minor units.</param>
/// <param name="End">Why it rose no further.</param>
public sealed record Rise(long Increments, Fraction Share, RiseEnd End);
