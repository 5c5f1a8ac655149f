using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>An organiser's program and a second person's token, on one rehearsal that it makes by the API.</summary>
internal sealed class TwoPrograms
{
    private readonly HttpClient _client;

    private TwoPrograms(HttpClient client, string day, string second) => (_client, Day, Second) = (client, day, second);

    public string Day { get; }

    /// <summary>The second person's token.</summary>
    public string Second { get; }

    /// <summary>The name of the day's main log.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Makes a rehearsal with two projects and publishes it.</summary>
    public static Task<TwoPrograms> PublishAsync(RunningSite site, string day, FrozenRules rules) => PublishAsync(
        site, day, rules, "GBP", 100_000, [new { id = "1", title = "Benches", ask = 60_000 }, new { id = "2", title = "Songs", ask = 50_000 }]);

    /// <summary>Makes a rehearsal with one pot, <c>main</c>, and publishes it.</summary>
    /// <param name="site">The running site.</param>
    /// <param name="day">The day's id.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="amount">What the pot holds, minor units.</param>
    /// <param name="proposals">The proposals as the API takes them.</param>
    /// <param name="checkIn">Whether people are on a register.</param>
    public static async Task<TwoPrograms> PublishAsync(
        RunningSite site, string day, FrozenRules rules, string currency, long amount, object[] proposals, string checkIn = "cards-only")
    {
        var client = site.Client();
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await organisation.IssueRehearsalTokenAsync("player", default));
        var two = new TwoPrograms(client, day, await organisation.IssueRehearsalTokenAsync("witness", default));
        var made = await client.PostAsJsonAsync("/api/days", new
        {
            day, title = "A day by program", rehearsal = true, checkIn, currency,
            pots = new[] { new { id = "main", name = "Main pot", amount } }, languages = new[] { "en" }, venues = new[] { new { id = "hall", name = "Hall" } },
            rules = JsonSerializer.Deserialize<JsonElement>(rules.Text),
            proposals,
        });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        two.Origin = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("origin").GetString()!;
        await two.StepAsync("published");
        return two;
    }

    /// <summary>Takes the day a step on, with the second person's token, and waits until it is done.</summary>
    public async Task StepAsync(string to)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await DoneAsync("transitions", new { to, reason = "for the test", secondToken = Second })).StatusCode == HttpStatusCode.Accepted)
            await Task.Delay(200, patience.Token);
    }

    public Task<HttpResponseMessage> SendAsync(string path, object body) => _client.PostAsJsonAsync($"/api/days/{Day}/{path}", body);

    /// <summary>Sends what has to be taken.</summary>
    public async Task<HttpResponseMessage> DoneAsync(string path, object body)
    {
        var answer = await SendAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    /// <summary>Sends what has to be refused.</summary>
    /// <returns>The refusal's sentence.</returns>
    public async Task<string> RefusedAsync(string path, object body, string type)
    {
        using var answer = await SendAsync(path, body);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        return problem.GetProperty("detail").GetString()!;
    }
}
