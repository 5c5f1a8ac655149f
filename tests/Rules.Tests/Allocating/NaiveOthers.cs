namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>The greedy rules and sequential Phragmén as one would write them down.</summary>
internal static class NaiveOthers
{
    /// <summary>Best measure first, ties by id, what does not fit is passed over (or ends it).</summary>
    public static List<int> Greedy(SmallElection e, Func<int, Q> measure, bool stop, long budget, IEnumerable<int> among)
    {
        var funded = new List<int>();
        foreach (int p in among.OrderByDescending(measure).ThenBy(p => p))
        {
            if (e.Withdrawn.Contains(p))
                continue;
            if (e.Costs[p] <= budget)
            {
                funded.Add(p);
                budget -= e.Costs[p];
            }
            else if (stop)
            {
                break;
            }
        }
        return funded;
    }

    /// <summary>Every voter's load one by one; what no one supports comes last.</summary>
    public static List<int> Phragmen(SmallElection e, bool stop)
    {
        Q[] loads = new Q[e.Voters];
        Array.Fill(loads, (Q)0);
        var left = Enumerable.Range(0, e.Costs.Length).Where(p => !e.Withdrawn.Contains(p)).ToList();
        var funded = new List<int>();
        long budget = e.Budget;
        while (left.Count > 0)
        {
            var supported = left.Where(p => e.Votes(p) > 0).ToList();
            List<int> tied = left;
            if (supported.Count > 0)
            {
                Q least = supported.Min(p => Load(e, loads, p));
                tied = [.. supported.Where(p => Load(e, loads, p).CompareTo(least) == 0)];
            }
            if (stop && tied.Any(p => e.Costs[p] > budget))
                return funded;
            int next = tied.Min();
            left.Remove(next);
            if (e.Costs[next] > budget)
                continue;
            funded.Add(next);
            budget -= e.Costs[next];
            if (supported.Count == 0)
                continue;
            Q load = Load(e, loads, next);
            for (int i = 0; i < loads.Length; i++)
                if (e.Ballots[i].Any(entry => entry.Project == next))
                    loads[i] = load;
        }
        return funded;
    }

    private static Q Load(SmallElection e, Q[] loads, int project)
    {
        Q sum = e.Costs[project];
        for (int i = 0; i < loads.Length; i++)
            if (e.Ballots[i].Any(entry => entry.Project == project))
                sum += loads[i];
        return sum / e.Votes(project);
    }
}
