namespace PbDecisionDay.Rules.Allocation;

/// <summary>Goes down a ranking and funds what fits: most votes, votes per cost, score, score per cost, average score.</summary>
internal static class GreedyRule
{
    public static void Run(Ranking ranking, Purse purse)
    {
        for (int place = 0; place < ranking.Order.Length; place++)
            purse.Offer(ranking.Order[place], ranking.TiedWith(place));
    }
}
