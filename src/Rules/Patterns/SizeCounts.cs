using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Patterns;

/// <summary>Ballots by how many projects they name. Which numbers there are follows from the rules and the paper alone, so that the list says nothing of a ballot.</summary>
internal sealed class SizeCounts
{
    // Ballots with so many projects or more stand together.
    private const int Longest = 10;

    private readonly int[] _sizes;
    private readonly int[] _ballots;
    private readonly bool _orMore;

    private SizeCounts(int least, int most)
    {
        _sizes = [0, .. Enumerable.Range(0, most + 1).Where(size => size > 0 && size >= Math.Min(least, Longest) && size <= Longest)];
        _orMore = most > Longest;
        _ballots = new int[_sizes.Length];
    }

    public ImmutableArray<SizeCount> Counts => [.. _sizes.Select((size, at) => new SizeCount(size, _orMore && at == _sizes.Length - 1, _ballots[at]))];

    /// <summary>Of whole ballots.</summary>
    public static SizeCounts Of(BallotForm form, Paper paper) => form.PerPot && paper.Pots.Length > 1
        ? new(1, paper.Pots.Sum(pot => Most(form, paper.Proposals.Count(proposal => string.Equals(proposal.Pot, pot.Id, StringComparison.Ordinal)))))
        : new(form.Least, Most(form, paper.Proposals.Length));

    /// <summary>Of what ballots name in one pot with so many projects.</summary>
    public static SizeCounts OfPot(BallotForm form, Paper paper, int projects) =>
        new(form.PerPot || paper.Pots.Length == 1 ? form.Least : 1, Most(form, projects));

    public void Add(int size, int ballots) => _ballots[Array.FindLastIndex(_sizes, known => known <= size)] += ballots;

    private static int Most(BallotForm form, int projects) => form.Most == 0 ? projects : Math.Min(projects, form.Most + (form.Extra?.Votes ?? 0));
}
