using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Patterns;

namespace PbDecisionDay.Rules.Allocation.Explaining;

/// <summary>How the awards would differ if the largest group of identical ballots had been half as big. What the ballots say is not told. Source: docs/adr/0085.</summary>
/// <param name="Ballots">How many ballots the group has.</param>
/// <param name="Kept">How many of them stay: half, rounded down.</param>
/// <param name="AsLarge">How many groups are as large, this one among them: the one that comes first in ordinal order is halved.</param>
/// <param name="Effect">Which projects would have more, and which less.</param>
public sealed record HalvedGroup(int Ballots, int Kept, int AsLarge, ChangeEffect Effect)
{
    /// <summary>Works it out; null where nothing is told: too few ballots count, or the largest group is a small number. Blank ballots are no group.</summary>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="ballots">The ballots, with how often each was cast.</param>
    /// <param name="changes">What was changed after the paper was frozen.</param>
    /// <exception cref="ArgumentException">A ballot names a project that is not on the paper, or is of another kind.</exception>
    public static HalvedGroup? Of(Paper paper, FrozenRules rules, IEnumerable<(Ballot Ballot, int Number)> ballots, PaperChanges changes)
    {
        (Ballot Ballot, int Number)[] groups =
        [
            .. ballots.GroupBy(one => one.Ballot.Canonical, StringComparer.Ordinal)
                .Select(same => (same.First().Ballot, same.Sum(one => one.Number))).OrderBy(same => same.Ballot.Canonical, StringComparer.Ordinal),
        ];
        int most = groups.Where(group => group.Ballot.Kind != BallotKind.Blank).Select(group => group.Number).DefaultIfEmpty().Max();
        if (groups.Sum(group => (long)group.Number) < BallotPattern.FewestBallots || most < ToldNumber.Smallest)
            return null;
        int at = Array.FindIndex(groups, group => group.Number == most && group.Ballot.Kind != BallotKind.Blank);
        ImmutableArray<Award> before = Awards();
        groups[at].Number = most / 2;
        return new(most, most / 2, 1 + groups.Count(group => group.Number == most && group.Ballot.Kind != BallotKind.Blank), ChangeEffect.Between(before, Awards()));

        ImmutableArray<Award> Awards() =>
            [.. Allocator.Allocate(Election.Of(paper, rules.Form.Kind, groups, changes.Against(paper)), rules).Awards];
    }
}
