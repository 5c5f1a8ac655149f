using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>A day on which groups speak first: who may vote before the last of them has, and what every page says meanwhile.</summary>
public sealed class LastGroupTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Later = "Voting opens after the last group", Open = "Voting is open";

    private readonly HttpClient _phone = site.Client();

    private Task<OpenDay> SpeakingAsync(VotesFrom from = VotesFrom.LastGroup, DayPhase upTo = DayPhase.Open) =>
        OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], upTo: upTo, cards: 6, from: from);

    private static Task<HttpResponseMessage> CastAsync(HttpClient http, OpenDay day, object ballot) => http.PostAsJsonAsync($"/api/days/{day.Id}/ballots", ballot);

    private static async Task RefusedAsync(HttpClient http, OpenDay day, object ballot, string type = "groups-speaking")
    {
        var answer = await CastAsync(http, day, ballot);
        Assert.Equal(HttpStatusCode.Locked, answer.StatusCode);
        Assert.Equal($"/problems/{type}", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(VotesFrom.LastGroup)]
    [InlineData(VotesFrom.KiosksEarlier)]
    public async Task A_phone_is_refused_and_the_same_request_is_taken_once_everybody_may_vote(VotesFrom from)
    {
        var day = await SpeakingAsync(from);
        var ballot = day.Cast(0);
        await RefusedAsync(_phone, day, ballot);
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((0, 0), (box.Casts, box.CardsUsed));
        Assert.Equal(CardState.Fresh, (await day.Box.GetCardAsync(day.Cards[0].Derive(day.Origin).Number.ToString(), default)).State);

        await day.BeginVotingAsync();

        Assert.Equal(HttpStatusCode.Created, (await CastAsync(_phone, day, ballot)).StatusCode);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Theory]
    [InlineData(VotesFrom.KiosksEarlier, true)]
    [InlineData(VotesFrom.LastGroup, false)]
    public async Task A_paired_kiosk_casts_earlier_where_the_day_allows_it(VotesFrom from, bool allowed)
    {
        var day = await SpeakingAsync(from);
        var kiosk = await PairedStation.PairAsync(site, day.Id, StationRole.Kiosk, "Corner");
        var ballot = day.Cast(0, version: 6);
        if (!allowed)
        {
            await RefusedAsync(kiosk.Http, day, ballot);
            return;
        }
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(kiosk.Http, day, ballot)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await CastAsync(kiosk.Http, day, ballot)).StatusCode);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
        // What it cast can be opened like any other vote.
        var opened = await kiosk.Http.PostAsJsonAsync($"/api/days/{day.Id}/challenges", WithLoss(day.Challenge(0, 7)));
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
    }

    [Fact]
    public async Task A_kiosk_that_is_revoked_before_it_hears_the_answer_gets_its_receipt_and_casts_nothing_more()
    {
        var day = await SpeakingAsync(VotesFrom.KiosksEarlier);
        var kiosk = await PairedStation.PairAsync(site, day.Id, StationRole.Kiosk, "Corner");
        var ballot = day.Cast(0, version: 6);
        var first = await (await CastAsync(kiosk.Http, day, ballot)).Content.ReadAsStringAsync();
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id);
        Assert.Equal(DayOutcome.Done, await grain.RevokeStationAsync(kiosk.Station.GetProperty("station").GetString()!, "organiser-a", default));
        site.Services.GetRequiredService<Web.Days.DayReader>().Forget(day.Id);

        var again = await CastAsync(kiosk.Http, day, ballot);

        Assert.Equal((HttpStatusCode.Created, first), (again.StatusCode, await again.Content.ReadAsStringAsync()));
        // Another ballot with that version is told of the one that counts, and a card that has not voted waits as on any phone.
        Assert.Equal(HttpStatusCode.Conflict, (await CastAsync(kiosk.Http, day, day.Cast(0, version: 6))).StatusCode);
        await RefusedAsync(kiosk.Http, day, day.Cast(1, version: 6));
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task No_other_station_and_no_kiosk_of_another_day_casts_earlier()
    {
        var day = await SpeakingAsync(VotesFrom.KiosksEarlier);
        foreach (var role in new[] { StationRole.Door, StationRole.Screen, StationRole.Paper })
            await RefusedAsync((await PairedStation.PairAsync(site, day.Id, role, $"A {role}")).Http, day, day.Cast(0));
        var elsewhere = await SpeakingAsync(VotesFrom.KiosksEarlier);
        await RefusedAsync((await PairedStation.PairAsync(site, elsewhere.Id, StationRole.Kiosk, "Elsewhere")).Http, day, day.Cast(0));
        // The form carries no cookie's right.
        var kiosk = await PairedStation.PairAsync(site, day.Id, StationRole.Kiosk, "Corner");
        Assert.Equal(HttpStatusCode.Locked, (await PostFormAsync(kiosk.Http, day)).StatusCode);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task A_form_without_script_is_refused_with_what_was_chosen_and_taken_afterwards()
    {
        var day = await SpeakingAsync();
        var before = await _phone.GetStringAsync($"/v/{day.Id}?plain");
        Assert.Contains("The groups are still speaking. Voting opens after the last of them.", before, StringComparison.Ordinal);
        Assert.DoesNotContain(Open, before, StringComparison.Ordinal);

        var refused = await PostFormAsync(_phone, day);
        Assert.Equal(HttpStatusCode.Locked, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("The groups are still speaking. Voting opens after the last of them.", page, StringComparison.Ordinal);
        Assert.Matches("""value="1"[^>]*checked|checked[^>]*value="1" """.Trim(), page);

        await day.BeginVotingAsync();
        Assert.Equal(HttpStatusCode.OK, (await PostFormAsync(_phone, day)).StatusCode);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task Before_the_opening_in_a_pause_and_after_the_close_the_day_says_that_and_not_that_groups_speak()
    {
        var published = await SpeakingAsync(upTo: DayPhase.Published);
        await RefusedAsync(_phone, published, published.Cast(0), "not-open");
        var day = await SpeakingAsync();
        await day.StepAsync(DayPhase.Paused);
        await RefusedAsync(_phone, day, day.Cast(0), "not-open");
        await day.StepAsync(DayPhase.Closed);
        var answer = await CastAsync(_phone, day, day.Cast(0));
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("over").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await _phone.PostAsJsonAsync("/api/days/nowhere/ballots", day.Cast(0))).StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/days/{0}")]
    [InlineData("/days/{0}/stalls/1")]
    [InlineData("/audit/{0}")]
    public async Task No_page_says_that_voting_is_open_while_the_groups_speak(string page)
    {
        await using var alone = new RunningSite();
        var day = await OpenDay.CreateAsync(alone.Services, "talks", cards: 3, from: VotesFrom.LastGroup);
        var http = alone.Client();
        var address = string.Format(System.Globalization.CultureInfo.InvariantCulture, page, day.Id);
        var before = WebUtility.HtmlDecode(await http.GetStringAsync(address));
        Assert.Contains(Later, before, StringComparison.Ordinal);
        Assert.DoesNotContain(Open, before, StringComparison.Ordinal);
        await day.BeginVotingAsync();
        Assert.DoesNotContain(Later, WebUtility.HtmlDecode(await http.GetStringAsync(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_and_the_screens_say_when_voting_has_begun()
    {
        var day = await SpeakingAsync(VotesFrom.KiosksEarlier);
        var told = await _phone.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}");
        Assert.Equal(("kiosks-earlier", false), (told.GetProperty("votesFrom").GetString(), told.GetProperty("votingBegan").GetBoolean()));
        await using var screen = await Screens.HubClient.ConnectAsync(_phone.BaseAddress!);
        await screen.FollowAsync(day.Id);
        var before = await screen.SnapshotAsync(snapshot => !snapshot.GetProperty("votingBegan").GetBoolean());

        await day.BeginVotingAsync();

        var after = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("votingBegan").GetBoolean());
        Assert.Equal(before.GetProperty("step").GetInt32() + 1, after.GetProperty("step").GetInt32());
        Assert.True((await _phone.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}")).GetProperty("votingBegan").GetBoolean());
    }

    [Fact]
    public async Task A_door_hands_cards_out_meanwhile_and_says_so()
    {
        var day = await SpeakingAsync();
        var door = await PairedStation.PairAsync(site, day.Id);
        Assert.Equal("issued", await door.AskAsync(new { card = Ledger.Cards.ShortNumber.Of(day.Cards[^1].Derive(day.Origin).Number).Symbols }));
        Assert.Contains("Open. Voting after the last group", await door.Http.GetStringAsync("/door"), StringComparison.Ordinal);
        var told = await door.Http.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/door");
        Assert.Equal(("open", false), (told.GetProperty("phase").GetString(), told.GetProperty("votingBegan").GetBoolean()));
    }

    private static Task<HttpResponseMessage> PostFormAsync(HttpClient http, OpenDay day) => http.PostAsync($"/v/{day.Id}", new FormUrlEncodedContent(
        [new("Code", day.Cards[1].Code), new("Projects", "1"), new("Nonce", Convert.ToBase64String(new byte[32]))]));

    private static Dictionary<string, object?> WithLoss(object challenge) => new(
        JsonSerializer.SerializeToElement(challenge).EnumerateObject().Select(member => KeyValuePair.Create(member.Name, (object?)member.Value)))
    {
        ["losesVote"] = true,
    };
}
