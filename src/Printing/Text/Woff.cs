using System.Buffers.Binary;
using System.IO.Compression;

namespace PbDecisionDay.Printing.Text;

/// <summary>
/// A reader of WOFF 1.0, the compressed form in which font packages hold their files; what shapes and draws text reads the plain form alone.
/// Source: W3C Recommendation "WOFF File Format 1.0", 13 December 2012, sections 3 to 5.
/// </summary>
internal static class Woff
{
    private const uint Signature = 0x774F4646;
    private const int Header = 44, Entry = 20, PlainHeader = 12, PlainEntry = 16;

    /// <summary>The plain font file; what is no WOFF is plain already.</summary>
    /// <exception cref="InvalidDataException">A table is not as long as the file says.</exception>
    public static byte[] Unpack(byte[] file)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(file) != Signature) return file;
        int tables = U16(file, 12);
        var plain = new byte[(int)U32(file, 16)];
        file.AsSpan(4, 4).CopyTo(plain);
        WriteSearchFields(plain, tables);
        var at = PlainHeader + PlainEntry * tables;
        for (var table = 0; table < tables; table++)
        {
            var entry = file.AsSpan(Header + Entry * table, Entry);
            var (offset, packed, length) = ((int)U32(entry, 4), (int)U32(entry, 8), (int)U32(entry, 12));
            UnpackTable(file, offset, packed, plain.AsSpan(at, length));
            var described = plain.AsSpan(PlainHeader + PlainEntry * table, PlainEntry);
            entry[..4].CopyTo(described);
            entry[16..].CopyTo(described[4..]);
            BinaryPrimitives.WriteInt32BigEndian(described[8..], at);
            BinaryPrimitives.WriteInt32BigEndian(described[12..], length);
            at += (length + 3) & ~3;
        }
        return plain;
    }

    private static void UnpackTable(byte[] file, int offset, int packed, Span<byte> table)
    {
        if (packed == table.Length)
        {
            file.AsSpan(offset, packed).CopyTo(table);
            return;
        }
        using var zip = new ZLibStream(new MemoryStream(file, offset, packed), CompressionMode.Decompress);
        zip.ReadExactly(table);
    }

    private static void WriteSearchFields(Span<byte> plain, int tables)
    {
        var power = (int)System.Numerics.BitOperations.Log2((uint)tables);
        BinaryPrimitives.WriteUInt16BigEndian(plain[4..], (ushort)tables);
        BinaryPrimitives.WriteUInt16BigEndian(plain[6..], (ushort)(PlainEntry << power));
        BinaryPrimitives.WriteUInt16BigEndian(plain[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(plain[10..], (ushort)(PlainEntry * tables - (PlainEntry << power)));
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
