using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>Tokens of programs on the console: made with the password, used, listed, ended; and what each of them is refused.</summary>
public sealed class ProgramTokensTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly object Pause = new { to = "void", reason = "A test" };

    [Fact]
    public async Task A_token_is_made_with_the_password_shown_once_listed_with_its_use_and_revoked_at_once()
    {
        var morag = await ConsoleBrowser.SignedInAsync(site);
        await RealDay.ClosedAsync(site.Services, "by-token", ballots: 1);
        await morag.OpenAsync("/console/programs");
        await morag.SendAsync("#make-token", ("Day", "by-token"), ("Steps", "Steps"), ("Password", "not hers"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, morag.Status);
        await morag.SendAsync("#make-token", ("Day", "Not a day"), ("Password", ConsoleBrowser.Password));
        Assert.Contains("No token was made", morag.Text, StringComparison.Ordinal);
        await morag.SendAsync("#make-token", ("Day", "by-token"), ("Steps", "Steps"), ("Password", ConsoleBrowser.Password));
        var token = morag.Page.QuerySelector("#token")!.TextContent;

        await morag.OpenAsync("/console/programs");
        Assert.DoesNotContain(token, morag.Text, StringComparison.Ordinal);
        Assert.Contains("Never used.", morag.Text, StringComparison.Ordinal);
        Assert.Equal("/problems/second-person-needed", await TypeAsync(token, "/api/days/by-token/transitions"));
        await morag.OpenAsync("/console/programs");
        Assert.Contains("Last used", morag.Text, StringComparison.Ordinal);

        await morag.SendAsync("form[action*='handler=Revoke']");
        Assert.Contains("The token has ended.", morag.Text, StringComparison.Ordinal);
        Assert.Equal("/problems/not-signed-in", await TypeAsync(token, "/api/days/by-token/transitions"));
        Assert.DoesNotContain(site.Log, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_takes_no_other_step_and_no_other_day()
    {
        await ConsoleBrowser.SignedInAsync(site);
        foreach (var day in new[] { "its-own", "not-its-own" }) await RealDay.ClosedAsync(site.Services, day, ballots: 1);
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var morag = (await organisation.ListOrganisersAsync(default)).Single(organiser => organiser.Name == "Morag").Id;
        var token = await Programs.TokenAsync(site, morag, "its-own", TokenStep.Steps);

        Assert.Equal("/problems/second-person-needed", await TypeAsync(token, "/api/days/its-own/transitions"));
        foreach (var path in new[]
        {
            "not-its-own/transitions", "its-own/batches", "its-own/spoilt-batches", "its-own/activations", "its-own/voids", "its-own/pots", "its-own/withdrawals", "its-own/stations",
            "its-own/account", "its-own/papers", "its-own/paper-batches", "its-own/dice", "its-own/register", "its-own/logs", "its-own/logs/cafe/join", "its-own/logs/cafe/missing", "its-own/shares",
            "its-own/shares/read-back", "its-own/shares/restore",
        })
            Assert.Equal($"{path} /problems/token-not-for-this", $"{path} {await TypeAsync(token, $"/api/days/{path}")}");
        foreach (var day in new[] { "its-own", "new-one" })
            Assert.Equal("/problems/token-not-for-this", await TypeAsync(token, "/api/days", NewDay(day)));
    }

    [Fact]
    public async Task Passwords_and_tokens_that_are_wrong_get_one_answer()
    {
        await ConsoleBrowser.SignedInAsync(site);
        string[] said = [.. await Task.WhenAll(new[] { "0", new string('0', 26), "copper heron ladder" }.Select(wrong => TypeAsync(wrong, "/api/days/its-own/transitions")))];
        Assert.Equal(["/problems/not-signed-in"], said.Distinct());
    }

    private static object NewDay(string day) => new
    {
        day, title = "A day by program", rehearsal = false, checkIn = "cards-only", currency = "GBP",
        pots = new[] { new { id = "main", name = "Main pot", amount = 100_000 } }, languages = new[] { "en" }, venues = new[] { new { id = "hall", name = "Hall" } },
        rules = JsonSerializer.Deserialize<JsonElement>(Rules.Papers.FrozenRules.Create(
            Rules.Ballots.BallotForm.ApproveUpTo(2), new Rules.Allocation.RuleSettings(), Rules.Papers.LiveResults.Turnout, true, "en").Text),
        proposals = new[] { new { id = "1", title = "Benches", ask = 60_000 } },
    };

    private async Task<string> TypeAsync(string token, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body ?? Pause) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await site.Client().SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()!;
    }
}
