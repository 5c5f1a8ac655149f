using System.Text.Json;

namespace PbDecisionDay.Rules.Text;

/// <summary>Reads the fields of one object of a frozen document. What is not as it should be throws <see cref="FormatException"/> with its path.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement _object;
    private readonly string _path;

    private JsonFields(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{(path.Length == 0 ? "the document" : path)} is not an object");
        _object = element;
        _path = path;
    }

    /// <summary>
    /// Reads a document and holds it against its own canonical printing, so that another spelling of the same content,
    /// an unknown field or a field twice is refused.
    /// </summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read<T>(string text, string format, Func<JsonFields, T> read, Func<T, string> print, out T? value)
        where T : class
    {
        value = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            var fields = new JsonFields(document.RootElement, "");
            if (!string.Equals(fields.Text("format"), format, StringComparison.Ordinal))
                return $"format is not '{format}'";
            T found = read(fields);
            if (Difference(text, print(found)) is { } problem)
                return problem;
            value = found;
            return null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return e.Message;
        }
    }

    public string Text(string name) => Value(name, JsonValueKind.String).GetString()!;

    public string? OptionalText(string name) => Has(name) ? Text(name) : null;

    public long Number(string name) =>
        Value(name, JsonValueKind.Number).TryGetInt64(out long number) ? number : throw Wrong(name, "is not a whole number");

    public long OptionalNumber(string name) => Has(name) ? Number(name) : 0;

    public int Small(string name) =>
        Number(name) is >= 0 and <= int.MaxValue and var number ? (int)number : throw Wrong(name, "is out of range");

    public int OptionalSmall(string name) => Has(name) ? Small(name) : 0;

    public bool Flag(string name) => _object.TryGetProperty(name, out JsonElement value)
        && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "is not true or false");

    public bool OptionalFlag(string name) => Has(name) && Flag(name);

    /// <summary>A word out of a fixed list, as the enum value that it names.</summary>
    public T Word<T>(string name)
        where T : struct, Enum =>
        Words.TryRead(Text(name), out T value) ? value : throw Wrong(name, $"is none of {Words.All<T>()}");

    /// <summary>As <see cref="Word{T}"/>; the first value where the field is left out.</summary>
    public T OptionalWord<T>(string name)
        where T : struct, Enum => Has(name) ? Word<T>(name) : default;

    public JsonFields Object(string name) => new(Value(name, JsonValueKind.Object), Path(name));

    public JsonFields? OptionalObject(string name) => Has(name) ? Object(name) : null;

    public IEnumerable<string> Texts(string name)
    {
        string path = Path(name);
        return Value(name, JsonValueKind.Array).EnumerateArray().Select(element =>
            element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new FormatException($"{path} holds something that is not text"));
    }

    public IEnumerable<string> OptionalTexts(string name) => Has(name) ? Texts(name) : [];

    public IEnumerable<JsonFields> Objects(string name)
    {
        string path = Path(name);
        return Value(name, JsonValueKind.Array).EnumerateArray().Select((element, i) => new JsonFields(element, $"{path}[{i}]"));
    }

    public IEnumerable<KeyValuePair<string, string>> Pairs()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (JsonProperty pair in _object.EnumerateObject())
            pairs.Add(new(pair.Name, TextOf(pair)));
        return pairs;
    }

    private string TextOf(JsonProperty pair) =>
        pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()! : throw Wrong(pair.Name, "is not text");

    private bool Has(string name) => _object.TryGetProperty(name, out _);

    private JsonElement Value(string name, JsonValueKind kind) =>
        _object.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : throw Wrong(name, "is missing or of the wrong type");

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private FormatException Wrong(string name, string problem) => new($"{Path(name)} {problem}");

    private static string? Difference(string text, string canonical)
    {
        if (string.Equals(text, canonical, StringComparison.Ordinal))
            return null;
        int same = text.AsSpan().CommonPrefixLength(canonical);
        int line = 1 + text.AsSpan(0, same).Count('\n');
        return $"line {line} is not in canonical form (unknown, repeated or misplaced field, or spacing)";
    }
}
