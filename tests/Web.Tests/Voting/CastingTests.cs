using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

public sealed class CastingTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private Task<OpenDay> OpenAsync(BallotForm? form = null, DayPhase upTo = DayPhase.Open, bool replacement = true) =>
        OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}", form, upTo, replacement);

    private Task<HttpResponseMessage> CastAsync(OpenDay day, object ballot) => client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", ballot);

    [Fact]
    public async Task A_ballot_is_answered_with_a_signed_receipt_and_its_address()
    {
        var day = await OpenAsync();
        var answer = await CastAsync(day, day.Cast(0));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(Receipt.TryParse(body.GetProperty("receipt").GetString(), out var receipt));
        Assert.True(LogPublicKey.TryParseVerifierKey((await day.Box.GetStatusAsync(default)).LogKey, out _, out var key));
        Assert.True(receipt!.IsSignedBy(key!));
        Assert.Equal(receipt.Index, body.GetProperty("index").GetInt64());
        Assert.Equal(receipt.LeafHash.ToString(), body.GetProperty("leafHash").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(answer.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task A_retry_with_the_same_attempt_gets_the_same_receipt()
    {
        var day = await OpenAsync();
        var ballot = day.Cast(0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => CastAsync(day, ballot)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task Another_attempt_for_a_used_version_is_refused_with_that_entrys_index()
    {
        var day = await OpenAsync();
        var first = await (await CastAsync(day, day.Cast(0))).Content.ReadFromJsonAsync<JsonElement>();
        var problem = await RefusedAsync(day, day.Cast(0, "blank"), 409, "version-used");
        Assert.Equal(first.GetProperty("index").GetInt64(), problem.GetProperty("index").GetInt64());
    }

    [Theory]
    [InlineData("approve 1 2 3 4", "too-many", "Choose 3 at most")]
    [InlineData("approve 1 nowhere", "unknown-project", "nowhere")]
    [InlineData("approve 2 1", "malformed", "")]
    [InlineData("rank 1 2", "wrong-form", "")]
    [InlineData("approve", "malformed", "")]
    public async Task A_ballot_that_breaks_a_rule_is_told_which(string ballot, string rule, string says)
    {
        var day = await OpenAsync();
        var problem = await RefusedAsync(day, day.Cast(0, ballot), 422, "invalid-ballot");
        Assert.Equal(rule, problem.GetProperty("rule").GetString());
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exactly_two_means_two_and_blank_is_always_allowed()
    {
        var day = await OpenAsync(BallotForm.ApproveExactly(2));
        var problem = await RefusedAsync(day, day.Cast(0, "approve 1"), 422, "invalid-ballot");
        Assert.Equal("too-few", problem.GetProperty("rule").GetString());
        Assert.Equal("Chosen: 1. Choose exactly 2, or none for a blank vote.", problem.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(day, day.Cast(0, "approve 1 area/5"))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(day, day.Cast(1, "blank"))).StatusCode);
    }

    [Fact]
    public async Task Unknown_unissued_ended_and_void_cards_get_one_uniform_answer()
    {
        var day = await OpenAsync();
        var last = day.Cards.Count - 1;
        var handedIn = day.Cards[1].Derive(day.Origin);
        await day.Box.SurrenderAsync(new SurrenderCard(handedIn.Number.ToString(), 1, handedIn.Proof(1).ToString(), Digest.Random().ToString()), default);
        await day.VoidAsync(2);
        var stranger = await OpenAsync();

        var answers = new List<string>();
        foreach (var refused in new[] { stranger.Cast(0), day.Cast(last), day.Cast(1, version: 6), day.Cast(2) })
            answers.Add((await RefusedAsync(day, refused, 403, "card-refused")).GetRawText());
        Assert.Single(answers.Select(WithoutTrace).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DayPhase.Published)]
    [InlineData(DayPhase.Paused)]
    [InlineData(DayPhase.Closed)]
    public async Task While_the_day_is_not_open_casting_is_locked(DayPhase phase)
    {
        var day = await OpenAsync(upTo: phase == DayPhase.Published ? phase : DayPhase.Open);
        if (phase != DayPhase.Published) await day.StepAsync(phase);
        await RefusedAsync(day, day.Cast(0), 423, "not-open");
    }

    [Fact]
    public async Task What_is_no_ballot_is_refused_by_its_shape()
    {
        var day = await OpenAsync();
        var url = $"/api/days/{day.Id}/ballots";
        await IsProblemAsync(await client.PostAsync(url, Json("{\"card\":")), 400, "malformed");
        await IsProblemAsync(await client.PostAsync(url, Json("{\"card\":\"x\"}")), 400, "malformed");
        await IsProblemAsync(await client.PostAsync(url, Json("null")), 400, "malformed");
        await IsProblemAsync(await client.PostAsJsonAsync(url, new { card = "x", version = 1, proof = "x", ballot = "blank", attempt = "x" }), 400, "malformed");
        await IsProblemAsync(await client.PostAsync(url, new StringContent("{}", Encoding.UTF8, "text/plain")), 415, "not-json");
        await IsProblemAsync(await client.PostAsync(url, Json(new string(' ', 16 * 1024 + 1))), 413, "too-large");
        using var endless = new HttpRequestMessage(HttpMethod.Post, url) { Content = Json(new string(' ', 64 * 1024)) };
        endless.Headers.TransferEncodingChunked = true;
        await IsProblemAsync(await client.SendAsync(endless), 413, "too-large");
    }

    [Fact]
    public async Task A_day_that_is_not_there_has_no_ballots_and_no_page()
    {
        var day = await OpenAsync();
        await IsProblemAsync(await client.PostAsJsonAsync("/api/days/nowhere/ballots", day.Cast(0)), 404, "no-such-day");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v/nowhere")).StatusCode);
    }

    [Fact]
    public async Task A_refusal_speaks_the_readers_language()
    {
        var day = await OpenAsync();
        using var gaelic = site.Client("gd, en;q=0.5");
        var answer = await gaelic.PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(day.Cards.Count - 1));
        Assert.Contains("chairt", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cards_page_hears_what_the_card_can_do_next()
    {
        var day = await OpenAsync();
        Assert.Equal(("fresh", 1), await AskAsync(day, 0));
        await CastAsync(day, day.Cast(0));
        Assert.Equal(("may-replace", 2), await AskAsync(day, 0));
        await CastAsync(day, day.Cast(0, "blank", version: 6));
        Assert.Equal(("spent", 7), await AskAsync(day, 0));
        Assert.Equal(("not-usable", 0), await AskAsync(day, day.Cards.Count - 1));
    }

    [Fact]
    public async Task A_day_may_forbid_replacing()
    {
        var day = await OpenAsync(replacement: false);
        await CastAsync(day, day.Cast(0));
        Assert.Equal(("spent", 2), await AskAsync(day, 0));
        await RefusedAsync(day, day.Cast(0, "blank", version: 2), 409, "version-used");
    }

    private async Task<(string?, int)> AskAsync(OpenDay day, int card)
    {
        var answer = await client.PostAsJsonAsync($"/api/days/{day.Id}/cards", new { card = day.Cards[card].Derive(day.Origin).Number.ToString() });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (body.GetProperty("state").GetString(), body.GetProperty("nextVersion").GetInt32());
    }

    private async Task<JsonElement> RefusedAsync(OpenDay day, object ballot, int status, string type) =>
        await IsProblemAsync(await CastAsync(day, ballot), status, type);

    private static async Task<JsonElement> IsProblemAsync(HttpResponseMessage answer, int status, string type)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.DoesNotContain("Problem.", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        return problem;
    }

    private static string WithoutTrace(string json) => System.Text.RegularExpressions.Regex.Replace(json, "\"traceId\":\"[^\"]*\"", "");

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
