using System.Buffers.Binary;

namespace PbDecisionDay.Ledger.Trees;

/// <summary>The bytes of a tiled log's files. Source: C2SP tlog-tiles.</summary>
public static class TileContents
{
    /// <summary>The hashes of a tile, 32 bytes each. The same for every tree that has the whole tile.</summary>
    /// <exception cref="ArgumentException">It is a tile of entries, or the tree is too small to have it.</exception>
    public static byte[] Hashes(MerkleTree tree, Tile tile)
    {
        if (tile.Level is not { } level || !tile.IsIn(tree.Count))
            throw new ArgumentException($"A log of {tree.Count} entries has no hashes at {tile}.", nameof(tile));
        var bytes = new byte[tile.Width * Digest.Size];
        for (var i = 0; i < tile.Width; i++)
            tree.Subtree(level * Tile.Height, tile.Index * Tile.FullWidth + i).CopyTo(bytes.AsSpan(i * Digest.Size));
        return bytes;
    }

    /// <summary>A bundle: each entry after its length in two bytes, big-endian.</summary>
    /// <exception cref="ArgumentException">There are none or more than 256 entries, or one is longer than 65,535 bytes.</exception>
    public static byte[] Entries(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is 0 or > Tile.FullWidth)
            throw new ArgumentException($"A bundle has 1 to {Tile.FullWidth} entries.", nameof(entries));
        var bytes = new byte[entries.Sum(entry => 2 + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > ushort.MaxValue)
                throw new ArgumentException("An entry has at most 65,535 bytes.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[2..]);
            rest = rest[(2 + entry.Length)..];
        }
        return bytes;
    }

    /// <summary>Reads a bundle back. False where it breaks off within an entry or has none or more than 256.</summary>
    public static bool TryReadEntries(ReadOnlyMemory<byte> bundle, out IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var read = new List<ReadOnlyMemory<byte>>();
        entries = read;
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < 2 || read.Count == Tile.FullWidth)
                return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (bundle.Length < 2 + length)
                return false;
            read.Add(bundle.Slice(2, length));
            bundle = bundle[(2 + length)..];
        }
        return read.Count > 0;
    }

    /// <summary>Reads a tile's hashes back. False if there is not a whole number of them from 1 to 256.</summary>
    public static bool TryReadHashes(ReadOnlySpan<byte> tile, out IReadOnlyList<Digest> hashes)
    {
        hashes = [];
        if (tile.Length % Digest.Size != 0 || tile.Length / Digest.Size is 0 or > Tile.FullWidth)
            return false;
        var read = new Digest[tile.Length / Digest.Size];
        for (var i = 0; i < read.Length; i++)
            read[i] = new Digest(tile.Slice(i * Digest.Size, Digest.Size));
        hashes = read;
        return true;
    }
}
