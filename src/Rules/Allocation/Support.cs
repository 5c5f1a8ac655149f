using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>How much support each project has, by index.</summary>
public sealed class Support
{
    private readonly long[] _votes;
    private readonly long[] _points;
    private readonly long[] _first;

    internal Support(int projects, BallotClasses ballots)
    {
        _votes = new long[projects];
        _points = new long[projects];
        _first = new long[projects];
        for (int c = 0; c < ballots.Count; c++)
        {
            ReadOnlySpan<int> named = ballots.ProjectsOf(c);
            ReadOnlySpan<int> values = ballots.ValuesOf(c);
            long weight = ballots.Weights[c];
            for (int i = 0; i < named.Length; i++)
            {
                _votes[named[i]] += weight;
                _points[named[i]] += weight * values[i];
            }
            if (ballots.Kind == BallotKind.Rank)
                _first[named[0]] += weight;
        }
    }

    /// <summary>Ballots that name each project.</summary>
    public IReadOnlyList<long> Votes => _votes;

    /// <summary>Points of each project: marks and points added up, Borda points of ranks, votes where ballots approve.</summary>
    public IReadOnlyList<long> Points => _points;

    /// <summary>Ballots that rank each project first; 0 for other ballots.</summary>
    public IReadOnlyList<long> FirstPreferences => _first;
}
