using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>A rule worth setting beside others.</summary>
/// <param name="Key">Its stable key, for pages' words.</param>
/// <param name="Name">Its English name.</param>
/// <param name="Settings">Its settings; ties go to the lower cost, then by id.</param>
public sealed record UsualRule(string Key, string Name, RuleSettings Settings);

/// <summary>The rules that councils and the literature use, for comparing what the same ballots would have funded.</summary>
public static class UsualRules
{
    private static readonly RuleSettings Shares = new() { Rule = AllocationRule.EqualShares };
    private static readonly RuleSettings Completed = Shares with { Completion = Completion.Add1Greedy };

    /// <summary>The rules that ballots of a kind can be counted by, the plainest first.</summary>
    public static IEnumerable<UsualRule> For(BallotKind kind)
    {
        yield return new("most-votes", "most votes", new() { Rule = AllocationRule.MostVotes });
        yield return new("votes-per-cost", "votes per cost", new() { Rule = AllocationRule.VotesPerCost });
        if (kind != BallotKind.Approve)
        {
            yield return new("score", "score", new() { Rule = AllocationRule.Score });
            yield return new("score-per-cost", "score per cost", new() { Rule = AllocationRule.ScorePerCost });
        }
        yield return new("phragmen", "phragmen", new() { Rule = AllocationRule.Phragmen });
        yield return new("equal-shares", "equal shares", Shares);
        yield return new("equal-shares-add1", "equal shares, add1, greedy", Completed);
        yield return new("equal-shares-number", "equal shares by number, add1, greedy", Completed with { Utility = Utility.Cardinality });
        if (kind is BallotKind.Points or BallotKind.Score)
            yield return new("equal-shares-points", "equal shares by points, add1, greedy", Completed with { Utility = Utility.Points });
        if (kind == BallotKind.Rank)
            yield return new("equal-shares-ranks", "equal shares by ranks, add1, greedy", Completed with { Utility = Utility.Borda });
    }
}
