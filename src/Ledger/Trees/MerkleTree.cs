using System.Numerics;

namespace PbDecisionDay.Ledger.Trees;

/// <summary>
/// An append-only Merkle tree over leaf hashes, with roots and proofs for every size it has had. Source: RFC 6962,
/// section 2.1. Appending costs one hash on average; a root or a proof O(log² n). Holds 64 bytes a leaf.
/// Not for use by several threads at once while one of them appends.
/// </summary>
public sealed partial class MerkleTree
{
    // levels[h][i] is the hash of the full subtree over leaves i*2^h up to (i+1)*2^h.
    private readonly List<List<Digest>> levels = [[]];

    /// <summary>The root of the empty tree: SHA-256 of nothing.</summary>
    public static Digest EmptyRoot { get; } = Digest.Sha256([]);

    /// <summary>How many leaves the tree has.</summary>
    public long Count => levels[0].Count;

    /// <summary>SHA-256(0x00 || entry).</summary>
    public static Digest LeafHash(ReadOnlySpan<byte> entry)
    {
        Span<byte> data = entry.Length < 512 ? stackalloc byte[512] : new byte[entry.Length + 1];
        data[0] = 0;
        entry.CopyTo(data[1..]);
        return Digest.Sha256(data[..(entry.Length + 1)]);
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Digest NodeHash(Digest left, Digest right)
    {
        Span<byte> data = stackalloc byte[1 + 2 * Digest.Size];
        data[0] = 1;
        left.CopyTo(data[1..]);
        right.CopyTo(data[(1 + Digest.Size)..]);
        return Digest.Sha256(data);
    }

    /// <summary>The root over <paramref name="leaves"/>, which are leaf hashes.</summary>
    public static Digest RootOf(IEnumerable<Digest> leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Append(leaf);
        return tree.Root();
    }

    /// <summary>Adds a leaf hash at index <see cref="Count"/>.</summary>
    public void Append(Digest leaf)
    {
        levels[0].Add(leaf);
        for (var height = 0; levels[height].Count % 2 == 0; height++)
        {
            if (height + 1 == levels.Count)
                levels.Add([]);
            levels[height + 1].Add(NodeHash(levels[height][^2], levels[height][^1]));
        }
    }

    /// <summary>The leaf hash at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public Digest Leaf(long index) => levels[0][(int)Within(index, 0, Count - 1, nameof(index))];

    /// <summary>The root over all leaves.</summary>
    public Digest Root() => Root(Count);

    /// <summary>The root over the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has not so many leaves.</exception>
    public Digest Root(long size) => Within(size, 0, Count, nameof(size)) == 0 ? EmptyRoot : Over(0, size);

    /// <summary>The hashes that lead from leaf <paramref name="index"/> to the root over <paramref name="size"/> leaves, from the leaf upwards. RFC 6962, section 2.1.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has not so many leaves, or the index is not below the size.</exception>
    public IReadOnlyList<Digest> InclusionProof(long index, long size)
    {
        Within(size, 1, Count, nameof(size));
        Within(index, 0, size - 1, nameof(index));
        var path = new List<Digest>();
        var (from, to) = (0L, size);
        while (to - from > 1)
        {
            var middle = from + Half(to - from);
            if (index < middle)
            {
                path.Add(Over(middle, to));
                to = middle;
            }
            else
            {
                path.Add(Over(from, middle));
                from = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show that the first <paramref name="from"/> leaves begin the first <paramref name="to"/>. RFC 6962, section 2.1.2; nothing is needed where <paramref name="from"/> is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has not so many leaves, or <paramref name="from"/> is above <paramref name="to"/>.</exception>
    public IReadOnlyList<Digest> ConsistencyProof(long from, long to)
    {
        Within(to, 0, Count, nameof(to));
        Within(from, 0, to, nameof(from));
        var proof = new List<Digest>();
        var (start, end, whole) = (0L, to, true);
        while (from > 0 && from < end)
        {
            var middle = start + Half(end - start);
            if (from <= middle)
            {
                proof.Add(Over(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(Over(start, middle));
                (start, whole) = (middle, false);
            }
        }
        if (from > 0 && !whole)
            proof.Add(Over(start, end));
        proof.Reverse();
        return proof;
    }

    /// <summary>The hash of the full subtree number <paramref name="index"/> of height <paramref name="height"/>.</summary>
    internal Digest Subtree(int height, long index) => levels[height][(int)index];

    // The hash over leaves [from, to). Every range that RFC 6962 forms starts where its left half is a full subtree.
    private Digest Over(long from, long to)
    {
        var size = to - from;
        if (BitOperations.IsPow2(size))
            return levels[BitOperations.Log2((ulong)size)][(int)(from / size)];
        var middle = from + Half(size);
        return NodeHash(Over(from, middle), Over(middle, to));
    }

    // The largest power of two below size.
    private static long Half(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    private static long Within(long value, long least, long most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"This tree takes {least} to {most} here.");
}
