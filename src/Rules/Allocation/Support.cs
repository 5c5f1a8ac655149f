using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>How much support each project has, by index.</summary>
public sealed class Support
{
    private readonly long[] _votes;
    private readonly long[] _points;
    private readonly long[] _first;
    private readonly BallotClasses _ballots;
    private readonly int? _defaultScore;

    internal Support(int projects, BallotClasses ballots, int? defaultScore)
    {
        (_ballots, _defaultScore) = (ballots, defaultScore);
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
        for (int i = 0; i < projects; i++)
            _points[i] += (ballots.Voters - _votes[i]) * (defaultScore ?? 0);
    }

    /// <summary>Ballots that name each project.</summary>
    public IReadOnlyList<long> Votes => _votes;

    /// <summary>Points of each project: marks and points added up, with the default score of ballots that do not name it, Borda points of ranks, votes where ballots approve.</summary>
    public IReadOnlyList<long> Points => _points;

    /// <summary>Ballots that rank each project first; 0 for other ballots.</summary>
    public IReadOnlyList<long> FirstPreferences => _first;

    /// <summary>Ballots that give a project a mark: all of them where what is not named has a default score, else those that name it.</summary>
    public long Marks(int project) => _defaultScore is null ? _votes[project] : _ballots.Voters;

    /// <summary>Whether any ballot supports a project: names or ranks it, or gives it more than 0 where ballots give marks or points.</summary>
    public bool IsSupported(int project) =>
        _ballots.Kind is BallotKind.Points or BallotKind.Score ? _points[project] > 0 : _votes[project] > 0;
}
