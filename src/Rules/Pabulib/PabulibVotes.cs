using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Reads the rows of VOTES into ballot classes, without a string for any of them unless the rows are kept.</summary>
internal sealed class PabulibVotes(
    PabulibRecords records, PabulibReading reading, BallotKind kind, ImmutableArray<Project> projects,
    ImmutableArray<string> columns, int mostAllowed)
{
    private const int ProgressEvery = 4096;

    private readonly int _voteColumn = columns.IndexOf("vote");
    private readonly int _pointsColumn = columns.IndexOf("points");
    private readonly VoterLines _voters = new(columns.IndexOf("voter_id"));

    private readonly IdTable _ids = new([.. projects.Select(project => project.Id)]);
    private readonly BallotClassesBuilder _ballots = new(kind);
    private readonly List<ImmutableArray<string>> _rows = [];
    private readonly int[] _lastNamed = new int[projects.Length];
    private int[] _named = new int[64];
    private int[] _values = new int[64];
    private int _ballot;
    private long _unknown;
    private long _repeated;

    /// <summary>The rows, when they are kept.</summary>
    public ImmutableArray<ImmutableArray<string>> Rows => [.. _rows];

    public BallotClasses Read(List<string> warnings)
    {
        int needed = 1 + (kind is BallotKind.Points or BallotKind.Score ? Math.Max(_voteColumn, _pointsColumn) : _voteColumn);
        while (records.Read())
        {
            if (records.Count < needed || (records.Count > columns.Length && records.WithoutBlankEnd(columns.Length) > columns.Length))
                throw records.Wrong($"the line has {records.Count} fields, but there are {columns.Length} columns");
            _voters.Note(records);
            if (reading.KeepVotes)
                _rows.Add(PabulibReader.Row(records, columns.Length, needed));
            Add();
            if (_ballot % ProgressEvery == 0)
                reading.Progress?.Report(_ballot);
        }
        if (_unknown > 0)
            warnings.Add($"Entries on ballots that name projects which are not in the file: {_unknown}. They are not counted.");
        if (_repeated > 0)
            warnings.Add($"Entries on ballots that name a project a second time: {_repeated}. It counts once.");
        warnings.AddRange(_voters.Warnings());
        return _ballots.Build();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add()
    {
        _ballot++;
        int count = 0;
        bool hasPoints = kind is BallotKind.Points or BallotKind.Score;
        ReadOnlySpan<byte> vote = records[_voteColumn];
        ReadOnlySpan<byte> points = hasPoints ? records[_pointsColumn] : default;
        while (!vote.IsEmpty)
        {
            ReadOnlySpan<byte> id = Take(ref vote);
            // A list of nothing, as blank ballots are written, has nothing for its points either.
            if (id.IsEmpty && (!hasPoints || TakesNothing(ref points)))
                continue;
            int value = hasPoints ? TakePoints(ref points) : 1;
            if (id.IsEmpty)
                continue;
            int project = _ids.Find(id);
            if (project < 0)
                _unknown++;
            else if (_lastNamed[project] == _ballot)
                _repeated++;
            else
            {
                _lastNamed[project] = _ballot;
                Put(count++, project, value);
            }
        }
        if (!points.IsEmpty)
            throw records.Wrong("there are more points than projects");
        if (kind == BallotKind.Rank)
            CountRanks(count);
        if (count == 0)
            _ballots.AddBlank();
        else
            _ballots.Add(_named.AsSpan(0, count), _values.AsSpan(0, count));
    }

    private void CountRanks(int count)
    {
        int top = reading.RankPoints switch
        {
            RankPoints.Borda => count - 1,
            RankPoints.FromLength => count,
            RankPoints.FromMostAllowed => mostAllowed,
        };
        for (int i = 0; i < count; i++)
            _values[i] = Math.Max(top - i, 0);
    }

    private void Put(int at, int project, int value)
    {
        if (at == _named.Length)
        {
            Array.Resize(ref _named, at * 2);
            Array.Resize(ref _values, at * 2);
        }
        (_named[at], _values[at]) = (project, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> list)
    {
        int comma = list.IndexOf((byte)',');
        ReadOnlySpan<byte> first = comma < 0 ? list : list[..comma];
        list = comma < 0 ? default : list[(comma + 1)..];
        return first.Trim(" "u8);
    }

    private static bool TakesNothing(ref ReadOnlySpan<byte> points)
    {
        ReadOnlySpan<byte> rest = points;
        if (!Take(ref rest).IsEmpty)
            return false;
        points = rest;
        return true;
    }

    private int TakePoints(ref ReadOnlySpan<byte> points)
    {
        if (points.IsEmpty)
            throw records.Wrong("there are fewer points than projects");
        ReadOnlySpan<byte> number = Take(ref points);
        if (number.EndsWith(".0"u8))
            number = number[..^2];
        return Utf8Parser.TryParse(number, out int value, out int read) && read == number.Length && value is >= 0 and <= Ballot.MaxValue
            ? value
            : throw records.Wrong($"points are whole numbers from 0 to {Ballot.MaxValue}");
    }
}
