using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Which answers a request takes, and how its own body is packed. Source: RFC 9110, sections 8.4 and 12.5.1.</summary>
public sealed class AskedTypesTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("application/json", true)]
    [InlineData("APPLICATION/JSON", true)]
    [InlineData("application/json;charset=utf-8", true)]
    [InlineData("application/*", true)]
    [InlineData("*/*", true)]
    [InlineData("text/html, application/json;q=0.1", true)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [InlineData("application/json;q=0.001", true)]
    [InlineData("application/json, application/*;q=0, */*;q=0", true)]
    [InlineData("", true)]
    [InlineData("garbage", true)]
    [InlineData("*; q=.2", true)]
    [InlineData("text/html", false)]
    [InlineData("text/*", false)]
    [InlineData("application/xml, application/problem+json", false)]
    [InlineData("application/json;q=0", false)]
    [InlineData("application/json;q=0.000", false)]
    [InlineData("application/json;q=0, */*", false)]
    [InlineData("application/*;q=0, */*;q=1", false)]
    [InlineData("*/*;q=0", false)]
    public void The_closest_range_decides_and_q_0_leaves_out(string accept, bool takes) =>
        Assert.Equal(takes, AskedTypes.Accepts(accept, "application/json"));

    [Theory]
    [InlineData("GET", "/api/days", "text/html", "application/json")]
    [InlineData("HEAD", "/api/days", "text/html", "application/json")]
    [InlineData("GET", "/api/days/asked", "image/png", "application/json")]
    [InlineData("GET", "/api/days/asked/logs/main/checkpoint", "application/json", "text/plain")]
    [InlineData("GET", "/api/days/asked/logs/main/tile/entries/000.p/1", "application/json", "application/octet-stream")]
    [InlineData("GET", "/api/days/asked/bundle/public.zip", "application/json", "application/zip")]
    [InlineData("POST", "/api/days/asked/ballots", "text/html", "application/json")]
    public async Task What_an_address_does_not_answer_is_refused_before_anything_is_done(string method, string address, string accept, string offered)
    {
        await DayAsync("asked");
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST") request.Content = JsonContent.Create(new { });
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var answer = await site.Client().SendAsync(request);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        if (method == "HEAD") return;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(ProblemTypes.NotAcceptable.Address, problem.GetProperty("type").GetString());
        Assert.Equal([offered], problem.GetProperty("offered").EnumerateArray().Select(type => type.GetString()!));
    }

    [Theory]
    [InlineData("/api/days/asked/logs/main/checkpoint", "text/plain")]
    [InlineData("/api/days/asked/bundle/public.zip", "application/zip, application/problem+json")]
    [InlineData("/api/days/asked", "application/json, application/problem+json")]
    public async Task What_an_address_answers_is_answered(string address, string accept)
    {
        await DayAsync("asked");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await site.Client().SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("x-none-such")]
    public async Task A_packed_body_is_415_with_the_encoding_that_is_taken(string encoding)
    {
        var day = await DayAsync("packed");
        using var body = new MemoryStream();
        await using (var packed = new GZipStream(body, CompressionMode.Compress, leaveOpen: true))
            await JsonSerializer.SerializeAsync(packed, day.Cast(0));
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await site.Client().PostAsync("/api/days/packed/ballots", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("identity", Assert.Single(answer.Headers.GetValues("Accept-Encoding")));
        Assert.Equal(ProblemTypes.EncodedBody.Address, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_body_that_says_it_is_not_packed_is_read()
    {
        var day = await DayAsync("packed");
        var content = JsonContent.Create(day.Cast(1));
        content.Headers.ContentEncoding.Add("identity");
        Assert.Equal(HttpStatusCode.Created, (await site.Client().PostAsync("/api/days/packed/ballots", content)).StatusCode);
    }

    private async Task<OpenDay> DayAsync(string day)
    {
        await _one.WaitAsync();
        try
        {
            if (!_days.TryGetValue((site, day), out var made)) _days[(site, day)] = made = await OpenDay.CreateAsync(site.Services, day);
            return made;
        }
        finally
        {
            _one.Release();
        }
    }

    private static readonly SemaphoreSlim _one = new(1, 1);
    private static readonly Dictionary<(RunningSite, string), OpenDay> _days = [];
}
