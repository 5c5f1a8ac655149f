using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>A day as a Pabulib file makes it, before the service knows of it.</summary>
/// <param name="Paper">Its projects and pot. The log's name in it is a stand-in until the service gives one.</param>
/// <param name="Rules">The form and the rule that fit the file.</param>
/// <param name="Ballots">The ballots that the form allows, in the file's order.</param>
/// <param name="Forbidden">How many ballots of the file the form does not allow.</param>
/// <param name="Notes">What was changed or left out, in plain sentences.</param>
internal sealed record PlannedDay(Paper Paper, FrozenRules Rules, ImmutableArray<Ballot> Ballots, int Forbidden, ImmutableArray<string> Notes)
{
    /// <summary>The name of the area that a project belongs to; <c>null</c> for none.</summary>
    public string? AreaOf(Proposal proposal) =>
        Paper.Groups.FirstOrDefault(group => group.Kind == GroupKind.Area && proposal.IsIn(group.Id))?.Title;

    public const string Language = "en";
    public const string Pot = "pot";
    public const string Venue = "hall";
    public const string StandInOrigin = "rehearsal";
}
