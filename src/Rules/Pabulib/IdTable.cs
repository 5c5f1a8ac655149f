using System.Runtime.CompilerServices;
using System.Text;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Project ids by their UTF-8 bytes, so that a ballot is read without making a string of each id.</summary>
internal sealed class IdTable
{
    private readonly byte[][] _ids;
    private readonly int[] _slots;

    public IdTable(IReadOnlyList<string> ids)
    {
        _ids = [.. ids.Select(Encoding.UTF8.GetBytes)];
        int size = 16;
        while (size < ids.Count * 4)
            size *= 2;
        _slots = new int[size];
        for (int i = 0; i < _ids.Length; i++)
        {
            int at = HashOf(_ids[i]) & (size - 1);
            while (_slots[at] != 0)
                at = (at + 1) & (size - 1);
            _slots[at] = i + 1;
        }
    }

    /// <summary>The index of an id, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<byte> id)
    {
        int at = HashOf(id) & (_slots.Length - 1);
        for (; _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
            if (id.SequenceEqual(_ids[_slots[at] - 1]))
                return _slots[at] - 1;
        return -1;
    }

    private static int HashOf(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            uint hash = 2166136261;
            foreach (byte b in id)
                hash = (hash ^ b) * 16777619;
            return (int)(hash ^ hash >> 13);
        }
    }
}
