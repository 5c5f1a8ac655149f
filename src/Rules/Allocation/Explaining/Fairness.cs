using System.Collections.Immutable;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>Figures by which a council can judge an outcome. All exact.</summary>
/// <param name="Voters">Ballots, blank ones included.</param>
/// <param name="WithAWin">Ballots that name at least one funded project.</param>
/// <param name="AverageShare">Over the ballots that are not blank, the average share of their projects that is funded, from 0 to 1.</param>
/// <param name="EjrViolations">Unfunded projects that a group of their supporters could have claimed by its share of the money (EJR+ up to any project, utility by cost).</param>
/// <param name="Groups">For each tier, area and theme its share of the money and of the votes.</param>
public sealed record Fairness(long Voters, long WithAWin, Fraction AverageShare, ImmutableArray<string> EjrViolations, ImmutableArray<GroupFairness> Groups)
{
    /// <summary>Works the figures out.</summary>
    public static Fairness Of(Allocation allocation)
    {
        Election election = allocation.Election;
        var awards = allocation.Awards.ToDictionary(award => award.Project, award => award.Amount, StringComparer.Ordinal);
        bool[] funded = [.. election.Projects.Select(project => awards.ContainsKey(project.Id))];
        BallotClasses ballots = election.Ballots;
        long withAWin = 0;
        long cast = 0;
        var sharesBySize = new SortedDictionary<int, long>();
        for (int c = 0; c < ballots.Count; c++)
        {
            ReadOnlySpan<int> named = ballots.ProjectsOf(c);
            int wins = 0;
            foreach (int project in named)
                wins += funded[project] ? 1 : 0;
            withAWin += wins > 0 ? ballots.Weights[c] : 0;
            cast += ballots.Weights[c];
            sharesBySize[named.Length] = sharesBySize.GetValueOrDefault(named.Length) + (long)wins * ballots.Weights[c];
        }
        var sum = new Fraction(0, 1);
        foreach (var (size, wins) in sharesBySize)
            sum = new(sum.Numerator * size + wins * sum.Denominator, sum.Denominator * size);
        return new(
            ballots.Voters, withAWin, cast == 0 ? sum : new(sum.Numerator, sum.Denominator * cast),
            [.. Enumerable.Range(0, election.Pots.Length).SelectMany(pot => EjrPlus.Violations(election.In(pot), awards))],
            [.. election.Groups.Select((group, g) => GroupOf(election, group, g, awards))]);
    }

    private static GroupFairness GroupOf(Election election, Group group, int g, Dictionary<string, long> awards)
    {
        int[] members = [.. Enumerable.Range(0, election.Projects.Length).Where(project => election.Projects[project].Groups.Contains(g))];
        return new(group.Id, members.Sum(project => awards.GetValueOrDefault(election.Projects[project].Id)), members.Sum(project => election.Support.Votes[project]));
    }
}
