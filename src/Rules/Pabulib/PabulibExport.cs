using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>
/// A decision day as a Pabulib file, the <c>ballots.pb</c> of its bundle. Ballots are sorted ordinally by what they say
/// and only then numbered, so that their order tells nothing about who cast them or when.
/// </summary>
public static class PabulibExport
{
    /// <summary>Makes the file.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots that count.</param>
    /// <param name="facts">What META says beside the rules.</param>
    /// <param name="allocation">The outcome, for the column <c>selected</c>, or null before there is one.</param>
    public static PabulibFile Of(Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PabulibFacts facts, Allocation.Allocation? allocation)
    {
        Election election = Election.Of(paper, rules.Form.Kind, ballots);
        bool points = rules.Form.Kind != BallotKind.Approve;
        bool pointsColumn = rules.Form.Kind is BallotKind.Points or BallotKind.Score;
        return new()
        {
            Meta = PabulibMeta.Of(paper, rules, facts, ballots.Count, election.Unit),
            ProjectColumns = ["project_id", "cost", "votes", .. points ? ["score"] : Array.Empty<string>(), "name", "selected", "minimum", "pot", "tier", "area", "theme"],
            Projects = [.. Projects(paper, election, points, allocation)],
            VoteColumns = pointsColumn ? ["voter_id", "vote", "points"] : ["voter_id", "vote"],
            Votes = [.. Votes(ballots, pointsColumn)],
            Election = election,
            Warnings = [],
        };
    }

    private static IEnumerable<ImmutableArray<string>> Projects(Paper paper, Election election, bool points, Allocation.Allocation? allocation)
    {
        var funded = (allocation?.Order ?? []).ToHashSet(StringComparer.Ordinal);
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
