namespace PbDecisionDay.Rules.Allocation;

/// <summary>How votes become awards.</summary>
public enum AllocationRule
{
    /// <summary>The project with most votes first.</summary>
    MostVotes,

    /// <summary>The project with most votes for its cost first.</summary>
    VotesPerCost,

    /// <summary>The project with most points first; marks are added up, a rank counts its Borda points.</summary>
    Score,

    /// <summary>The project with most points for its cost first.</summary>
    ScorePerCost,

    /// <summary>The project with the highest average mark first, over the ballots that mark it.</summary>
    AverageScore,

    /// <summary>Method of Equal Shares. Source: Peters, Pierczyński, Skowron, "Proportional Participatory Budgeting with Additive Utilities", NeurIPS 2021.</summary>
    EqualShares,

    /// <summary>Sequential Phragmén. Source: Los, Christoff, Grossi, "Proportional Budget Allocations: Towards a Systematization", IJCAI 2022.</summary>
    Phragmen,
}
