using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>A grammar of bodies that nobody should send: a good body with one place spoilt, and bodies that are no bodies at all.</summary>
internal static class BadBodies
{
    private const int Deep = 80;

    /// <summary>JSON values that are wrong nearly everywhere, each as its own text.</summary>
    private static readonly string[] Values =
    [
        "null", "[null]", "[[null]]", "{}", "[]", "[{}]", "true", "0", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400",
        "1.5", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ufffe\"", "\"\\u202e\\u200b\"", "\"Ärger 日本 🏡\"", "{\"\":\"\"}",
        "{\"\\ud800\":1}", "{\"a\":null}", "{\"en\":\"x\",\"\":\"y\"}", $"\"{new string('x', 3_000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\u0301", 200))}\"",
        new string('[', Deep) + new string(']', Deep), string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep),
    ];

    /// <summary>Texts for the fields of forms.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "\0", "\uFFFE", "\uFFFF", "\u202e\u200b", "Ärger 日本 🏡", "-1", "0", "9223372036854775807", "9223372036854775808", "1e400", "NaN", "true",
        "null", "//evil.example", "/\\evil", "/\tx", "/ü 日本", "../..", "<b>&\"'", "a,b\n\"c", "{\"a\":", new string('x', 3_000), new string('\u0301', 300),
        "\r\n\r\n", "2026-13-45", "=1+1",
    ];

    /// <summary>Every JSON body with one place of a good one spoilt.</summary>
    public static IEnumerable<string> Spoilt(JsonNode good)
    {
        var text = good.ToJsonString();
        foreach (var path in Places(good, []))
            foreach (var value in Values)
                if (With(text, path, value) is { } spoilt) yield return spoilt;
    }

    /// <summary>Bodies that are no JSON, or not as their type says.</summary>
    public static IEnumerable<HttpContent> Raw(string good)
    {
        byte[][] bytes = [[], [0], [0xff, 0xfe], [0xc3, 0x28], "null"u8.ToArray(), "{"u8.ToArray(), "[1,2"u8.ToArray(), "\"text\""u8.ToArray(), "{}{}"u8.ToArray(),
            Encoding.UTF8.GetBytes(good + good), Encoding.Unicode.GetBytes(good), [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(good)],
            Encoding.UTF8.GetBytes(good.Replace("\"", "\"\xed", StringComparison.Ordinal))];
        foreach (var body in bytes) yield return As(body, "application/json");
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-16" })
            yield return As(Encoding.UTF8.GetBytes(good), type);
        yield return new ByteArrayContent(Encoding.UTF8.GetBytes(good));
    }

    /// <summary>Forms that are none: other types, broken parts, and more fields than anyone fills in.</summary>
    public static IEnumerable<HttpContent> RawForms(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        foreach (var type in new[] { "multipart/form-data", "multipart/form-data; boundary=x", "application/json", "text/plain", "application/x-www-form-urlencoded" })
            yield return As("a=%zz&&=&%00=%ff%fe&\xff"u8.ToArray(), type);
        foreach (var charset in new[] { "utf-7", "utf-32", "nonsense", "\"\"" })
            yield return As("a=b"u8.ToArray(), $"application/x-www-form-urlencoded; charset={charset}");
        yield return As("_charset_=utf-7&a=b"u8.ToArray(), "application/x-www-form-urlencoded");
        yield return As("--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nb\r\n--x--\r\n"u8.ToArray(), "multipart/form-data; boundary=x");
        yield return As("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"u8.ToArray(), "multipart/form-data; boundary=x");
        foreach (var many in new[] { 1_030, 2_000, 5_000 })
            foreach (var name in new[] { "Projects", "back" })
                yield return new FormUrlEncodedContent(fields.Concat(Enumerable.Range(0, many).Select(at => KeyValuePair.Create(name, $"{at}"))));
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields) parts.Add(new StringContent(value), name.Length > 0 ? name : "empty");
        parts.Add(new ByteArrayContent([0xff, 0, 0xfe]), "Upload", "ü\u202e.pb");
        yield return parts;
    }

    private static HttpContent As(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static IEnumerable<object[]> Places(JsonNode? node, object[] here)
    {
        yield return here;
        var inside = node switch
        {
            JsonObject fields => fields.Select(field => ((object)field.Key, field.Value)),
            JsonArray items => items.Select((item, at) => ((object)at, item)),
            _ => [],
        };
        foreach (var (step, value) in inside)
            foreach (var place in Places(value, [.. here, step]))
                yield return place;
    }

    // The spoilt value is put in as text, because half of a surrogate pair is no value of ours.
    private static string? With(string good, object[] path, string value)
    {
        if (path.Length == 0) return value;
        const string mark = "@@here@@";
        var root = JsonNode.Parse(good)!;
        var parent = path[..^1].Aggregate(root, (node, step) => step is int at ? node[at]! : node[(string)step]!);
        if (path[^1] is int index) parent[index] = mark;
        else parent[(string)path[^1]] = mark;
        return root.ToJsonString().Replace($"\"{mark}\"", value, StringComparison.Ordinal);
    }
}
