using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Rules.Text;

/// <summary>
/// Writes the one spelling of a frozen document: UTF-8, LF, the outermost fields and the elements of their lists each on
/// a line of their own, everything deeper on that line; a number is a whole number; in a string only the quotation mark,
/// the backslash and control characters are escaped. See docs/formats/json.md.
/// </summary>
public sealed class CanonicalJson
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    /// <summary>SHA-256 of a document's UTF-8 bytes.</summary>
    public static byte[] Hash(string document) => SHA256.HashData(Encoding.UTF8.GetBytes(document));

    /// <summary>Opens an object, as a document or as an element of a list.</summary>
    public CanonicalJson Open() => Begin('{');

    /// <summary>Opens an object as the value of a field.</summary>
    public CanonicalJson Open(string name) => Name(name).Begin('{', inField: true);

    /// <summary>Closes an object.</summary>
    public CanonicalJson Close() => End('}');

    /// <summary>Opens a list as the value of a field.</summary>
    public CanonicalJson OpenList(string name) => Name(name).Begin('[', inField: true);

    /// <summary>Closes a list.</summary>
    public CanonicalJson CloseList() => End(']');

    /// <summary>A field that holds text.</summary>
    public CanonicalJson Field(string name, string value) => Name(name).Quote(value);

    /// <summary>A field that holds a whole number.</summary>
    public CanonicalJson Field(string name, long value) => Name(name).Raw(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A field that holds an amount of so many minor units to the unit: a whole number, or a decimal one without needless zeros.</summary>
    public CanonicalJson Money(string name, long minor, long unit) =>
        Name(name).Raw(((decimal)minor / unit).ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>A field that holds true or false.</summary>
    public CanonicalJson Field(string name, bool value) => Name(name).Raw(value ? "true" : "false");

    /// <summary>A field that is left out when there is nothing to say.</summary>
    public CanonicalJson Optional(string name, string? value) => value is null ? this : Field(name, value);

    /// <summary>A field that is left out when the number is 0.</summary>
    public CanonicalJson Optional(string name, long value) => value == 0 ? this : Field(name, value);

    /// <summary>A field that holds a list of texts on one line.</summary>
    public CanonicalJson Field(string name, IEnumerable<string> values)
    {
        Name(name).Raw("[");
        string between = "";
        foreach (string value in values)
        {
            Raw(between).Quote(value);
            between = ", ";
        }
        return Raw("]");
    }

    /// <summary>The document, ended by a line feed.</summary>
    public override string ToString() => _text + "\n";

    private CanonicalJson Begin(char bracket, bool inField = false)
    {
        if (!inField)
            Separate();
        _text.Append(bracket);
        _depth++;
        _first = true;
        return this;
    }

    private CanonicalJson End(char bracket)
    {
        _depth--;
        if (_depth <= 1 && !_first)
            NewLine();
        _text.Append(bracket);
        _first = false;
        return this;
    }

    private CanonicalJson Name(string name)
    {
        Separate();
        return Quote(name).Raw(": ");
    }

    private void Separate()
    {
        if (!_first)
            _text.Append(_depth <= 2 ? "," : ", ");
        _first = false;
        if (_depth is 1 or 2)
            NewLine();
    }

    private void NewLine() => _text.Append('\n').Append(' ', _depth * 2);

    private CanonicalJson Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    private CanonicalJson Quote(string value)
    {
        _text.Append('"');
        foreach (char c in value)
        {
            if (c is '"' or '\\')
                _text.Append('\\').Append(c);
            else if (c < ' ')
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                _text.Append(c);
        }
        return Raw("\"");
    }
}
