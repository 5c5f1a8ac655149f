using System.Buffers.Binary;
using System.Text;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>Where a member stands in a bundle.</summary>
internal sealed record BundleEntry(string Name, uint Crc, uint Length, uint Offset)
{
    /// <summary>Where its bytes begin.</summary>
    public long Start => Offset + BundleFormat.LocalSize + Name.Length;

    /// <summary>Where the next member begins.</summary>
    public long End => Start + Length;
}

/// <summary>
/// The headers of a zip file as bundles have them: members stored, dated 1980-01-01, without flags, attributes, extra
/// fields and comments. One place says what they are; the reader compares with it. Source: PKWARE APPNOTE.TXT 6.3, section 4.3.
/// </summary>
internal static class BundleFormat
{
    public const uint LocalMark = 0x04034b50, CentralMark = 0x02014b50, EndMark = 0x06054b50;

    /// <summary>Sizes of the headers without names.</summary>
    public const int LocalSize = 30, CentralSize = 46, EndSize = 22;

    /// <summary>The most members: the next number means the larger zip format.</summary>
    public const int MostMembers = ushort.MaxValue - 1;

    /// <summary>The most bytes in a bundle, its own headers included.</summary>
    public const long MostBytes = uint.MaxValue - 1;

    private const ushort Version = 10, FirstOfJanuary1980 = 0x0021;

    public static byte[] Local(BundleEntry entry)
    {
        var header = new byte[LocalSize + entry.Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalMark);
        Common(entry, header.AsSpan(4));
        Encoding.ASCII.GetBytes(entry.Name, header.AsSpan(LocalSize));
        return header;
    }

    public static byte[] Central(BundleEntry entry)
    {
        var header = new byte[CentralSize + entry.Name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralMark);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        Common(entry, header.AsSpan(6));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), entry.Offset);
        Encoding.ASCII.GetBytes(entry.Name, header.AsSpan(CentralSize));
        return header;
    }

    /// <summary>The directory of all members and the end of the file.</summary>
    public static byte[] Tail(IReadOnlyList<BundleEntry> entries)
    {
        var directory = entries.SelectMany(Central).ToArray();
        var end = new byte[EndSize];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndMark);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), entries.Count == 0 ? 0 : (uint)entries[^1].End);
        return [.. directory, .. end];
    }

    // What both headers share: version needed, flags, method, time, date, checksum, both sizes, lengths of name and extra.
    private static void Common(BundleEntry entry, Span<byte> at)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(at[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], entry.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], entry.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], (ushort)entry.Name.Length);
    }
}
