using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// What published ballots look like together, so that a mistake of the paper or the page shows: how many are blank, how much stands on each, and
/// what was left out. It is information only and decides nothing. Source: docs/adr/0067.
/// </summary>
public sealed record BallotPattern
{
    /// <summary>The fewest ballots of which anything is said.</summary>
    public const int FewestBallots = 30;

    /// <summary>All ballots.</summary>
    public required int Ballots { get; init; }

    /// <summary>Ballots by how many projects they name, from 0 for blank ones.</summary>
    public required ImmutableArray<int> ByProjects { get; init; }

    /// <summary>Pots with the ballots that name one of their projects, in the order of the paper.</summary>
    public required ImmutableArray<PotPattern> Pots { get; init; }

    /// <summary>How the projects' places on the paper and their ballots go together.</summary>
    public required PlaceTest Places { get; init; }

    /// <summary>The pattern of ballots.</summary>
    /// <param name="paper">The ballot paper.</param>
    /// <param name="ballots">The ballots, each with how often it was cast.</param>
    public static BallotPattern Of(Paper paper, IEnumerable<(Ballot Ballot, int Number)> ballots)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(ballots);
        var places = paper.Proposals.Select((proposal, at) => (proposal, at)).ToDictionary(one => one.proposal.Id, one => one.at, StringComparer.Ordinal);
        var pots = paper.Pots.Select((pot, at) => (pot, at)).ToDictionary(one => one.pot.Id, one => one.at, StringComparer.Ordinal);
        int all = 0;
        var (byProjects, named, support) = (new int[paper.Proposals.Length + 1], new int[paper.Pots.Length], new int[paper.Proposals.Length]);
        var inPot = new bool[paper.Pots.Length];
        foreach (var (ballot, number) in ballots)
        {
            all = checked(all + number);
            byProjects[ballot.Choices.Length] += number;
            Array.Clear(inPot);
            foreach (Choice choice in ballot.Choices)
            {
                int place = places[choice.Project];
                support[place] += number;
                inPot[pots[paper.Proposals[place].Pot]] = true;
            }
            for (int pot = 0; pot < inPot.Length; pot++)
                named[pot] += inPot[pot] ? number : 0;
        }
        return new()
        {
            Ballots = all,
            ByProjects = [.. byProjects.Reverse().SkipWhile(number => number == 0).Reverse()],
            Pots = [.. paper.Pots.Select((pot, at) => new PotPattern(pot.Id, pot.Title, named[at]))],
            Places = PlaceTest.Of([.. paper.Pots.Select(pot => support.Where((_, at) => string.Equals(paper.Proposals[at].Pot, pot.Id, StringComparison.Ordinal)).ToArray())]),
        };
    }
}

/// <summary>A pot among the ballots.</summary>
/// <param name="Pot">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Named">Ballots that name one of its projects.</param>
public sealed record PotPattern(string Pot, string Title, int Named);
