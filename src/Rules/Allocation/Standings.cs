using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Votes and points as they come in, ballot by ballot. Not for several threads at once.</summary>
public sealed class Standings
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly int[] _pots;
    private readonly int[] _rankedBelow;
    private readonly long[] _votes;
    private readonly long[] _points;

    /// <summary>Standings without a ballot.</summary>
    public Standings(Paper paper)
    {
        foreach (Proposal proposal in paper.Proposals)
            _index.Add(proposal.Id, _index.Count);
        var pots = paper.Pots.Select((pot, at) => (pot.Id, at)).ToDictionary(pot => pot.Id, pot => pot.at, StringComparer.Ordinal);
        _pots = [.. paper.Proposals.Select(proposal => pots[proposal.Pot])];
        _rankedBelow = new int[paper.Pots.Length];
        _votes = new long[_index.Count];
        _points = new long[_index.Count];
    }

    /// <summary>How many ballots are counted, blank ones included.</summary>
    public long Ballots { get; private set; }

    /// <summary>How many of them are blank.</summary>
    public long Blank { get; private set; }

    /// <summary>Ballots that name each project, in the order of the paper.</summary>
    public IReadOnlyList<long> Votes => _votes;

    /// <summary>
    /// Marks, points or Borda points of each project, in the order of the paper; its votes where ballots approve. A ranking gives a project a point for
    /// each project of its own pot ranked below it, as the rules count.
    /// </summary>
    public IReadOnlyList<long> Points => _points;

    /// <summary>Counts a ballot.</summary>
    /// <exception cref="KeyNotFoundException">It names a project that is not on the paper; nothing is counted.</exception>
    public void Add(Ballot ballot) => Count(ballot, 1);

    /// <summary>Takes back a ballot that was counted before, because it was replaced or challenged.</summary>
    public void Remove(Ballot ballot) => Count(ballot, -1);

    private void Count(Ballot ballot, int sign)
    {
        foreach (Choice choice in ballot.Choices)
            _ = _index[choice.Project];
        Ballots += sign;
        if (ballot.Kind == BallotKind.Blank)
            Blank += sign;
        Array.Clear(_rankedBelow);
        for (int i = ballot.Choices.Length - 1; i >= 0; i--)
        {
            Choice choice = ballot.Choices[i];
            int project = _index[choice.Project];
            _votes[project] += sign;
            _points[project] += sign * (ballot.Kind switch
            {
                BallotKind.Rank => _rankedBelow[_pots[project]]++,
                BallotKind.Approve => 1,
                _ => choice.Value,
            });
        }
    }
}
