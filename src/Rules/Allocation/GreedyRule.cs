namespace PbDecisionDay.Rules.Allocation;

/// <summary>Goes down a ranking and funds what fits: most votes, votes per cost, score, score per cost, average score.</summary>
internal static class GreedyRule
{
    public static void Run(Ranking ranking, PotBalance balance)
    {
        for (int place = 0; place < ranking.Order.Length; place++)
            balance.Offer(ranking.Order[place], ranking.TiedWith(place));
    }
}
