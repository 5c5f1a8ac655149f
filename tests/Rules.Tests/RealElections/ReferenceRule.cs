using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.RealElections;

/// <summary>The settings that a key of the reference outcomes means; the README beside them defines each.</summary>
internal static class ReferenceRule
{
    /// <summary>How to read a file for a key. The one ordinal file without max_length (Chicago 2022) was counted from 3.</summary>
    public static PabulibReading Reading(string key) => new() { RankPoints = PointsOfRanks(key), MostAllowed = 3 };

    private static RankPoints PointsOfRanks(string key) =>
        key.StartsWith("real/greedy-borda-max/", StringComparison.Ordinal) ? RankPoints.FromMostAllowed
        : key.StartsWith("real/greedy-borda-len/", StringComparison.Ordinal) ? RankPoints.FromLength
        : RankPoints.Borda;

    public static RuleSettings Settings(string key, PabulibFile file)
    {
        string[] parts = key.Split('/');
        RuleSettings settings = parts[0] switch
        {
            "greedy" => new() { Rule = Greedy(parts[1]) },
            "real" => Real(parts[1], file),
            "phragmen" => new() { Rule = AllocationRule.Phragmen, Marginal = new(parts[1] == "stop" ? MarginalKind.Stop : MarginalKind.Skip) },
            "mes" => Shares(parts[1], parts[2]),
            _ => throw new ArgumentException(key),
        };
        return settings with { Ties = Ties(parts[^1]), FundsUnsupported = true };
    }

    private static AllocationRule Greedy(string measure) => measure switch
    {
        "votes" => AllocationRule.MostVotes,
        "votes_per_cost" => AllocationRule.VotesPerCost,
        "score" => AllocationRule.Score,
        "score_per_cost" => AllocationRule.ScorePerCost,
        _ => throw new ArgumentException(measure),
    };

    private static RuleSettings Real(string name, PabulibFile file)
    {
        bool points = file.Election.Ballots.Kind is BallotKind.Points or BallotKind.Score || name.StartsWith("greedy-borda", StringComparison.Ordinal);
        return new()
        {
            Rule = points ? AllocationRule.Score : AllocationRule.MostVotes,
            Marginal = name switch
            {
                "greedy-no-skip" => new(MarginalKind.Stop),
                "poznan80" => new(MarginalKind.Reach, 80),
                _ => new(MarginalKind.Skip),
            },
            Threshold = name is "greedy-threshold" or "greedy-no-skip" && file["min_project_score_threshold"] is { } threshold
                ? long.Parse(threshold, CultureInfo.InvariantCulture)
                : 0,
        };
    }

    private static RuleSettings Shares(string utility, string completion)
    {
        bool greedy = completion.EndsWith("+u", StringComparison.Ordinal);
        bool add1 = completion.StartsWith("add1", StringComparison.Ordinal);
        return new()
        {
            Rule = AllocationRule.EqualShares,
            Utility = utility switch
            {
                "cost" => Utility.Cost,
                "card" => Utility.Cardinality,
                "points" => Utility.Points,
                "borda" => Utility.Borda,
                _ => throw new ArgumentException(utility),
            },
            Completion = (add1, greedy) switch
            {
                (false, false) => Completion.None,
                (false, true) => Completion.Greedy,
                (true, false) => Completion.Add1,
                (true, true) => Completion.Add1Greedy,
            },
            Add1Start = completion.Contains("-int", StringComparison.Ordinal) ? Add1Start.Floor : Add1Start.Exact,
            Add1Stop = completion.Contains("-noexh", StringComparison.Ordinal) ? Add1Stop.OverBudget : Add1Stop.Exhaustive,

            // The reference completes in ordinal order whatever T is: Budapest 2022, mes/cost/none+u/mincost-maxvotes, 672 before 729.
            CompletionTies = [new(TieBreakKind.Id)],
        };
    }

    private static ImmutableArray<TieBreak> Ties(string name) => name switch
    {
        "lex" => [new(TieBreakKind.Id)],
        "file" => [new(TieBreakKind.File)],
        "mincost" => [new(TieBreakKind.LowerCost), new(TieBreakKind.Id)],
        "maxvotes-mincost" => [new(TieBreakKind.MoreVotes), new(TieBreakKind.LowerCost), new(TieBreakKind.Id)],
        "mincost-maxvotes" => [new(TieBreakKind.LowerCost), new(TieBreakKind.MoreVotes), new(TieBreakKind.Id)],
        _ => throw new ArgumentException(name),
    };
}
