using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// A directed walk: every address that the API describes, by every method, with every kind of body, packing and <c>Accept</c>, as nobody, as a
/// door and as an organiser. Each answer is done, or problem details of a listed type: never a page, a redirect, or a failure.
/// </summary>
public sealed class ApiWalkTests(SiteAsDelivered site) : IClassFixture<SiteAsDelivered>
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    private static readonly string[] Usual = ["type", "title", "status", "detail", "instance", "traceId"];

    private readonly List<string> _failures = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_answer_of_the_API_is_done_or_a_problem_that_is_listed()
    {
        var day = await OpenDay.CreateAsync(site.Services, "walked");
        await OpenDay.CreateAsync(site.Services, "drafted", upTo: DayPhase.Draft);
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var nobody = site.Client();
        var organiser = site.Client();
        organiser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).IssueRehearsalTokenAsync("walker", default));
        var door = (await PairedStation.PairAsync(site, day.Id, StationRole.Door)).Http;
        var paths = (await nobody.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["paths"]!.AsObject().Select(path => path.Key).ToList();

        var walked = 0;
        foreach (var path in paths.Concat(["/api", "/api/", "/api/nothing", "/API/days"]))
            foreach (var address in new[] { Fill(path, "walked"), Fill(path, "drafted"), Fill(path, "nowhere") }.Distinct(StringComparer.Ordinal))
                foreach (var method in Methods)
                    foreach (var client in new[] { nobody, organiser, door })
                        foreach (var change in address.Contains("walked", StringComparison.Ordinal) ? Changes : Changes.Take(2))
                        {
                            using var request = new HttpRequestMessage(new HttpMethod(method), address);
                            change(request);
                            await SendAsync(client, request);
                            walked++;
                        }
        Assert.InRange(walked, 5_000, int.MaxValue);
        Assert.True(_failures.Count == 0, $"{_failures.Count} of {walked}:\n" + string.Join("\n", _failures.Distinct().Take(12)));
        // The walk meets what it went out for.
        foreach (var name in new[]
        {
            "malformed", "not-signed-in", "not-allowed", "no-such-address", "wrong-method", "not-acceptable", "not-json", "encoded-body", "too-large",
            "no-such-day", "no-such-part", "not-a-hash", "no-such-file", "other-name",
        })
            Assert.Contains(name, _seen);
    }

    // What is changed of a plain request. Bodies go with whatever method: a server has to bear one with GET too.
    private static IEnumerable<Action<HttpRequestMessage>> Changes =>
    [
        _ => { },
        request => request.Content = Body("{}", "application/json"),
        request => request.Content = Body("{}", "text/plain"),
        request => request.Content = Body("{}", "application/vnd.api+json"),
        request => request.Content = Body("a=1", "application/x-www-form-urlencoded"),
        request => request.Content = Body("--x--", "multipart/form-data; boundary=x"),
        request => request.Content = Body("<a/>", "application/xml"),
        request => request.Content = Body("", "application/json"),
        request => request.Content = Body("{", "application/json; charset=utf-16"),
        request => request.Content = new ByteArrayContent([1, 2, 3]),
        request => request.Content = Body(new string('x', SmallJson.MostBytes + 1), "application/json"),
        request => Packed(request, "gzip"),
        request => Packed(request, "br, gzip"),
        request => Accept(request, "text/html"),
        request => Accept(request, "application/json;q=0, */*;q=0.5"),
        request => Accept(request, "application/problem+json"),
        request => Accept(request, "*/*;q=0"),
        request => Accept(request, ",;=, garbage"),
        request => request.Headers.Range = new RangeHeaderValue(999_999_999, null),
        request => request.Headers.TryAddWithoutValidation("Accept-Encoding", "br;q=1, gzip;q=0, *;q=0"),
        request => request.Headers.TryAddWithoutValidation("If-None-Match", "*"),
        request => request.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "DELETE"),
        request => request.Headers.Host = "elsewhere.example",
        request =>
        {
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
        },
    ];

    private async Task SendAsync(HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        var status = (int)answer.StatusCode;
        var type = answer.Content.Headers.ContentType?.MediaType;
        var what = $"{request.Method} {request.RequestUri} {request.Content?.Headers.ContentType} {request.Headers.ToString().ReplaceLineEndings(" ")}: {status} {type}";
        if (status is (>= 200 and < 300) or 304)
        {
            if (type == "text/html") _failures.Add($"{what} is a page");
            if (request.Method == HttpMethod.Head && (await answer.Content.ReadAsByteArrayAsync()).Length > 0) _failures.Add($"{what} has a body");
            return;
        }
        if (status is < 400 or >= 500 and not 503 || type != "application/problem+json")
        {
            _failures.Add(what);
            return;
        }
        if (status == 405 && answer.Content.Headers.Allow.Count == 0) _failures.Add($"{what} does not say which methods are allowed");
        if (status == 401 && answer.Headers.WwwAuthenticate.Count == 0) _failures.Add($"{what} does not say how to get in");
        if (status == 503 && answer.Headers.RetryAfter is null) _failures.Add($"{what} does not say when to ask again");
        if (request.Method == HttpMethod.Head) return;
        var problem = await ReadAsync(answer);
        var listed = ProblemTypes.All.FirstOrDefault(known => known.Address == problem.GetProperty("type").GetString());
        if (listed is null || listed.Status != status || problem.GetProperty("status").GetInt32() != status)
        {
            _failures.Add($"{what} is of type {problem.GetProperty("type").GetString()}");
            return;
        }
        _seen.Add(listed.Name);
        foreach (var member in problem.EnumerateObject().Select(member => member.Name).Except(Usual, StringComparer.Ordinal))
            if (listed.Members.All(known => known.Name != member)) _failures.Add($"{what} has a member '{member}' that {listed.Name} does not list");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.Contains("br") ? new BrotliStream(body, CompressionMode.Decompress) : body;
        return await JsonSerializer.DeserializeAsync<JsonElement>(plain);
    }

    private static StringContent Body(string text, string type)
    {
        var body = new StringContent(text, Encoding.UTF8);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return body;
    }

    private static void Packed(HttpRequestMessage request, string encoding)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write("{}"u8);
        request.Content = new ByteArrayContent(packed.ToArray());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
    }

    private static void Accept(HttpRequestMessage request, string accept) => request.Headers.TryAddWithoutValidation("Accept", accept);

    // A day's id, the main log, and something that is not there in every other place.
    private static string Fill(string path, string day) => string.Join('/', path.Split('/').Select(part =>
        part.StartsWith("{day", StringComparison.Ordinal) ? day : part.StartsWith("{log", StringComparison.Ordinal) ? "main" : part.StartsWith('{') ? "nothing" : part));
}
