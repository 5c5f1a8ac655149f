using System.Collections.Immutable;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>A step of the live standings, whole: its figures are all of the same ballots.</summary>
/// <param name="Ballots">How many ballots it includes.</param>
/// <param name="Standings">The standings in the order to show; empty where the day shows none.</param>
internal sealed record ShownStep(long Ballots, ImmutableArray<Standing> Standings)
{
    /// <summary>The step before the first.</summary>
    public static ShownStep None { get; } = new(0, []);

    // Ties keep the order of the paper: a screen that shuffled equals would seem to say something.
    public static ShownStep Of(long ballots, IEnumerable<Standing> standings) =>
        new(ballots, [.. standings.OrderByDescending(standing => standing.Support)]);
}

/// <summary>A copy of a step's totals and ballots, from which another thread works out what would be funded.</summary>
internal sealed record StepToAllocate(
    Paper Paper, FrozenRules Rules, PaperChanges Changes, long Size, long[] Support, (Ballot Ballot, int Number)[] Ballots)
{
    /// <summary>The step with what would be funded if voting ended with it.</summary>
    public ShownStep Allocate()
    {
        var election = Election.Of(Paper, Rules.Form.Kind, Ballots, Changes);
        var funded = Allocator.Allocate(election, Rules).Order.ToHashSet(StringComparer.Ordinal);
        return ShownStep.Of(Size, Paper.Proposals.Select((proposal, at) =>
            new Standing(proposal.Id, Support[at], funded.Contains(proposal.Id))));
    }
}
