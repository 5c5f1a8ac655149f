using System.Net.Http.Json;
using System.Net;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Screens;

public sealed class ScreenHubTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private Task<OpenDay> OpenAsync(DayPhase upTo = DayPhase.Open) => OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], upTo: upTo);

    [Fact]
    public async Task A_follower_gets_the_current_snapshot_at_once_and_later_ones_as_they_come()
    {
        var day = await OpenAsync();
        await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
        Assert.True((await screen.FollowAsync(day.Id)).GetProperty("following").GetBoolean());
        var first = await screen.SnapshotAsync();
        Assert.Equal((day.Id, "open", 0L), (first.GetProperty("day").GetString(), first.GetProperty("phase").GetString(), first.GetProperty("ballots").GetInt64()));

        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0))).StatusCode);
        var later = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("ballots").GetInt64() == 1);
        Assert.True(later.GetProperty("number").GetInt64() > first.GetProperty("number").GetInt64());

        await day.StepAsync(DayPhase.Closed);
        var closed = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("phase").GetString() == "closed");
        Assert.True(closed.GetProperty("step").GetInt32() > later.GetProperty("step").GetInt32());
    }

    [Fact]
    public async Task Whoever_asks_once_gets_the_same()
    {
        var day = await OpenAsync();
        // A checkpoint may be signed between the two.
        await Eventually.HoldsAsync(async () =>
        {
            await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
            await screen.FollowAsync(day.Id);
            return JsonElement.DeepEquals(await screen.SnapshotAsync(), await client.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/standings"));
        });
    }

    [Theory]
    [InlineData("no-such-day")]
    [InlineData("No Day's Name!")]
    [InlineData("")]
    public async Task An_unknown_day_is_said_to_be_unknown(string day)
    {
        await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
        var answer = await screen.FollowAsync(day);
        Assert.Equal((false, "no-such-day"), (answer.GetProperty("following").GetBoolean(), answer.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_draft_is_nobodys_business_yet()
    {
        var day = await OpenAsync(DayPhase.Draft);
        await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
        Assert.False((await screen.FollowAsync(day.Id)).GetProperty("following").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/days/{day.Id}/standings")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/screen/{day.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_result_is_shown_only_once_it_is_declared()
    {
        var day = await OpenAsync();
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0))).StatusCode);
        await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
        await screen.FollowAsync(day.Id);
        await day.StepAsync(DayPhase.Closed);
        await day.StepAsync(DayPhase.Counted);
        var counted = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("phase").GetString() == "counted");
        Assert.Equal("", counted.GetProperty("result").GetString());
        Assert.Empty(counted.GetProperty("standings").EnumerateArray());
        await day.StepAsync(DayPhase.Declared);
        var declared = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("phase").GetString() == "declared");
        Assert.Contains("\"awards\"", declared.GetProperty("result").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_page_stands_without_pairing()
    {
        var day = await OpenAsync();
        var page = await client.GetStringAsync($"/screen/{day.Id}");
        Assert.Contains("Westhaven decides", page, StringComparison.Ordinal);
        Assert.Contains("\\u003Chearts\\u003E", page, StringComparison.Ordinal);
    }
}
