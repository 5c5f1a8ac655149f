using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// The check that holds every answer of these tests against the API's description notices what does not fit.
/// </summary>
public sealed class AnswersFitTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Card = """{"state":"fresh","nextVersion":1}""";

    private const string Json = "application/json", Problem = "application/problem+json";

    private const string Refusal =
        """{"type":"/problems/no-such-day","title":"No such day","status":404,"detail":"Check the address."}""";

    public static TheoryData<string, string, int, string, string, string> Misfits => new()
    {
        { "POST", "/api/days/west/cards", 418, Problem, Refusal, "418 is not declared" },
        { "POST", "/api/days/west/cards", 200, "text/html", Card, "text/html is not declared" },
        { "POST", "/api/days/west/cards", 200, Json, "{", "no JSON" },
        { "POST", "/api/days/west/cards", 200, Json, """{"state":"fresh"}""", "nextVersion" },
        { "POST", "/api/days/west/cards", 200, Json, """{"state":"fresh","nextVersion":"1"}""", "integer" },
        { "POST", "/api/days/west/cards", 200, Json, """{"state":"fresh","nextVersion":8}""", "8" },
        { "POST", "/api/days/west/cards", 200, Json, """{"state":"mouldy","nextVersion":1}""", "enum" },
        { "POST", "/api/days/west/cards", 200, Json, """{"state":"fresh","nextVersion":1,"who":"Isla"}""", "who" },
        { "GET", "/api/days/west", 404, Problem, """{"type":"about:x","title":"a","status":404,"detail":"b"}""", "/type" },
        { "POST", "/api/days/west/cards", 503, Problem, Refusal, "Retry-After is missing" },
        { "POST", "/api/days/west/transitions", 204, Json, "{}", "204 is not declared" },
        { "POST", "/api/days/west/batches", 204, Json, "{}", "a body of application/json is not declared" },
        { "GET", "/api/days/west/logs/main/checkpoint", 200, "text/plain", "a note", "ETag is missing" },
        { "GET", "/api/days/west/nothing", 302, "text/html", "", "not described answers 302" },
        { "PUT", "/api/days", 405, Problem, Refusal, "without Allow" },
        { "GET", "/api/nothing", 404, "text/plain", "", "a refusal has the content type text/plain" },
        { "GET", "/api/nothing", 404, Problem, """{"title":"Not Found"}""", "detail" },
    };

    [Theory, MemberData(nameof(Misfits))]
    public async Task What_does_not_fit_is_named(
        string method, string path, int status, string type, string body, string named)
    {
        var json = type.EndsWith("json", StringComparison.Ordinal) ? body : null;
        var misfit = (await ReadAsync()).Misfit(method, path, Answer(status, type, body), json);
        Assert.Contains(named, misfit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_that_is_not_declared_is_named()
    {
        var answer = Answer(200, Json, Card);
        answer.Headers.ETag = new EntityTagHeaderValue("\"1\"");
        var misfit = (await ReadAsync()).Misfit("POST", "/api/days/west/cards", answer, Card);
        Assert.Contains("ETag is not declared", misfit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fits_is_let_through()
    {
        var contract = await ReadAsync();
        Assert.Null(contract.Misfit("POST", "/api/days/west/cards", Answer(200, Json, Card), Card));
        Assert.Null(contract.Misfit("POST", "/api/days/west/cards/", Answer(404, Problem, Refusal), Refusal));
        Assert.Null(contract.Misfit("GET", "/api/nothing", Answer(404, Problem, Refusal), Refusal));
    }

    [Fact]
    public async Task A_test_that_is_answered_otherwise_than_described_fails()
    {
        using var client = new HttpClient(new ContractHandler(new Forged(site.Client())));
        client.BaseAddress = site.Client().BaseAddress;
        var failure = await Assert.ThrowsAsync<Xunit.Sdk.FailException>(() => client.GetAsync("/api/days"));
        Assert.Contains("GET /api/days: the status 418 is not declared", failure.Message, StringComparison.Ordinal);
    }

    private async Task<ServedContract> ReadAsync() =>
        new((await JsonNode.ParseAsync(await site.Client().GetStreamAsync("/openapi/v1.json")))!.AsObject());

    private static HttpResponseMessage Answer(int status, string type, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    /// <summary>A service that describes itself as ours does, and answers everything else by 418.</summary>
    private sealed class Forged(HttpClient real) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath == "/openapi/v1.json"
                ? real.GetAsync(request.RequestUri, cancellationToken)
                : Task.FromResult(Answer(418, Problem, Refusal));
    }
}
