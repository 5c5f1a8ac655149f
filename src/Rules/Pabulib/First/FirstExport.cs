using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib.First;

/// <summary>
/// <c>ballots.pb</c> as it was written until 2026-11-28, so that bundles made before still verify. Nothing writes it any more: see
/// <see cref="PabulibExport"/>. Format: docs/formats/ballots.md, "The first form of the file".
/// </summary>
public static class FirstExport
{
    /// <summary>Whether a file that was read has the columns of the first form.</summary>
    public static bool IsFormOf(PabulibFile file) => file.ProjectColumns.Contains("minimum");

    /// <summary>Makes the file.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots that count.</param>
    /// <param name="facts">What META says beside the rules.</param>
    /// <param name="allocation">The outcome, for the column <c>selected</c>.</param>
    public static PabulibFile Of(Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PabulibFacts facts, Allocation.Allocation allocation)
    {
        Election election = Election.Of(paper, rules.Form.Kind, ballots);
        bool points = rules.Form.Kind != BallotKind.Approve;
        bool pointsColumn = rules.Form.Kind is BallotKind.Points or BallotKind.Score;
        return new()
        {
            Meta = FirstMeta.Of(paper, rules, facts, ballots.Count, election.Unit),
            ProjectColumns = ["project_id", "cost", "votes", .. points ? ["score"] : Array.Empty<string>(), "name", "selected", "minimum", "pot", "tier", "area", "theme"],
            Projects = [.. Projects(paper, election, points, allocation)],
            VoteColumns = pointsColumn ? ["voter_id", "vote", "points"] : ["voter_id", "vote"],
            Votes = [.. Votes(ballots, pointsColumn)],
            Election = election,
            Warnings = [],
        };
    }

    private static IEnumerable<ImmutableArray<string>> Projects(Paper paper, Election election, bool points, Allocation.Allocation allocation)
    {
        var funded = allocation.Order.ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<long> support = points ? election.Support.Points : election.Support.Votes;
        foreach (int i in Enumerable.Range(0, paper.Proposals.Length).OrderByDescending(i => support[i]))
        {
            Proposal proposal = paper.Proposals[i];
            yield return
            [
                proposal.Id, PabulibNumber.Print(proposal.Ask, election.Unit), Number(election.Support.Votes[i]),
                .. points ? [Number(election.Support.Points[i])] : Array.Empty<string>(),
                proposal.Title, funded.Contains(proposal.Id) ? "1" : "0", PabulibNumber.Print(proposal.Minimum, election.Unit),
                proposal.Pot, proposal.Tier ?? "", proposal.Area ?? "", proposal.Theme ?? "",
            ];
        }
    }

    private static IEnumerable<ImmutableArray<string>> Votes(IEnumerable<Ballot> ballots, bool pointsColumn)
    {
        int number = 0;
        foreach (Ballot ballot in ballots.OrderBy(ballot => ballot.Canonical, StringComparer.Ordinal))
        {
            string id = Number(++number);
            string vote = string.Join(',', ballot.Choices.Select(choice => choice.Project));
            yield return pointsColumn ? [id, vote, string.Join(',', ballot.Choices.Select(choice => Number(choice.Value)))] : [id, vote];
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
