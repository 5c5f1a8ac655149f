using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>
/// What one change made after the paper was frozen did to the awards: the outcome with it and all before it, beside the outcome with those
/// before it alone.
/// </summary>
/// <param name="More">Projects whose award rose, in the order of award.</param>
/// <param name="Less">Projects whose award fell or went, in the order of award before.</param>
public sealed record ChangeEffect(ImmutableArray<ChangedAward> More, ImmutableArray<ChangedAward> Less)
{
    /// <summary>Whether no award changed.</summary>
    public bool IsNone => More.IsEmpty && Less.IsEmpty;

    /// <summary>Works out what each change did; one allocation for each, and one without any.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots, identical ones given together with their number.</param>
    /// <param name="standings">What was changed of the paper after each change, in the order made.</param>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static ImmutableArray<ChangeEffect> OfEach(
        Paper paper, FrozenRules rules, IReadOnlyCollection<(Ballot Ballot, int Number)> ballots, IEnumerable<PaperChanges> standings)
    {
        ImmutableArray<Award> before = AwardsWith(PaperChanges.None);
        var effects = ImmutableArray.CreateBuilder<ChangeEffect>();
        foreach (PaperChanges changes in standings)
        {
            ImmutableArray<Award> after = AwardsWith(changes);
            effects.Add(Between(before, after));
            before = after;
        }
        return effects.ToImmutable();

        ImmutableArray<Award> AwardsWith(PaperChanges changes) =>
            [.. Allocator.Allocate(Election.Of(paper, rules.Form.Kind, ballots, changes.Against(paper)), rules).Awards];
    }

    /// <summary>What lies between two outcomes.</summary>
    internal static ChangeEffect Between(ImmutableArray<Award> before, ImmutableArray<Award> after) => new(Risen(before, after), Risen(after, before));

    /// <summary>The projects that have more in the second list than in the first, and how much more.</summary>
    private static ImmutableArray<ChangedAward> Risen(ImmutableArray<Award> from, ImmutableArray<Award> to)
    {
        var known = from.ToDictionary(award => award.Project, award => award.Amount, StringComparer.Ordinal);
        return
        [
            .. to.Select(award => new ChangedAward(award.Project, award.Amount - known.GetValueOrDefault(award.Project)))
                .Where(award => award.Difference > 0),
        ];
    }
}

/// <summary>How much a project's award changed.</summary>
/// <param name="Project">Its id.</param>
/// <param name="Difference">By how much, in minor units, from 1.</param>
public sealed record ChangedAward(string Project, long Difference);
