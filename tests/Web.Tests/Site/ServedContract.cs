using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>The API's description as the service serves it, and whether an answer is as it says.</summary>
internal sealed class ServedContract
{
    /// <summary>
    /// Headers that say something about one answer; the others come with any, and are no part of the description.
    /// </summary>
    private static readonly string[] Telling =
    [
        "ETag", "Retry-After", "Location", "WWW-Authenticate", "Accept-Ranges", "Content-Range", "Content-Disposition",
    ];

    private static readonly SemaphoreSlim OneReader = new(1, 1);
    private static readonly EvaluationOptions Listed = new() { OutputFormat = OutputFormat.List };

    private static ServedContract? _served;

    private readonly Operation[] _operations;
    private readonly string _definitions;
    private readonly ConcurrentDictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);

    public ServedContract(JsonObject document)
    {
        // The one with the fewest parameters first: a path that names all its parts is meant before others.
        _operations =
        [
            .. from path in document["paths"]!.AsObject()
               from method in path.Value!.AsObject()
               orderby path.Key.Count(sign => sign == '{')
               select new Operation(method.Key.ToUpperInvariant(), Pattern(path.Key), method.Value!.AsObject()),
        ];
        _definitions = Closed(document["components"]!["schemas"]!).ToJsonString();
    }

    /// <summary>
    /// The description, read once for all sites of the process: it is the same for each but for its address.
    /// </summary>
    public static async Task<ServedContract> OfAsync(
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, Uri site)
    {
        if (Volatile.Read(ref _served) is { } known) return known;
        await OneReader.WaitAsync();
        try
        {
            if (_served is not null) return _served;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, "/openapi/v1.json"));
            using var answer = await send(request, default);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"The description was answered by {answer.StatusCode}: {text}");
            var read = new ServedContract(JsonNode.Parse(text)!.AsObject());
            Volatile.Write(ref _served, read);
            return read;
        }
        finally
        {
            OneReader.Release();
        }
    }

    /// <summary>In what an answer is not as the description says; <c>null</c> where it is.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path, still encoded.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="body">The answer's body, where it is JSON.</param>
    public string? Misfit(string method, string path, HttpResponseMessage answer, string? body)
    {
        var (status, type) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
        if (method == "OPTIONS" && type is null) return null;
        var asked = method == "HEAD" ? "GET" : method;
        var operation = _operations.FirstOrDefault(one => one.Method == asked && one.Path.IsMatch(path.TrimEnd('/')));
        if (operation is null) return MisfitOfNone(status, type, answer, body);
        if (operation.Declared["responses"]![$"{status}"] is not { } declared)
            return $"the status {status} is not declared ({body})";
        if (MisfitOfHeaders(answer, declared["headers"]?.AsObject() ?? []) is { } header) return header;
        if (declared["content"] is not JsonObject content || content.Count == 0)
            return type is null ? null : $"a body of {type} is not declared for {status}";
        if (method == "HEAD") return null;
        if (type is null || content[type] is not { } media)
            return $"the content type {type ?? "(none)"} is not declared for {status}";
        return body is null ? null : MisfitOfBody(body, media["schema"]!);
    }

    // An address or a method that is not described: problem details, and Allow with 405.
    private string? MisfitOfNone(int status, string? type, HttpResponseMessage answer, string? body) =>
        status is not (400 or 404 or 405 or 408 or 413 or 415 or 503)
            ? $"an operation that is not described answers {status}"
        : type != "application/problem+json"
            ? $"a refusal has the content type {type ?? "(none)"}"
        : status == 405 && answer.Content.Headers.Allow.Count == 0 && answer.RequestMessage?.Method != HttpMethod.Trace
            ? "405 comes without Allow"
        : body is null
            ? null
            : MisfitOfBody(body, new JsonObject { ["$ref"] = "#/components/schemas/Problem" });

    private static string? MisfitOfHeaders(HttpResponseMessage answer, JsonObject declared)
    {
        bool Comes(string name) => Has(answer.Headers, name) || Has(answer.Content.Headers, name);
        if (Telling.FirstOrDefault(name => Comes(name) && !declared.ContainsKey(name)) is { } silent)
            return $"the header {silent} is not declared for {(int)answer.StatusCode}";
        bool IsRequired(JsonNode header) => header["required"]?.GetValue<bool>() == true;
        var missing = declared.FirstOrDefault(header => IsRequired(header.Value!) && !Comes(header.Key)).Key;
        return missing is null ? null : $"the header {missing} is missing with {(int)answer.StatusCode}";
    }

    private string? MisfitOfBody(string body, JsonNode schema)
    {
        JsonNode? value;
        try
        {
            value = JsonNode.Parse(body);
        }
        catch (JsonException broken)
        {
            return $"the body is no JSON ({broken.Message}): {body}";
        }
        var compiled = _schemas.GetOrAdd(schema.ToJsonString(), Compile);
        lock (compiled)
        {
            var result = compiled.Evaluate(value, Listed);
            if (result.IsValid) return null;
            var reasons = result.Details.Where(detail => detail.HasErrors)
                .SelectMany(detail => detail.Errors!.Select(
                    error => $"{detail.InstanceLocation} {error.Value} ({detail.EvaluationPath})"));
            var shown = body[..Math.Min(body.Length, 1_000)];
            return $"the body does not fit its schema: {string.Join("; ", reasons.Take(5))}: {shown}";
        }
    }

    private JsonSchema Compile(string schema) => JsonSchema.FromText($$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$defs": {{Here(_definitions)}},
          "allOf": [{{Here(Closed(JsonNode.Parse(schema)!).ToJsonString())}}]
        }
        """);

    private static string Here(string text) =>
        text.Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);

    /// <summary>The same schemas, none of whose objects has a member that is not described.</summary>
    private static JsonNode Closed(JsonNode schema)
    {
        var closed = schema.DeepClone();
        Close(closed);
        return closed;
    }

    private static void Close(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list) Close(item);
        if (node is not JsonObject fields) return;
        foreach (var (_, value) in fields) Close(value);
        if (fields["properties"] is JsonObject) fields.TryAdd("additionalProperties", false);
    }

    private static Regex Pattern(string path) => new(
        "^" + string.Join('/', path.Split('/').Select(part => part switch
        {
            "{leafHash}" or "{path}" => ".+",
            ['{', ..] => "[^/]+",
            _ => Regex.Escape(part),
        })) + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool Has(HttpHeaders headers, string name) => headers.NonValidated.Contains(name);

    private sealed record Operation(string Method, Regex Path, JsonObject Declared);
}
