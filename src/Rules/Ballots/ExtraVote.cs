namespace PbDecisionDay.Rules.Ballots;

/// <summary>Further choices that may be spent only on the projects of one group, so that it is not overlooked.</summary>
/// <param name="Group">The id of a group on the paper (a tier, an area or a theme).</param>
/// <param name="Votes">How many further choices, 1 or more.</param>
public sealed record ExtraVote(string Group, int Votes);
