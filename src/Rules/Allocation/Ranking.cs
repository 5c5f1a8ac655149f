using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Projects by a measure that is a fraction of whole numbers, the best first, ties in the tie order.</summary>
internal sealed class Ranking
{
    private readonly Election _election;
    private readonly AllocationRule _measure;
    private readonly int[] _tiePlaces;

    /// <param name="election">The election of one pot.</param>
    /// <param name="measure">One of the greedy rules.</param>
    /// <param name="tiePlaces">The places in the tie order.</param>
    /// <param name="among">The projects to rank.</param>
    public Ranking(Election election, AllocationRule measure, int[] tiePlaces, IEnumerable<int> among)
    {
        (_election, _measure, _tiePlaces) = (election, measure, tiePlaces);
        int[] order = [.. among];
        Array.Sort(order, Compare);
        Order = [.. order];
    }

    public ImmutableArray<int> Order { get; }

    /// <summary>The projects after a place that stand equal with the one there.</summary>
    public ImmutableArray<string> TiedWith(int place)
    {
        int end = place + 1;
        while (end < Order.Length && CompareMeasure(Order[place], Order[end]) == 0)
            end++;
        return [.. Order[(place + 1)..end].Select(project => _election.Projects[project].Id)];
    }

    private int Compare(int a, int b) =>
        CompareMeasure(a, b) is var sign && sign != 0 ? sign : _tiePlaces[a].CompareTo(_tiePlaces[b]);

    private int CompareMeasure(int a, int b)
    {
        (long numeratorA, long denominatorA) = Measure(_election, _measure, a);
        (long numeratorB, long denominatorB) = Measure(_election, _measure, b);
        return ((Int128)numeratorB * denominatorA).CompareTo((Int128)numeratorA * denominatorB);
    }

    /// <summary>A project's measure as a fraction. What costs nothing is worth more for its cost than all else: 1/0.</summary>
    public static (long Numerator, long Denominator) Measure(Election election, AllocationRule measure, int project)
    {
        long votes = election.Support.Votes[project];
        long points = election.Support.Points[project];
        long cost = election.Projects[project].Cost;
        return measure switch
        {
            AllocationRule.VotesPerCost => cost == 0 ? (1, 0) : (votes, cost),
            AllocationRule.Score => (points, 1),
            AllocationRule.ScorePerCost => cost == 0 ? (1, 0) : (points, cost),
            AllocationRule.AverageScore => (points, Math.Max(election.Support.Marks(project), 1)),
            _ => (votes, 1),
        };
    }
}
