using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

public sealed class ChallengeTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private Task<OpenDay> OpenAsync(bool replacement = true) => OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}", replacement: replacement);

    private Task<HttpResponseMessage> CastAsync(OpenDay day, object ballot) => client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", ballot);

    private Task<HttpResponseMessage> ChallengeAsync(OpenDay day, object challenge) => client.PostAsJsonAsync($"/api/days/{day.Id}/challenges", challenge);

    [Fact]
    public async Task What_is_opened_is_what_was_sealed_and_both_entries_can_be_made_again_from_it()
    {
        var day = await OpenAsync();
        var cast = await ReceiptOfAsync(await CastAsync(day, day.Cast(0, "approve 1 area/5")));
        var answer = await ChallengeAsync(day, day.Challenge(0));

        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var receipt = ReceiptOf(body);
        Assert.Equal("approve 1 area/5", body.GetProperty("ballot").GetString());
        Assert.True(Digest.TryParse(body.GetProperty("nonce").GetString(), out var nonce));
        var card = day.Cards[0].Derive(day.Origin);
        var seal = BallotSeal.Of(nonce.ToBytes(), "approve 1 area/5"u8);
        Assert.Equal(cast.LeafHash, new CastEntry(card.Number, 1, card.Proof(1), seal).LeafHash());
        Assert.Equal(receipt.LeafHash, new ChallengeEntry(card.Number, 2, card.Proof(2), nonce, "approve 1 area/5").LeafHash());
        Assert.Equal((receipt.Index, receipt.LeafHash.ToString()), (body.GetProperty("index").GetInt64(), body.GetProperty("leafHash").GetString()));
        Assert.True(receipt.Index > cast.Index);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(answer.Headers.Location)).StatusCode);
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((0, 1, 1), (box.Ballots, box.Casts, box.Challenges));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Afterwards_the_card_votes_again_even_where_replacing_is_forbidden(bool replacement)
    {
        var day = await OpenAsync(replacement);
        await ReceiptOfAsync(await CastAsync(day, day.Cast(0)));
        await ReceiptOfAsync(await ChallengeAsync(day, day.Challenge(0)));
        var asked = await client.PostAsJsonAsync($"/api/days/{day.Id}/cards", new { card = day.Cards[0].Derive(day.Origin).Number.ToString() });
        var standing = await asked.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("challenged", 3), (standing.GetProperty("state").GetString(), standing.GetProperty("nextVersion").GetInt32()));
        await ReceiptOfAsync(await CastAsync(day, day.Cast(0, "blank", version: 3)));
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task A_challenge_sent_again_gets_the_same_opening()
    {
        var day = await OpenAsync();
        await CastAsync(day, day.Cast(0));
        var challenge = day.Challenge(0);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ChallengeAsync(day, challenge)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Challenges);
    }

    [Fact]
    public async Task Somebody_elses_challenge_of_a_used_version_is_refused_with_that_entrys_index()
    {
        var day = await OpenAsync();
        await CastAsync(day, day.Cast(0));
        var first = await ReceiptOfAsync(await ChallengeAsync(day, day.Challenge(0)));
        var problem = await IsProblemAsync(await ChallengeAsync(day, day.Challenge(0, random: Digest.Random())), 409, "version-used");
        Assert.Equal(first.Index, problem.GetProperty("index").GetInt64());
    }

    [Fact]
    public async Task A_photograph_of_a_card_opens_nothing_and_what_was_cast_counts()
    {
        var day = await OpenAsync();
        await ReceiptOfAsync(await CastAsync(day, day.Cast(0)));
        var problem = await IsProblemAsync(await ChallengeAsync(day, day.Challenge(0, random: Digest.Random())), 403, "card-refused");
        Assert.Contains("Only the page that cast a vote can have it opened", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await day.Box.GetStatusAsync(default)).Ballots, (await day.Box.GetStatusAsync(default)).Challenges));
    }

    [Fact]
    public async Task A_card_with_nothing_to_open_gets_one_plain_answer_and_what_was_cast_stands()
    {
        var day = await OpenAsync();
        var stranger = await OpenAsync();
        await CastAsync(day, day.Cast(1));
        await ChallengeAsync(day, day.Challenge(1));
        await CastAsync(day, day.Cast(2, version: 6));
        await CastAsync(day, day.Cast(3));
        foreach (var refused in new[] { day.Challenge(0, 1), day.Challenge(0), day.Challenge(1, 3), day.Challenge(2), day.Challenge(3, 3), day.Challenge(3, 7), stranger.Challenge(0) })
        {
            var problem = await IsProblemAsync(await ChallengeAsync(day, refused), 403, "card-refused");
            Assert.Equal("This card has no vote that can be opened here.", problem.GetProperty("title").GetString());
            Assert.Contains("What was cast stands", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal(2, (await day.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task A_vote_is_opened_in_a_pause_too_and_not_after_the_close()
    {
        var day = await OpenAsync();
        await CastAsync(day, day.Cast(0));
        await CastAsync(day, day.Cast(1));
        await day.StepAsync(DayPhase.Paused);
        await ReceiptOfAsync(await ChallengeAsync(day, day.Challenge(1)));
        await day.StepAsync(DayPhase.Closed);
        var problem = await IsProblemAsync(await ChallengeAsync(day, day.Challenge(0)), 423, "not-open");
        Assert.Contains("stands", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await IsProblemAsync(await client.PostAsJsonAsync("/api/days/nowhere/challenges", day.Challenge(0)), 404, "no-such-day");
    }

    [Fact]
    public async Task What_is_no_challenge_is_refused_by_its_shape()
    {
        var day = await OpenAsync();
        await IsProblemAsync(await client.PostAsync($"/api/days/{day.Id}/challenges", new StringContent("{\"card\":", null, "application/json")), 400, "malformed");
        await IsProblemAsync(await ChallengeAsync(day, new { card = "x", version = 2, proof = "x", random = "x" }), 400, "malformed");
        await IsProblemAsync(await client.PostAsync($"/api/days/{day.Id}/challenges", new StringContent("{}", null, "text/plain")), 415, "not-json");
    }

    private static async Task<Receipt> ReceiptOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return ReceiptOf(await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private static Receipt ReceiptOf(JsonElement body)
    {
        Assert.True(Receipt.TryParse(body.GetProperty("receipt").GetString(), out var receipt));
        return receipt!;
    }

    private static async Task<JsonElement> IsProblemAsync(HttpResponseMessage answer, int status, string type)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.DoesNotContain("Refused.", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        return problem;
    }
}
