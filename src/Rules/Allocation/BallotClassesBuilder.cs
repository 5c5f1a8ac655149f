using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>Gathers ballots and merges identical ones. Not for several threads at once.</summary>
/// <param name="kind">What the ballots say.</param>
public sealed class BallotClassesBuilder(BallotKind kind)
{
    private readonly List<int> _start = [0];
    private readonly List<int> _projects = [];
    private readonly List<int> _values = [];
    private readonly List<int> _weights = [];
    private int[] _slots = new int[1024];
    private long _voters;

    /// <summary>Adds ballots without a choice.</summary>
    public void AddBlank(long number = 1) => _voters += number;

    /// <summary>Adds identical ballots. Sorts the choices in place unless the ballots are ranked.</summary>
    /// <param name="projects">Project indices, each once; by preference on ranked ballots.</param>
    /// <param name="values">As many values: 1 for approvals, otherwise marks or points.</param>
    /// <param name="number">How many such ballots there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(Span<int> projects, Span<int> values, int number = 1)
    {
        _voters += number;
        if (projects.IsEmpty)
            return;
        if (kind != BallotKind.Rank)
            Sort(projects, values);
        ref int slot = ref Slot(projects, values);
        if (slot != 0)
        {
            _weights[slot - 1] += number;
            return;
        }
        _projects.AddRange(projects);
        _values.AddRange(values);
        _start.Add(_projects.Count);
        _weights.Add(number);
        slot = _weights.Count;
        if (_weights.Count * 2 > _slots.Length)
            Grow();
    }

    /// <summary>The classes gathered so far.</summary>
    public BallotClasses Build() => new(kind, _voters, [.. _start], [.. _projects], [.. _values], [.. _weights]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(Span<int> projects, Span<int> values)
    {
        if (projects.Length > 32)
        {
            projects.Sort(values);
            return;
        }
        for (int i = 1; i < projects.Length; i++)
        {
            (int project, int value) = (projects[i], values[i]);
            int j = i;
            for (; j > 0 && projects[j - 1] > project; j--)
                (projects[j], values[j]) = (projects[j - 1], values[j - 1]);
            (projects[j], values[j]) = (project, value);
        }
    }

    /// <summary>Where the class with these choices is noted, or is to be: its number plus one, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref int Slot(ReadOnlySpan<int> projects, ReadOnlySpan<int> values)
    {
        int mask = _slots.Length - 1;
        int at = HashOf(projects, values) & mask;
        while (_slots[at] != 0 && !IsClass(_slots[at] - 1, projects, values))
            at = (at + 1) & mask;
        return ref _slots[at];
    }

    private bool IsClass(int number, ReadOnlySpan<int> projects, ReadOnlySpan<int> values)
    {
        int start = _start[number];
        int length = _start[number + 1] - start;
        return projects.SequenceEqual(CollectionsMarshal.AsSpan(_projects).Slice(start, length))
            && values.SequenceEqual(CollectionsMarshal.AsSpan(_values).Slice(start, length));
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        for (int i = 0; i < _weights.Count; i++)
            Slot(CollectionsMarshal.AsSpan(_projects)[_start[i].._start[i + 1]], CollectionsMarshal.AsSpan(_values)[_start[i].._start[i + 1]]) = i + 1;
    }

    private static int HashOf(ReadOnlySpan<int> projects, ReadOnlySpan<int> values)
    {
        unchecked
        {
            uint hash = (uint)projects.Length;
            for (int i = 0; i < projects.Length; i++)
                hash = (hash ^ (uint)projects[i] ^ ((uint)values[i] << 16)) * 0x9E3779B1u ^ hash >> 15;
            return (int)(hash ^ hash >> 16);
        }
    }
}
