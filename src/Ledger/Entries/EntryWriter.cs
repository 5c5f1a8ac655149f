using System.Buffers;
using System.Globalization;
using System.Text;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>Writes an entry's lines in the order in which its fields are given.</summary>
internal sealed class EntryWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    public EntryWriter(string kind) => Field("pbdd/1", kind);

    public void Field(string name, string value)
    {
        buffer.Advance(Encoding.ASCII.GetBytes(name, buffer.GetSpan(name.Length)));
        buffer.Write(" "u8);
        buffer.Advance(Encoding.ASCII.GetBytes(value, buffer.GetSpan(value.Length)));
        buffer.Write("\n"u8);
    }

    public void Field(string name, long value) => Field(name, value.ToString(CultureInfo.InvariantCulture));

    public void Field(string name, Digest value)
    {
        buffer.Advance(Encoding.ASCII.GetBytes(name, buffer.GetSpan(name.Length)));
        buffer.Write(" "u8);
        value.CopyTextTo(buffer.GetSpan(Digest.TextLength));
        buffer.Advance(Digest.TextLength);
        buffer.Write("\n"u8);
    }

    public byte[] ToBytes() => buffer.WrittenSpan.ToArray();
}
