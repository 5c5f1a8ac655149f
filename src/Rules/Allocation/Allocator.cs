using PbDecisionDay.Rules.Allocation.Loads;
using PbDecisionDay.Rules.Allocation.Shares;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Turns votes into awards. Exact, and the same on every machine.</summary>
public static class Allocator
{
    /// <summary>Awards the pots under a day's frozen rules.</summary>
    public static Allocation Allocate(Election election, FrozenRules rules) => Allocate(election, rules.Allocation);

    /// <summary>Awards the pots under a rule.</summary>
    /// <param name="election">What to award.</param>
    /// <param name="settings">The rule.</param>
    /// <param name="progress">Told how often the shares of add1 have risen; null for silence.</param>
    /// <param name="cancellation">Ends long work.</param>
    /// <exception cref="ArgumentException">The settings cannot be used; the message says why.</exception>
    public static Allocation Allocate(Election election, RuleSettings settings, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        if (settings.Problem is { } problem)
            throw new ArgumentException(problem, nameof(settings));
        return new(election, settings, [.. Enumerable.Range(0, election.Pots.Length).Select(pot => AllocatePot(election.In(pot), settings, progress, cancellation))]);
    }

    private static PotAllocation AllocatePot(Election election, RuleSettings settings, IProgress<long>? progress, CancellationToken cancellation)
    {
        var balance = new PotBalance(election, settings);
        int[] tiePlaces = TieOrder.Places(election, settings.Ties);
        int[] eligible = Eligibility.Of(election, settings, balance);
        Rise? rise = null;
        if (settings.Rule == AllocationRule.EqualShares)
            rise = SharesRule.Run(election, settings, tiePlaces, eligible, balance, progress, cancellation);
        else if (settings.Rule == AllocationRule.Phragmen)
            PhragmenRule.Run(election, tiePlaces, eligible, balance);
        else
            GreedyRule.Run(new Ranking(election, settings.Rule, tiePlaces, eligible), balance);
        int completedFrom = balance.Awards.Count;
        if (settings.Rule == AllocationRule.EqualShares && settings.Completion is Completion.Greedy or Completion.Add1Greedy)
            GreedyRule.Run(RankingOfTheRest(election, settings, CompletionPlaces(election, settings, tiePlaces), eligible, balance), balance);
        Ranking rest = RankingOfTheRest(election, settings, tiePlaces, eligible, balance);
        return new(election.Pots[0], [.. balance.Awards], completedFrom, [.. rest.Order.Select(project => election.Projects[project].Id)], [.. balance.Steps], rise);
    }

    private static int[] CompletionPlaces(Election election, RuleSettings settings, int[] tiePlaces) =>
        settings.CompletionTies.IsEmpty ? tiePlaces : TieOrder.Places(election, settings.CompletionTies);

    /// <summary>Freed money goes down the ranking of the rule; under Equal Shares and Phragmén by votes, or by points where they count.</summary>
    private static Ranking RankingOfTheRest(Election election, RuleSettings settings, int[] tiePlaces, int[] eligible, PotBalance balance)
    {
        AllocationRule measure = settings.Rule is AllocationRule.EqualShares or AllocationRule.Phragmen
            ? settings.CountsPoints ? AllocationRule.Score : AllocationRule.MostVotes
            : settings.Rule;
        return new(election, measure, tiePlaces, eligible.Where(project => !balance.IsFunded(project)));
    }
}
