namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>
/// EJR+ up to any project, in whole numbers: for each unfunded project c and each group S of its supporters, some i in S
/// has utility_i(W) + cost(c) &gt; |S| budget / n (utility by cost), or (utility_i(W) + 1) cost(c) &gt; |S| budget / n
/// (cardinality). Source: Brill, Peters, "Robust and Verifiable Proportionality Axioms for Multiwinner Voting", EC 2023.
/// </summary>
public static class EjrPlus
{
    /// <summary>The unfunded projects for which a group of supporters falls short, by id.</summary>
    /// <param name="election">An election with one pot.</param>
    /// <param name="awards">What the funded projects got.</param>
    /// <param name="cardinality">Whether a funded project is worth 1 to a supporter rather than its cost.</param>
    public static IEnumerable<string> Violations(Election election, IReadOnlyDictionary<string, long> awards, bool cardinality = false)
    {
        BallotClasses ballots = election.Ballots;
        long[] worth = [.. election.Projects.Select(project => !awards.ContainsKey(project.Id) ? 0 : cardinality ? 1 : project.Cost)];
        var supporters = new List<(long Utility, int Weight)>[worth.Length];
        for (int project = 0; project < worth.Length; project++)
            supporters[project] = [];
        for (int c = 0; c < ballots.Count; c++)
        {
            long utility = 0;
            foreach (int project in ballots.ProjectsOf(c))
                utility += worth[project];
            foreach (int project in ballots.ProjectsOf(c))
                supporters[project].Add((utility, ballots.Weights[c]));
        }
        for (int project = 0; project < worth.Length; project++)
            if (election.Projects[project] is { Cost: > 0, Withdrawn: false } && !awards.ContainsKey(election.Projects[project].Id)
                && FallsShort(supporters[project], election.Projects[project].Cost, election.Pots[0].Amount, ballots.Voters, cardinality))
                yield return election.Projects[project].Id;
    }

    /// <summary>The groups that matter are those of all supporters who have at most some utility.</summary>
    private static bool FallsShort(List<(long Utility, int Weight)> supporters, long cost, long budget, long voters, bool cardinality)
    {
        supporters.Sort((a, b) => a.Utility.CompareTo(b.Utility));
        long size = 0;
        for (int i = 0; i < supporters.Count; i++)
        {
            size += supporters[i].Weight;
            if (i + 1 < supporters.Count && supporters[i + 1].Utility == supporters[i].Utility)
                continue;
            Int128 claim = cardinality ? (Int128)(supporters[i].Utility + 1) * cost : (Int128)supporters[i].Utility + cost;
            if (claim * voters <= (Int128)size * budget)
                return true;
        }
        return false;
    }
}
