using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Ledger.Keys;

/// <summary>One signature line of a note: <c>— name base64(key id || signature)</c>. Source: C2SP signed-note.</summary>
public sealed class NoteSignature
{
    private readonly byte[] bytes;

    /// <param name="name">The key's name: not empty, without spaces, plus signs and control characters.</param>
    /// <param name="bytes">The four bytes of the key id, then at least one of the signature.</param>
    /// <exception cref="ArgumentException">The name or the bytes are not of that form.</exception>
    public NoteSignature(string name, ReadOnlySpan<byte> bytes)
    {
        Name = RequiredName(name);
        this.bytes = bytes.Length > 4 ? bytes.ToArray() : throw new ArgumentException("A signature has a key id of four bytes and more.", nameof(bytes));
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The key id and the signature, as they stand in the line.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The first four bytes, big-endian.</summary>
    public uint KeyId => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    /// <summary>The line without its line feed.</summary>
    public string Line => $"— {Name} {Convert.ToBase64String(bytes)}";

    /// <inheritdoc/>
    public override string ToString() => Line;

    internal static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        var parts = line.Split(' ');
        var bytes = new byte[line.Length];
        if (parts.Length != 3 || parts[0] != "—" || !IsName(parts[1])
            || !Convert.TryFromBase64String(parts[2], bytes, out var length) || length <= 4)
            return false;
        var read = new NoteSignature(parts[1], bytes.AsSpan(0, length));
        if (read.Line != line)
            return false;
        signature = read;
        return true;
    }

    /// <summary>Whether a key may have this name.</summary>
    internal static bool IsName(string name) =>
        name.Length > 0 && IsWellFormed(name) && !name.Any(c => c == '+' || char.IsWhiteSpace(c));

    internal static string RequiredName(string name) => IsName(name)
        ? name
        : throw new ArgumentException("A key's name has no spaces, plus signs or control characters and is not empty.", nameof(name));

    /// <summary>Whether <paramref name="text"/> can be UTF-8 without control characters other than line feeds.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var used = 0; !text.IsEmpty; text = text[used..])
            if (Rune.DecodeFromUtf16(text, out var rune, out used) != OperationStatus.Done || rune.Value < ' ' && rune.Value != '\n')
                return false;
        return true;
    }
}
