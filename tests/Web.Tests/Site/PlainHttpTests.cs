using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>HTTP as any client expects it of any address of the API, whoever wrote the client. Source: RFC 9110.</summary>
public sealed class PlainHttpTests(SiteAsDelivered site) : IClassFixture<SiteAsDelivered>
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    private readonly HttpClient _client = site.Client();

    [Fact]
    public async Task Every_address_refuses_every_other_method_and_says_which_it_takes()
    {
        await DayAsync("methods");
        var walked = 0;
        foreach (var (path, operations) in await PathsAsync())
        {
            var taken = operations.Select(operation => operation.Key).ToArray();
            foreach (var method in Methods.Except(taken, StringComparer.Ordinal))
            {
                using var answer = await SendAsync(method, Fill(path, "methods"), JsonContent.Create(new { }));
                Assert.True(answer.StatusCode == HttpStatusCode.MethodNotAllowed, $"{method} {path}: {answer.StatusCode}");
                var allowed = answer.Content.Headers.Allow.Select(allow => allow.ToLowerInvariant()).ToArray();
                Assert.All(taken, expected => Assert.Contains(expected, allowed));
                Assert.Equal(taken.Contains("get", StringComparer.Ordinal), allowed.Contains("head", StringComparer.Ordinal));
                await IsProblemAsync(answer, "wrong-method");
                walked++;
            }
        }
        Assert.InRange(walked, 60, int.MaxValue);
    }

    [Fact]
    public async Task Every_address_that_takes_json_refuses_another_type_whoever_asks()
    {
        await DayAsync("types");
        var walked = 0;
        foreach (var (path, operations) in await PathsAsync())
            foreach (var (method, operation) in operations)
            {
                if (operation!["requestBody"] is null) continue;
                using var answer = await SendAsync(method, Fill(path, "types"), new StringContent("x=1", Encoding.UTF8, "application/x-www-form-urlencoded"));
                Assert.True(answer.StatusCode is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
                await IsProblemAsync(answer, answer.StatusCode == HttpStatusCode.Unauthorized ? "not-signed-in" : "not-json");
                if (answer.StatusCode == HttpStatusCode.Unauthorized) Assert.NotEmpty(answer.Headers.WwwAuthenticate);
                walked++;
            }
        Assert.InRange(walked, 13, int.MaxValue);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/api/days/heads/nothing")]
    public async Task An_address_that_is_none_is_404_and_leads_nowhere(string address)
    {
        foreach (var method in Methods)
        {
            using var answer = await SendAsync(method, address, JsonContent.Create(new { }));
            Assert.Equal((method, HttpStatusCode.NotFound), (method, answer.StatusCode));
            await IsProblemAsync(answer, "no-such-address");
        }
    }

    [Fact]
    public async Task HEAD_answers_wherever_GET_does_as_GET_does_and_without_a_body()
    {
        await DayAsync("heads");
        var walked = 0;
        foreach (var address in (await PathsAsync()).Where(path => path.Value.ContainsKey("get")).Select(path => Fill(path.Key, "heads"))
            .Concat(["/", "/days/heads", "/about", "/css/site.css", "/health/ready"]))
        {
            using var get = await SendAsync("get", address, null);
            using var head = await SendAsync("head", address, null);
            Assert.Equal((address, get.StatusCode), (address, head.StatusCode));
            Assert.Equal(get.Content.Headers.ContentType?.MediaType, head.Content.Headers.ContentType?.MediaType);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            walked++;
        }
        Assert.InRange(walked, 12, int.MaxValue);
    }

    [Fact]
    public async Task Robots_are_told_to_stay_out_and_without_a_contact_there_is_no_security_file()
    {
        Assert.Equal("User-agent: *\nDisallow: /\n", await _client.GetStringAsync("/robots.txt"));
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("/.well-known/security.txt")).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/about")]
    [InlineData("/api/nothing")]
    [InlineData("/api/days/nowhere/standings")]
    public async Task What_is_in_the_readers_language_says_so_to_caches(string address)
    {
        using var answer = await _client.GetAsync(address);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.True(answer.Headers.CacheControl is { NoCache: true } or { NoStore: true }, answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task TRACE_is_refused()
    {
        using var answer = await SendAsync("trace", "/", null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/days")]
    [InlineData("/api/days/preflights")]
    [InlineData("/api/days/preflights/standings")]
    [InlineData("/api/days/preflights/logs/main/checkpoint")]
    [InlineData("/api/days/preflights/logs/main/tile/entries/000.p/1")]
    [InlineData("/api/days/preflights/bundle/public.zip")]
    public async Task A_preflight_for_what_anyone_may_read_is_answered(string address)
    {
        await DayAsync("preflights");
        foreach (var method in new[] { "GET", "HEAD" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, address);
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Access-Control-Request-Method", method);
            request.Headers.Add("Access-Control-Request-Headers", "if-none-match,range");
            using var answer = await _client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task A_preflight_to_vote_is_granted_without_credentials_and_one_to_organise_is_not()
    {
        await DayAsync("preflights");
        // A pinned copy of the voter's page may stand anywhere, see docs/pinned-copy.md.
        foreach (var (address, granted) in new[]
        {
            ("/api/days/preflights/ballots", true), ("/api/days/preflights/transitions", false), ("/api/days/preflights/checkins", false), ("/api/days/preflights/exchanges", false),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, address);
            request.Headers.Add("Origin", "https://elsewhere.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            using var answer = await _client.SendAsync(request);
            Assert.True(granted == answer.Headers.Contains("Access-Control-Allow-Origin"), address);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"), address);
        }
    }

    private async Task DayAsync(string day)
    {
        if ((await _client.GetAsync($"/api/days/{day}")).StatusCode == HttpStatusCode.NotFound) await OpenDay.CreateAsync(site.Services, day);
    }

    private async Task<IEnumerable<KeyValuePair<string, JsonObject>>> PathsAsync() =>
        (await _client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!["paths"]!.AsObject()
            .Select(path => KeyValuePair.Create(path.Key, path.Value!.AsObject()));

    // What stands for the other parts of an address need not be there: its method is looked at first.
    private static string Fill(string path, string day) => path.Replace("{day}", day, StringComparison.Ordinal)
        .Replace("{log}", "main", StringComparison.Ordinal).Replace("{leafHash}", new string('A', 43), StringComparison.Ordinal)
        .Replace("{path}", "entries/000.p/1", StringComparison.Ordinal).Replace('{', 'x').Replace('}', 'x');

    private Task<HttpResponseMessage> SendAsync(string method, string address, HttpContent? content) =>
        _client.SendAsync(new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address) { Content = method is "get" or "head" or "trace" ? null : content });

    private static async Task IsProblemAsync(HttpResponseMessage answer, string name)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/problems/{name}", problem.GetProperty("type").GetString());
    }
}

/// <summary>A site as it runs for people: the tests' own environment also serves files that were made after its build, from a route that takes any address.</summary>
public sealed class SiteAsDelivered : RunningSite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseEnvironment("Production");
    }
}
