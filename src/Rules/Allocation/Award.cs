namespace PbDecisionDay.Rules.Allocation;

/// <summary>Money for a project.</summary>
/// <param name="Project">Its id.</param>
/// <param name="Amount">The award, in minor units.</param>
/// <param name="Cost">What it asked for, in minor units.</param>
public sealed record Award(string Project, long Amount, long Cost);
