using System.Buffers;
using System.Text;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>
/// Reads an entry's lines, each field by its name and form. Once something is wrong it stays wrong: every method then
/// answers false, and <see cref="Problem"/> says what the first fault was.
/// </summary>
internal ref struct EntryReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;
    private int line;

    public EntryProblem? Problem { get; private set; }

    /// <summary>The first line's kind, or "" if there is none.</summary>
    public string Kind() => Line("pbdd/1", out var value) ? Encoding.ASCII.GetString(value) : "";

    public LogEntry? RefuseKind()
    {
        Refuse("this kind of entry is not known");
        return null;
    }

    public bool Field(string name, out Digest value)
    {
        value = default;
        return Line(name, out var text)
            && (Digest.TryParse(text, out value) || Refuse($"'{name}' takes 32 bytes as 44 characters of standard base64"));
    }

    public bool Field(string name, NumberRange range, out int value)
    {
        var read = Field(name, range, out long number);
        value = read ? (int)number : 0;
        return read;
    }

    public bool Field(string name, NumberRange range, out long value)
    {
        value = 0;
        return Line(name, out var text)
            && (range.TryRead(text, out value) || Refuse($"'{name}' takes a whole number from {range.Least} to {range.Most} without leading zeros"));
    }

    public bool Field<T>(string name, MemberWords<T> words, out T value) where T : struct, Enum
    {
        value = default;
        return Line(name, out var text)
            && (words.TryRead(text, out value) || Refuse($"'{name}' takes one of {words}"));
    }

    public bool Field(string name, EntryText form, out string value)
    {
        value = "";
        if (!Line(name, out var text))
            return false;
        if (!form.IsValid(text))
            return Refuse($"'{name}' takes {form.Form}");
        value = Encoding.ASCII.GetString(text);
        return true;
    }

    /// <summary>Whether nothing follows.</summary>
    public bool End()
    {
        if (rest.IsEmpty)
            return Problem is null;
        line++;
        return Refuse("nothing may follow the last field");
    }

    private bool Line(string name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (Problem is not null)
            return false;
        line++;
        var end = rest.IndexOf((byte)'\n');
        if (end < 0)
            return Refuse(rest.IsEmpty ? $"'{name}' is missing" : "the line does not end with a line feed");
        var text = rest[..end];
        if (text.Length <= name.Length || text[name.Length] != ' ' || !Ascii.Equals(text[..name.Length], name))
            return Refuse($"'{name}' and a space should stand here");
        value = text[(name.Length + 1)..];
        rest = rest[(end + 1)..];
        return true;
    }

    private bool Refuse(string reason)
    {
        Problem ??= new EntryProblem(line, reason);
        return false;
    }
}
