using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

public sealed class OrganiserApiTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private readonly string day = $"api-{Guid.NewGuid():n}"[..24];

    private IOrganisationGrain Organisation => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    private object Day(bool rehearsal = true, string checkIn = "cards-only") => new
    {
        day, title = "A day by program", rehearsal, checkIn, currency = "GBP",
        pots = new[] { new { id = "main", name = "Main pot", amount = 100_000 } }, languages = new[] { "en" }, venues = new[] { new { id = "hall", name = "Hall" } },
        rules = JsonSerializer.Deserialize<JsonElement>(FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en").Text),
        proposals = new[] { new { id = "1", title = "Benches", ask = 60_000 }, new { id = "2", title = "Songs", ask = 50_000 } },
    };

    private async Task<HttpResponseMessage> SendAsync(string token, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request);
    }

    private async Task<string> RefusedAsync(string token, string path, object body, HttpStatusCode status)
    {
        var answer = await SendAsync(token, path, body);
        Assert.Equal(status, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        return problem.GetProperty("type").GetString()!;
    }

    private async Task DoneAsync(string token, string path, object body)
    {
        var answer = await SendAsync(token, path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    [Fact]
    public async Task A_program_takes_a_rehearsal_from_nothing_to_its_declaration()
    {
        var (first, second) = (await Organisation.IssueRehearsalTokenAsync("player", default), await Organisation.IssueRehearsalTokenAsync("witness", default));
        var created = await SendAsync(first, "/api/days", Day());
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var origin = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("origin").GetString()!;
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(first, "/api/days", Day())).StatusCode);

        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "published" });
        var card = CardSecret.Draw();
        var cards = new[] { card, CardSecret.Draw() }.Select(secret => secret.Derive(origin).Number.ToString()).ToArray();
        await DoneAsync(first, $"/api/days/{day}/batches", new { batch = "a", cards });
        Assert.Equal("/problems/second-person-needed", await RefusedAsync(first, $"/api/days/{day}/transitions", new { to = "open" }, HttpStatusCode.Forbidden));
        Assert.Equal("/problems/second-person-needed", await RefusedAsync(first, $"/api/days/{day}/transitions", new { to = "open", secondToken = first }, HttpStatusCode.Forbidden));
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "open", secondToken = second });

        var offer = await (await SendAsync(first, $"/api/days/{day}/stations", new { role = "door", name = "Main door", venue = "hall" })).Content.ReadFromJsonAsync<JsonElement>();
        var door = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await door.PostAsJsonAsync("/api/stations/pair", new { code = offer.GetProperty("code").GetString(), day })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await door.PostAsJsonAsync($"/api/days/{day}/checkins", new { card = ShortNumber.Of(card.Derive(origin).Number).Symbols })).StatusCode);
        var cast = new { card = cards[0], version = 1, proof = card.Derive(origin).Proof(1).ToString(), ballot = "approve 1", attempt = Digest.Random().ToString() };
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync($"/api/days/{day}/ballots", cast)).StatusCode);

        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "closed", secondToken = second });
        await DoneAsync(first, $"/api/days/{day}/voids", new { card = ShortNumber.Of(Number(cards[1])).Symbols, reason = "unused", secondToken = second });
        Assert.Equal("/problems/too-many-papers", await RefusedAsync(first, $"/api/days/{day}/papers", new { batch = "hall", number = 1, ballot = "approve 1" }, HttpStatusCode.Conflict));
        Assert.Equal("/problems/wrong-phase", await RefusedAsync(first, $"/api/days/{day}/dice", new { digits = "40817263" }, HttpStatusCode.Conflict));
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "counted" });
        Assert.Equal("/problems/wrong-phase", await RefusedAsync(first, $"/api/days/{day}/papers", new { batch = "hall", number = 1, ballot = "approve 1" }, HttpStatusCode.Conflict));
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "declared", secondToken = second });
        var standings = await client.GetFromJsonAsync<JsonElement>($"/api/days/{day}/standings");
        Assert.Contains("\"1\"", standings.GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_closes_the_ballot_account_and_hears_both_numbers_where_they_do_not_agree()
    {
        var (first, second) = (await Organisation.IssueRehearsalTokenAsync("player", default), await Organisation.IssueRehearsalTokenAsync("witness", default));
        var origin = (await (await SendAsync(first, "/api/days", Day())).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("origin").GetString()!;
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "published" });
        await DoneAsync(first, $"/api/days/{day}/batches", new { batch = "a", cards = new[] { CardSecret.Draw().Derive(origin).Number.ToString() } });
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "open", secondToken = second });
        object Account(int unused, params object[] explanations) =>
            new { venues = new[] { new { venue = "hall", received = 1, unused, destroyed = 0, slips = 0 } }, keptBack = 0, explanations };
        Assert.Equal("/problems/wrong-phase", await RefusedAsync(first, $"/api/days/{day}/account", Account(1), HttpStatusCode.Conflict));
        await DoneAsync(first, $"/api/days/{day}/transitions", new { to = "closed", secondToken = second });

        var refused = await (await SendAsync(first, $"/api/days/{day}/account", Account(0))).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/problems/account-unexplained", refused.GetProperty("type").GetString());
        var line = Assert.Single(refused.GetProperty("unexplained").EnumerateArray());
        Assert.Equal(("handed-out", 0, 1), (line.GetProperty("check").GetString(), line.GetProperty("log").GetInt32(), line.GetProperty("hand").GetInt32()));
        Assert.Contains(line.GetProperty("sentence").GetString()!, refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("/problems/invalid", await RefusedAsync(first, $"/api/days/{day}/account", Account(0, new { check = "weather", text = "Rain" }), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("/problems/malformed", await RefusedAsync(first, $"/api/days/{day}/account", new { keptBack = 0 }, HttpStatusCode.BadRequest));
        await DoneAsync(first, $"/api/days/{day}/account", Account(0, new { check = "handed-out", text = "It was never scanned." }));
        await DoneAsync(first, $"/api/days/{day}/account", Account(1));
    }

    [Fact]
    public async Task A_surrendered_card_is_answered_with_its_receipt_every_time()
    {
        var open = await OpenDay.CreateAsync(site.Services, $"api-{Guid.NewGuid():n}"[..24]);
        var card = open.Cards[0].Derive(open.Origin);
        var surrender = new { card = card.Number.ToString(), version = 7, proof = card.Proof(7).ToString(), attempt = Digest.Random().ToString() };
        var answers = new[] { await client.PostAsJsonAsync($"/api/days/{open.Id}/surrenders", surrender), await client.PostAsJsonAsync($"/api/days/{open.Id}/surrenders", surrender) };
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(await answers[0].Content.ReadAsStringAsync(), await answers[1].Content.ReadAsStringAsync());
        var stolen = await client.PostAsJsonAsync($"/api/days/{open.Id}/surrenders", surrender with { proof = Digest.Random().ToString(), attempt = Digest.Random().ToString() });
        Assert.Equal(HttpStatusCode.Forbidden, stolen.StatusCode);
    }

    [Fact]
    public async Task A_rehearsals_token_creates_no_real_day_and_touches_none()
    {
        var token = await Organisation.IssueRehearsalTokenAsync("player", default);
        Assert.Equal("/problems/rehearsals-only", await RefusedAsync(token, "/api/days", Day(rehearsal: false), HttpStatusCode.Forbidden));
        Assert.Equal(JoinStatus.Joined, (await Organisation.JoinAsync(new JoinAsOrganiser(await Organisation.InviteAsync("", default), "Morag", "copper heron ladder"), default)).Status);
        var morag = (await Organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Morag");
        await DoneAsync(await Programs.TokenAsync(site, morag.Id, day), "/api/days", Day(rehearsal: false));
        Assert.Equal("/problems/rehearsals-only", await RefusedAsync(token, $"/api/days/{day}/transitions", new { to = "published" }, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_said()
    {
        var token = await Organisation.IssueRehearsalTokenAsync("player", default);
        Assert.Equal("/problems/invalid", await RefusedAsync(token, "/api/days", Day(checkIn: "by nose"), HttpStatusCode.UnprocessableEntity));
        Assert.Equal("/problems/malformed", await RefusedAsync(token, "/api/days", new { day }, HttpStatusCode.BadRequest));
        Assert.Equal("/problems/no-such-day", await RefusedAsync(token, "/api/days/nowhere/transitions", new { to = "published" }, HttpStatusCode.NotFound));
        Assert.Equal("/problems/invalid", await RefusedAsync(token, "/api/days", new { day = "Troon", title = "T", rehearsal = true, checkIn = "cards-only",
            pots = new[] { new { id = "main", amount = 5 } }, languages = new[] { "en" }, venues = new[] { new { id = "hall" } }, rules = FrozenRules.Create(
                BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en").Text, proposals = Array.Empty<object>() }, HttpStatusCode.UnprocessableEntity));
        await DoneAsync(token, "/api/days", Day(checkIn: "register"));
        Assert.Equal("/problems/phase-unknown", await RefusedAsync(token, $"/api/days/{day}/transitions", new { to = "finished" }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("/problems/wrong-phase", await RefusedAsync(token, $"/api/days/{day}/transitions", new { to = "counted" }, HttpStatusCode.Conflict));
        Assert.Equal("/problems/station-invalid", await RefusedAsync(token, $"/api/days/{day}/stations", new { role = "door", name = "", venue = "hall" }, HttpStatusCode.UnprocessableEntity));
        var answer = await SendAsync(token, $"/api/days/{day}/stations", new { role = "Kiosk", name = "Corner", venue = "hall" });
        var told = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
        Assert.Contains("door, kiosk, paper or screen", told, StringComparison.Ordinal);
        Assert.Equal("/problems/register-invalid", await RefusedAsync(token, $"/api/days/{day}/register", new { lines = new[] { new { name = "" } } }, HttpStatusCode.UnprocessableEntity));
        Assert.Equal("/problems/void-invalid", await RefusedAsync(token, $"/api/days/{day}/voids", new { card = "1", reason = "lost" }, HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task The_whole_API_is_described()
    {
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in new[] { "", "/{day}/batches", "/{day}/spoilt-batches", "/{day}/shares", "/{day}/shares/read-back", "/{day}/shares/restore", "/{day}/pots", "/{day}/withdrawals", "/{day}/activations", "/{day}/stations", "/{day}/transitions", "/{day}/account", "/{day}/voids", "/{day}/papers", "/{day}/paper-batches", "/{day}/dice", "/{day}/register", "/{day}/checkins", "/{day}/surrenders" })
            Assert.True(paths.GetProperty($"/api/days{path}").TryGetProperty("post", out _), path);
        Assert.True(paths.TryGetProperty("/api/stations/pair", out _));
        Assert.True(paths.TryGetProperty("/api/days/{day}/standings", out _));
        Assert.True(paths.GetProperty("/api/days/{day}/bundle/public.zip").TryGetProperty("get", out _));
    }

    private static Digest Number(string text) => Digest.TryParse(text, out var number) ? number : throw new FormatException(text);
}
