using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib.Exporting;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>
/// A finished day as files that Pabulib's own checker takes: <c>ballots.pb</c> of its bundle, and one file for each pot where there are several.
/// Ballots are sorted ordinally by what they say and only then numbered, so that their order tells nothing about who cast them or when.
/// </summary>
/// <remarks>Format: docs/formats/ballots.md. Source of what the checker asks: github.com/pabulib/checker, 1180aca, 23 June 2026.</remarks>
public static class PabulibExport
{
    /// <summary>The <c>vote</c> of a blank ballot, and its <c>points</c>: a list of nothing. The checker refuses an empty field.</summary>
    public const string Blank = ",";

    /// <summary>Makes the file of the whole day.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots that count.</param>
    /// <param name="facts">What META says beside the rules.</param>
    /// <param name="allocation">The outcome.</param>
    public static PabulibFile Of(
        Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PabulibFacts facts, Allocation.Allocation allocation) =>
        Of(ExportedPart.Whole(paper, rules, ballots, allocation), facts);

    /// <summary>Makes a file for each pot, in the order of the paper; none where there is only one, which the whole day's file holds.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots that count.</param>
    /// <param name="facts">What META says beside the rules.</param>
    /// <param name="allocation">The outcome.</param>
    public static IEnumerable<PabulibFile> OfPots(
        Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PabulibFacts facts, Allocation.Allocation allocation) =>
        paper.Pots.Length == 1 ? [] : Enumerable.Range(0, paper.Pots.Length)
            .Select(pot => Of(ExportedPart.OfPot(paper, rules, ballots, allocation, pot), facts));

    private static PabulibFile Of(ExportedPart part, PabulibFacts facts)
    {
        bool themes = part.Proposals.Any(proposal => proposal.Theme is not null);
        return new()
        {
            Meta = PabulibMeta.Of(part, facts),
            ProjectColumns =
            [
                "project_id", "cost", "votes", .. part.HasScore ? ["score"] : Array.Empty<string>(),
                "name", .. themes ? ["category"] : Array.Empty<string>(), "selected",
            ],
            Projects = [.. part.Ranking.Select(project => ProjectRow(part, project, themes))],
            VoteColumns = part.HasPoints ? ["voter_id", "vote", "points"] : ["voter_id", "vote"],
            Votes = [.. part.Ballots.Select((ballot, i) => VoteRow(ballot, i + 1, part.HasPoints))],
            Election = part.Election,
            Warnings = [],
        };
    }

    private static ImmutableArray<string> ProjectRow(ExportedPart part, int project, bool themes)
    {
        Proposal proposal = part.Proposals[project];
        return
        [
            proposal.Id, PabulibNumber.Print(proposal.Ask, part.Election.Unit), Number(part.Election.Support.Votes[project]),
            .. part.HasScore ? [Number(part.Measure[project])] : Array.Empty<string>(),
            PabulibText.Of(proposal.Title), .. themes ? [proposal.Theme ?? ""] : Array.Empty<string>(), Number((int)part.Selected[project]),
        ];
    }

    private static ImmutableArray<string> VoteRow(Ballot ballot, int number, bool points)
    {
        // Sorting is stable: choices with equal points stay in the order of their ids.
        IEnumerable<Choice> choices = points ? ballot.Choices.OrderByDescending(choice => choice.Value) : ballot.Choices;
        string vote = ballot.Kind == BallotKind.Blank ? Blank : string.Join(',', choices.Select(choice => choice.Project));
        if (!points)
            return [Number(number), vote];
        return [Number(number), vote, ballot.Kind == BallotKind.Blank ? Blank : string.Join(',', choices.Select(choice => Number(choice.Value)))];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
