using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>A card that comes when voting is over: no ballot is offered, and nothing promises that voting will open again.</summary>
public sealed class OverTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _client = site.Client();

    private async Task<string> PageAsync(OpenDay day) => WebUtility.HtmlDecode(await _client.GetStringAsync($"/v/{day.Id}?plain"));

    [Fact]
    public async Task A_day_that_is_over_shows_what_came_of_it_and_offers_no_ballot()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], cards: 4);
        Assert.Contains("id=\"ballot\"", await PageAsync(day), StringComparison.Ordinal);
        await day.EveryoneVotesAsync();
        await day.StepAsync(DayPhase.Paused);
        Assert.Contains("id=\"ballot\"", await PageAsync(day), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Open);

        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified })
        {
            await day.StepAsync(phase);
            var page = await PageAsync(day);
            Assert.Contains("id=\"over\"", page, StringComparison.Ordinal);
            Assert.Contains("js/over.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"Projects\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("name=\"Code\"", page, StringComparison.Ordinal);
            Assert.Equal(phase is DayPhase.Declared or DayPhase.Ratified, page.Contains("is funded with", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(DayPhase.Paused, false)]
    [InlineData(DayPhase.Closed, true)]
    public async Task A_refused_cast_promises_another_opening_only_where_there_can_be_one(DayPhase phase, bool over)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], cards: 4);
        await day.StepAsync(phase);
        var answer = await _client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0));
        Assert.Equal(HttpStatusCode.Locked, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("/problems/not-open", problem.GetProperty("type").GetString());
        Assert.Equal(over, problem.TryGetProperty("over", out var ended) && ended.GetBoolean());
        Assert.Equal(!over, problem.GetProperty("detail").GetString()!.Contains("again", StringComparison.Ordinal));

        var form = new FormUrlEncodedContent([new("Code", day.Cards[1].Code), new("Projects", "1")]);
        var plain = WebUtility.HtmlDecode(await (await _client.PostAsync($"/v/{day.Id}", form)).Content.ReadAsStringAsync());
        Assert.Equal(!over, plain.Contains("when the organisers open voting again", StringComparison.Ordinal));
        Assert.DoesNotContain(day.Cards[1].Symbols, over ? plain : "", StringComparison.Ordinal);
    }
}
