using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>Equal Shares as one would write it down: fractions, all voters one by one, sorted, every rise run in full.</summary>
internal static class NaiveShares
{
    public static List<int> Run(SmallElection e, Utility utility, Q share)
    {
        Q[] money = [.. Enumerable.Repeat(share, e.Voters)];
        var bought = new List<int>();
        while (true)
        {
            int best = -1;
            Q bestRate = 0;
            for (int p = 0; p < e.Costs.Length; p++)
            {
                if (bought.Contains(p) || Rate(e, utility, money, p) is not { } rate)
                    continue;
                if (best < 0 || rate < bestRate)
                    (best, bestRate) = (p, rate);
            }
            if (best < 0)
                return bought;
            bought.Add(best);
            for (int i = 0; i < money.Length; i++)
                money[i] -= Q.Min(money[i], bestRate * UtilityOf(e, utility, i, best));
        }
    }

    public static (List<int> Bought, long Increments, RiseEnd End) Rise(SmallElection e, Utility utility, Add1Start start, Add1Stop stop)
    {
        Q first = start == Add1Start.Exact ? Q.Of(e.Budget, e.Voters) : e.Budget / (e.Voters * e.Unit) * e.Unit;
        List<int> before = [];
        for (long rises = 0; ; rises++)
        {
            List<int> bought = Run(e, utility, first + rises * e.Unit);
            long spent = bought.Sum(p => e.Costs[p]);
            if (spent > e.Budget)
                return (before, rises - 1, RiseEnd.NextInfeasible);
            bool exhaustive = !Enumerable.Range(0, e.Costs.Length).Any(p =>
                !bought.Contains(p) && !e.Withdrawn.Contains(p) && e.Costs[p] > 0 && e.Costs[p] <= e.Budget - spent && (start == Add1Start.Floor || IsSupported(e, utility, p)));
            if (stop == Add1Stop.Exhaustive && exhaustive)
                return (bought, rises, RiseEnd.Exhaustive);
            if (Enumerable.Range(0, e.Costs.Length).All(p => bought.Contains(p) || e.Withdrawn.Contains(p) || !IsSupported(e, utility, p)))
                return (bought, rises, RiseEnd.AllSupported);
            before = bought;
        }
    }

    /// <summary>The least price for a unit of utility at which the supporters cover the cost, or null.</summary>
    private static Q? Rate(SmallElection e, Utility utility, Q[] money, int project)
    {
        int[] supporters = [.. Enumerable.Range(0, e.Voters).Where(i => UtilityOf(e, utility, i, project) > 0)];
        if (supporters.Length == 0 || e.Costs[project] == 0 || e.Withdrawn.Contains(project))
            return null;
        supporters = [.. supporters.OrderBy(i => money[i] / UtilityOf(e, utility, i, project))];
        Q missing = e.Costs[project];
        Q weight = supporters.Sum(i => UtilityOf(e, utility, i, project));
        foreach (int i in supporters)
        {
            long worth = UtilityOf(e, utility, i, project);
            Q rate = missing / weight;
            if (rate * worth <= money[i])
                return rate;
            missing -= money[i];
            weight -= worth;
        }
        return null;
    }

    private static bool IsSupported(SmallElection e, Utility utility, int project) =>
        e.Costs[project] > 0 && Enumerable.Range(0, e.Voters).Any(i => UtilityOf(e, utility, i, project) > 0);

    private static long UtilityOf(SmallElection e, Utility utility, int voter, int project)
    {
        foreach (var (named, value) in e.Ballots[voter])
            if (named == project)
                return utility switch { Utility.Cost => e.Costs[project], Utility.Cardinality => 1, _ => value };
        return 0;
    }
}
