namespace PbDecisionDay.Rules.Ballots;

/// <summary>One project on a ballot.</summary>
/// <param name="Project">The project's id.</param>
/// <param name="Value">The mark (score) or the points; 0 on ballots to approve or rank.</param>
public readonly record struct Choice(string Project, int Value = 0);
