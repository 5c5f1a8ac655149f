using System.Net.Http.Json;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Tests.Days;

public sealed class DayApiTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task A_published_day_is_listed_and_described_and_a_draft_is_not()
    {
        var open = await OpenDay.CreateAsync(site.Services, "listed");
        var draft = await OpenDay.CreateAsync(site.Services, "unseen", upTo: DayPhase.Draft);
        var days = (await client.GetFromJsonAsync<JsonElement>("/api/days")).EnumerateArray().Select(day => day.GetProperty("day").GetString()).ToList();
        Assert.Contains(open.Id, days);
        Assert.DoesNotContain(draft.Id, days);
        foreach (var url in new[] { $"/api/days/{draft.Id}", $"/days/{draft.Id}", $"/v/{draft.Id}", $"/r/{draft.Id}", "/api/days/nothing" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task The_frozen_rules_and_paper_are_given_byte_for_byte()
    {
        await OpenDay.CreateAsync(site.Services, "frozen");
        var body = await client.GetStringAsync("/api/days/frozen");
        var day = JsonDocument.Parse(body).RootElement;
        Assert.Equal("open", day.GetProperty("phase").GetString());
        Assert.Equal("cards-only", day.GetProperty("checkIn").GetString());
        foreach (var name in new[] { "rules", "paper" })
        {
            var text = day.GetProperty(name).GetRawText();
            var hash = day.GetProperty(name + "Hash").GetString();
            // A document's own text may end in a line feed, which is no part of a JSON value.
            Assert.Contains(hash, new[] { text, text + "\n" }.Select(one => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(one)))));
        }
        Assert.True(Paper.TryParse(day.GetProperty("paper").GetRawText() + "\n", out _, out _) || Paper.TryParse(day.GetProperty("paper").GetRawText(), out _, out _));
        Assert.Equal(5, day.GetProperty("proposals").GetArrayLength());
    }

    [Fact]
    public async Task Every_endpoint_for_everyone_is_described()
    {
        var description = await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[]
        {
            "/api/days", "/api/days/{day}", "/api/days/{day}/cards", "/api/days/{day}/ballots", "/api/days/{day}/challenges", "/api/days/{day}/receipts/{leafHash}",
            "/api/days/{day}/logs/{log}/checkpoint", "/api/days/{day}/logs/{log}/tile/{path}",
        })
            Assert.Contains(path, paths);
        var cast = description.GetProperty("paths").GetProperty("/api/days/{day}/ballots").GetProperty("post");
        Assert.True(cast.TryGetProperty("requestBody", out _));
        foreach (var status in new[] { "201", "400", "403", "404", "409", "413", "415", "422", "423", "503" })
            Assert.True(cast.GetProperty("responses").TryGetProperty(status, out _), status);
        var challenge = description.GetProperty("paths").GetProperty("/api/days/{day}/challenges").GetProperty("post");
        Assert.True(challenge.TryGetProperty("requestBody", out _));
        foreach (var status in new[] { "201", "400", "403", "404", "409", "413", "415", "423", "503" })
            Assert.True(challenge.GetProperty("responses").TryGetProperty(status, out _), status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/about")]
    [InlineData("/r")]
    [InlineData("/v/headers")]
    [InlineData("/v/headers?plain")]
    [InlineData("/days/headers")]
    [InlineData("/days/headers/stalls/area/5")]
    [InlineData("/days/nowhere")]
    [InlineData("/api/days")]
    public async Task Every_answer_forbids_inline_script_framing_and_referrers(string path)
    {
        await EnsureAsync("headers");
        var answer = await client.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(@"<script(?![^>]*(src=|application/json))|\sstyle=|\son[a-z]+=", body);
        Assert.DoesNotMatch(@"(src|href|action)=""(https?:)?//(?!localhost)", body);
    }

    [Fact]
    public async Task Supervisors_hear_that_it_lives_and_is_ready()
    {
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
    }

    [Fact]
    public async Task What_a_group_writes_cannot_become_markup_or_end_a_data_block()
    {
        await EnsureAsync("headers");
        var page = await client.GetStringAsync("/v/headers?plain");
        Assert.DoesNotContain("<hearts>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;hearts&gt;", page, StringComparison.Ordinal);
    }

    private async Task EnsureAsync(string day)
    {
        if ((await client.GetAsync($"/api/days/{day}")).StatusCode == HttpStatusCode.NotFound) await OpenDay.CreateAsync(site.Services, day);
    }
}
