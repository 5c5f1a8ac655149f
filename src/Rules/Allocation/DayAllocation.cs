using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>What the frozen rules make of a day's ballots, and what they would have made of them had nothing been changed after the paper was frozen.</summary>
/// <param name="Outcome">The outcome with the changes, which counts.</param>
/// <param name="Changes">What was changed and makes a difference to the paper.</param>
/// <param name="Without">For comparison the outcome without the changes; null where there are none.</param>
public sealed record DayAllocation(Allocation Outcome, PaperChanges Changes, Allocation? Without)
{
    /// <summary>The logs of the day whose ballots are left out, by name.</summary>
    public ImmutableArray<MissingLog> LeftOut { get; init; } = [];

    /// <summary>Works both out.</summary>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static DayAllocation Of(Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PaperChanges changes)
    {
        PaperChanges made = changes.Against(paper);
        Allocation outcome = Allocator.Allocate(Election.Of(paper, rules.Form.Kind, ballots, made), rules);
        return new(outcome, made, made.AreNone ? null : Allocator.Allocate(Election.Of(paper, rules.Form.Kind, ballots), rules));
    }

    /// <summary>Projects that are funded and would not have been.</summary>
    public ImmutableArray<string> FundedBecause => [.. Outcome.Order.Except(Without?.Order ?? Outcome.Order, StringComparer.Ordinal)];

    /// <summary>Projects that would have been funded and are not.</summary>
    public ImmutableArray<string> LostBecause => [.. (Without ?? Outcome).Order.Except(Outcome.Order, StringComparer.Ordinal)];
}

/// <summary>A log of the day whose ballots are not counted, since it is lost, damaged or refused.</summary>
/// <param name="Log">Its name.</param>
/// <param name="Cards">How many cards vote there.</param>
public sealed record MissingLog(string Log, long Cards);
