using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>What stops a program at publishing and opening a day that counts, and what it is told of titles that look alike.</summary>
public sealed class OpeningApiTests(NamedSite named, RunningSite local) : IClassFixture<NamedSite>, IClassFixture<RunningSite>
{
    private const string Cyrillic = "\u0412enches"; // The first letter looks like a B and is none.

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_day_that_counts_opens_on_another_date_when_the_request_names_today()
    {
        var (one, people) = await TokenAsync(named, "dated");
        await DoneAsync(named, one, "", Day("dated", checkIn: "cards-only"));
        await ByTwoAsync(named, one, people[1], "dated", "transitions", new { to = "published" });
        await ByTwoAsync(named, one, people[1], "dated", "batches", new { batch = "a", cards = Numbers(2) });
        await RealDay.KeepSharesAsync(Grain(named, "dated"), people);

        await RefusedAsync(named, one, "/dated/transitions", new { to = "open" }, HttpStatusCode.Conflict, "witness-needed");
        var refused = await RefusedAsync(named, one, "/dated/transitions", new { to = "open", withoutWitness = true }, HttpStatusCode.Conflict, "other-date");
        var today = StepRules.DateAt(Now, "Europe/London");
        Assert.Contains("2031-05-30", refused, StringComparison.Ordinal);
        Assert.Contains(today, refused, StringComparison.Ordinal);
        await RefusedAsync(
            named, one, "/dated/transitions", new { to = "open", onDate = "2031-05-30", withoutWitness = true }, HttpStatusCode.Conflict, "other-date");
        await RefusedAsync(named, one, "/dated/transitions", new { to = "open", onDate = today, withoutWitness = true }, HttpStatusCode.Forbidden, "second-person-needed");
        var approvals = named.Services.GetRequiredService<IGrainFactory>().GetGrain<IApprovalsGrain>("dated");
        var asked = Assert.Single(await approvals.ListAsync());
        // The second agrees to that too: without it, it is another step.
        Assert.Equal(["open", "", today, "without-witness"], asked.Step.Particulars);
        Assert.Equal(ApproveResult.Approved, await approvals.ApproveAsync(asked.Id, people[1], default));
        await DoneAsync(named, one, "/dated/transitions", new { to = "open", onDate = today, withoutWitness = true });
        // After a pause it goes on without the question: it was answered.
        await DoneAsync(named, one, "/dated/transitions", new { to = "paused", reason = "A fire alarm" });
        await DoneAsync(named, one, "/dated/transitions", new { to = "open" });
    }

    [Fact]
    public async Task A_batch_that_a_register_day_could_never_use_is_not_taken()
    {
        var (one, people) = await TokenAsync(named, "listed");
        await DoneAsync(named, one, "", Day("listed", checkIn: "register"));
        await ByTwoAsync(named, one, people[1], "listed", "transitions", new { to = "published" });
        var refused = await RefusedAsync(
            named, one, "/listed/batches", new { batch = "a", cards = Numbers(49) }, HttpStatusCode.UnprocessableEntity, "invalid");
        Assert.Contains("at least 50 cards in one batch", refused, StringComparison.Ordinal);
        await ByTwoAsync(named, one, people[1], "listed", "batches", new { batch = "a", cards = Numbers(50) });
    }

    [Fact]
    public async Task A_day_that_counts_is_not_published_under_localhost()
    {
        var (one, _) = await TokenAsync(local, "nowhere");
        await DoneAsync(local, one, "", Day("nowhere", checkIn: "cards-only"));
        var refused = await RefusedAsync(local, one, "/nowhere/transitions", new { to = "published" }, HttpStatusCode.Conflict, "own-address");
        Assert.Contains("Site:Address", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Titles_that_look_alike_are_told_and_others_are_not()
    {
        var (one, _) = await TokenAsync(named, "alike");
        var created = await DoneAsync(named, one, "", Day("alike", checkIn: "cards-only", secondTitle: Cyrillic));
        var pair = Assert.Single(created.GetProperty("alike").EnumerateArray());
        Assert.Equal(("2", "1", Cyrillic), (Text(pair, "proposal"), Text(pair, "other"), Text(pair, "title")));
        var (another, _) = await TokenAsync(named, "unlike");
        var unlike = await DoneAsync(named, another, "", Day("unlike", checkIn: "cards-only"));
        Assert.Empty(unlike.GetProperty("alike").EnumerateArray());
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static IDecisionDayGrain Grain(RunningSite site, string day) => site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day);

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Digest.Random().ToString())];

    private static async Task<(string Token, string[] People)> TokenAsync(RunningSite site, string day)
    {
        await ConsoleBrowser.SignedInAsync(site); // Morag and Iain.
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        string[] people = [.. (await organisation.ListOrganisersAsync(default)).Where(one => !one.RehearsalsOnly).Take(2).Select(one => one.Id)];
        return (await Programs.TokenAsync(site, people[0], day), people);
    }

    private static object Day(string day, string checkIn, string secondTitle = "Songs") => new
    {
        day, title = "A day by program", rehearsal = false, checkIn, currency = "GBP", date = "2031-05-30", place = "Hall", hours = "all day",
        pots = new[] { new { id = "main", name = "Main pot", amount = 100_000 } }, languages = new[] { "en" },
        venues = new[] { new { id = "hall", name = "Hall" } },
        rules = JsonSerializer.Deserialize<JsonElement>(
            FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en").Text),
        proposals = new[] { new { id = "1", title = "Benches", ask = 60_000 }, new { id = "2", title = secondTitle, ask = 50_000 } },
    };

    private static async Task<HttpResponseMessage> SendAsync(RunningSite site, string token, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/days{path}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await site.Client().SendAsync(request);
    }

    private static async Task<JsonElement> DoneAsync(RunningSite site, string token, string path, object body)
    {
        using var answer = await SendAsync(site, token, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return text.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(text) : default;
    }

    /// <summary>Sends what takes two: once to ask, and again once another has agreed.</summary>
    private static async Task ByTwoAsync(RunningSite site, string token, string second, string day, string step, object body)
    {
        await RefusedAsync(site, token, $"/{day}/{step}", body, HttpStatusCode.Forbidden, "second-person-needed");
        var approvals = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IApprovalsGrain>(day);
        Assert.Equal(ApproveResult.Approved, await approvals.ApproveAsync(Assert.Single(await approvals.ListAsync()).Id, second, default));
        await DoneAsync(site, token, $"/{day}/{step}", body);
    }

    /// <summary>Sends what has to be refused.</summary>
    /// <returns>The sentence.</returns>
    private static async Task<string> RefusedAsync(RunningSite site, string token, string path, object body, HttpStatusCode status, string type)
    {
        using var answer = await SendAsync(site, token, path, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, $"/problems/{type}"), (answer.StatusCode, Text(problem, "type")));
        return Text(problem, "detail");
    }
}
