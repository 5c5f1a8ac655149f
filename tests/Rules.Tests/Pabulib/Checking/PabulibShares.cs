using PbDecisionDay.Rules.Tests.Allocating;

namespace PbDecisionDay.Rules.Tests.Pabulib.Checking;

/// <summary>
/// Equal Shares as Pabulib's checker runs it on approvals, restated naively and apart from the engine. Source:
/// <c>_equal_shares_fixed_budget</c>,
/// <c>_compute_equalshares_winners</c> and <c>_break_equalshares_ties</c> of 1180aca: a share is the budget by all
/// votes, blank ones too; ties go to
/// the lower cost, then to more votes, and otherwise it gives up; add1 rises from the whole share until the outcome
/// would cost more than the budget.
/// </summary>
internal static class PabulibShares
{
    public static string[] Winners(PabulibSheet sheet, bool add1)
    {
        int voters = sheet.Votes.Count;
        if (voters == 0)
            return [];
        long budget = (long)PabulibCheck.Number(sheet["budget"]!);
        long all = sheet.Projects.Sum(project => (long)PabulibCheck.Number(project["cost"]));
        (string[] winners, _) = Run(sheet, budget);
        for (long raised = budget / voters * voters; add1;)
        {
            raised += voters;
            (string[] next, long cost) = Run(sheet, raised);
            if (cost > budget)
                break;
            Assert.True(raised / voters <= all + 1, "The checker's add1 would never end.");
            winners = next;
        }
        return winners;
    }

    private static (string[] Winners, long Cost) Run(PabulibSheet sheet, long budget)
    {
        Q[] purse = [.. sheet.Votes.Select(_ => Q.Of(budget, sheet.Votes.Count))];
        var open = sheet.Projects.ToDictionary(
            project => project["project_id"], project => (long)PabulibCheck.Number(project["cost"]), StringComparer.Ordinal);
        var voters = open.Keys.ToDictionary(
            id => id, id => Enumerable.Range(0, purse.Length).Where(i =>
                PabulibCheck.Named(sheet.Votes[i]).Contains(id)).ToArray(), StringComparer.Ordinal);
        var winners = new List<string>();
        long spent = 0;
        while (true)
        {
            var offers = open
                .Select(one => (Id: one.Key, Cost: one.Value, Price: Price(one.Value, [.. voters[one.Key].Select(i => purse[i])])))
                .Where(offer => offer.Price is not null)
                .Select(offer => (offer.Id, offer.Cost, Price: offer.Price!.Value)).ToArray();
            if (offers.Length == 0)
                return ([.. winners], spent);
            // What a supporter pays at most for a unit of cost; the lowest wins.
            Q lowest = offers.Select(offer => offer.Price / offer.Cost).Aggregate(Q.Min);
            var best = offers.Where(offer => offer.Price / offer.Cost <= lowest).ToArray();
            best = [.. best.Where(offer => offer.Cost == best.Min(other => other.Cost))];
            best = [.. best.Where(offer => voters[offer.Id].Length == best.Max(other => voters[other.Id].Length))];
            var won = Assert.Single(best);
            foreach (int voter in voters[won.Id])
                purse[voter] -= Q.Min(purse[voter], won.Price);
            winners.Add(won.Id);
            spent += won.Cost;
            open.Remove(won.Id);
        }
    }

    /// <summary>
    /// What each pays who can, where the others give all they have; null where all together have less than the cost.
    /// </summary>
    private static Q? Price(Q cost, Q[] purses)
    {
        Array.Sort(purses);
        for (int i = 0; i < purses.Length; i++)
        {
            Q price = cost / (purses.Length - i);
            if (price <= purses[i])
                return price;
            cost -= purses[i];
        }
        return null;
    }
}
