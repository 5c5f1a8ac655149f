using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>Counted ballots, identical ones together, and their running totals.</summary>
internal sealed class BallotCount(Paper paper)
{
    private readonly Dictionary<string, (Ballot Ballot, int Number)> _ballots = new(StringComparer.Ordinal);

    /// <summary>The running totals.</summary>
    public Standings Standings { get; } = new(paper);

    /// <summary>Takes a change in.</summary>
    public void Apply(CountedChange change)
    {
        if (change.Removed.Length > 0)
            Add(change.Removed, -1);
        if (change.Added.Length > 0)
            Add(change.Added, 1);
    }

    /// <summary>A copy of the distinct ballots and how many there are of each, for work on another thread.</summary>
    public (Ballot Ballot, int Number)[] Distinct() => [.. _ballots.Values];

    /// <summary>The ballots in ordinal order.</summary>
    public IEnumerable<CountedBallots> Ballots() => _ballots
        .OrderBy(same => same.Key, StringComparer.Ordinal)
        .Select(same => new CountedBallots(same.Key, same.Value.Number));

    private void Add(string canonical, int number)
    {
        var known = _ballots.GetValueOrDefault(canonical);
        var ballot = known.Ballot ?? Read(canonical);
        // Applied in log order, so that nothing is taken back that was not counted before; what nobody holds any more is not kept.
        if (known.Number + number == 0)
            _ballots.Remove(canonical);
        else
            _ballots[canonical] = (ballot, known.Number + number);
        if (number > 0)
            Standings.Add(ballot);
        else
            Standings.Remove(ballot);
    }

    private static Ballot Read(string canonical) => Ballot.TryParse(canonical, out var ballot, out var problem)
        ? ballot!
        : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.");
}
