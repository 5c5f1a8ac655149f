using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// A bundle that was read and found to be exactly what <see cref="BundleWriter"/> writes for its members: nothing
/// compressed, hidden, overlapping, twice or outside. Its members are then read straight from the file. Not for use by
/// several threads at once.
/// </summary>
public sealed class Bundle : IDisposable
{
    private readonly Stream from;
    private readonly Dictionary<string, BundleEntry> entries;

    private Bundle(Stream from, IReadOnlyList<BundleEntry> entries)
    {
        this.from = from;
        this.entries = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Names = [.. entries.Select(entry => entry.Name)];
    }

    /// <summary>The members' names in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Opens a bundle after reading the whole of it once. Whatever is accepted is what the writer makes of the same
    /// members, byte for byte; anything else is refused with the member or place and the reason.
    /// </summary>
    /// <param name="from">The file, which must be seekable. The bundle owns it from now on if it is accepted.</param>
    /// <param name="mostBytes">The largest file to read, up to 4 GiB.</param>
    /// <param name="bundle">The bundle, or null.</param>
    /// <param name="problem">Why it was refused, or null.</param>
    public static bool TryOpen(Stream from, long mostBytes, [NotNullWhen(true)] out Bundle? bundle, [NotNullWhen(false)] out string? problem)
    {
        var entries = new List<BundleEntry>();
        from.Position = 0;
        problem = from.Length > Math.Min(mostBytes, BundleFormat.MostBytes)
            ? $"the file has {from.Length} bytes, more than the {Math.Min(mostBytes, BundleFormat.MostBytes)} that are read"
            : Walk(from, entries);
        bundle = problem is null ? new Bundle(from, entries) : null;
        return bundle is not null;
    }

    /// <summary>Whether there is a member of that name.</summary>
    public bool Has(string name) => entries.ContainsKey(name);

    /// <summary>A member's length in bytes.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public long Length(string name) => entries[name].Length;

    /// <summary>A member's content.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public byte[] Read(string name)
    {
        var content = new byte[Length(name)];
        from.Position = entries[name].Start;
        from.ReadExactly(content);
        return content;
    }

    /// <summary>A member's content as a stream that reads from the bundle's file: one at a time.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public Stream Open(string name) => new BundleStream(from, entries[name]);

    /// <inheritdoc/>
    public void Dispose() => from.Dispose();

    // Members from the first on, each header compared with what it would be; then the directory, rebuilt from them.
    private static string? Walk(Stream from, List<BundleEntry> entries)
    {
        var taken = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        while (Peek(from) == BundleFormat.LocalMark)
        {
            var offset = (uint)from.Position;
            var header = Take(from, BundleFormat.LocalSize);
            if (header is null || Take(from, BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))) is not { } nameBytes)
                return $"at byte {offset}: the file breaks off";
            var name = Encoding.Latin1.GetString(nameBytes);
            if (BundleName.Refusal(name, taken) is { } refusal)
                return $"member {entries.Count + 1}: {refusal}";
            if (entries.Count > 0 && string.CompareOrdinal(name, entries[^1].Name) < 0)
                return $"{name}: members are not in ordinal order";
            if (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)) != 0)
                return $"{name}: compressed, which bundles are not; take the file as the service wrote it";
            var entry = new BundleEntry(name, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(14)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22)), offset);
            if (!BundleFormat.Local(entry).AsSpan().SequenceEqual([.. header, .. nameBytes]))
                return $"{name}: not packed as the service packs; take the file as it wrote it";
            if (entry.End > from.Length)
                return $"{name}: the file breaks off";
            if (Checksum(from, entry) != entry.Crc)
                return $"{name}: the content does not fit its checksum";
            if (entries.Count == BundleFormat.MostMembers)
                return $"more than {BundleFormat.MostMembers} members";
            entries.Add(entry);
        }
        var (end, tail) = (from.Position, BundleFormat.Tail(entries));
        return from.Length - end == tail.Length && Take(from, tail.Length)!.AsSpan().SequenceEqual(tail)
            ? null
            : $"at byte {end}: the directory is not that of the members before it";
    }

    private static uint? Peek(Stream from)
    {
        var mark = Take(from, sizeof(uint));
        from.Position -= mark?.Length ?? 0;
        return mark is null ? null : BinaryPrimitives.ReadUInt32LittleEndian(mark);
    }

    private static byte[]? Take(Stream from, int count)
    {
        if (from.Length - from.Position < count)
            return null;
        var bytes = new byte[count];
        from.ReadExactly(bytes);
        return bytes;
    }

    private static uint Checksum(Stream from, BundleEntry entry)
    {
        var crc = new Crc32();
        var buffer = new byte[81920];
        while (from.Position < entry.End)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, entry.End - from.Position));
            from.ReadExactly(part);
            crc.Add(part);
        }
        return crc.Value;
    }
}
