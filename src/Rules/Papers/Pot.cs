namespace PbDecisionDay.Rules.Papers;

/// <summary>Ring-fenced money.</summary>
/// <param name="Id">Its id, as <see cref="Ballots.ProjectId"/>.</param>
/// <param name="Title">Its name on the paper.</param>
/// <param name="Amount">Money in it, in minor units, 0 or more.</param>
public sealed record Pot(string Id, string Title, long Amount);
