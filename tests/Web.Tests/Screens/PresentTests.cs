using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>The presenter's page without a browser: what it turns, says and refuses.</summary>
public sealed class PresentTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_paired_screen_turns_the_pages_that_there_are_and_no_others()
    {
        var day = await OpenDay.CreateAsync(Services, "turned");
        await day.EveryoneVotesAsync();
        var screen = new ConsoleBrowser((await PairedStation.PairAsync(site, "turned", StationRole.Screen, "Laptop")).Http);
        await screen.OpenAsync("/present/turned");
        Assert.Null(screen.Page.QuerySelector("#next"));
        foreach (var step in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(step);

        await screen.OpenAsync("/present/turned");
        var pages = (await site.Client().GetFromJsonAsync<JsonElement>("/api/days/turned/reveal")).GetArrayLength();
        Assert.InRange(pages, 3, 30);
        for (var page = 0; page < pages; page++)
        {
            await screen.SendAsync("form:has(#next)");
            Assert.Equal((PresentedDeck.Result, page), await ShownAsync());
        }
        Assert.NotNull(screen.Page.QuerySelector("#next[disabled]"));
        await screen.SendAsync("form:has(#next)");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status);
        Assert.Equal((PresentedDeck.Result, pages - 1), await ShownAsync());
    }

    [Fact]
    public async Task What_cannot_be_announced_is_told_on_the_page_and_shown_nowhere()
    {
        await OpenDay.CreateAsync(Services, "said");
        var screen = new ConsoleBrowser((await PairedStation.PairAsync(site, "said", StationRole.Screen, "Laptop")).Http);
        await screen.OpenAsync("/present/said");
        await screen.SendAsync("form[action*='Announce']:has(input[lang])", ("text[en]", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status);
        await screen.SendAsync("form[action*='LastCall']", ("at", "25:00"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status);
        Assert.Equal(JsonValueKind.Null, (await MessageAsync("said")).GetProperty("announcement").ValueKind);
        await screen.SendAsync("form[action*='BeginTalk']", ("minutes", "600"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, screen.Status);
        await screen.SendAsync("form[action*='Announce']:has(input[lang])", ("text[en]", "The soup is ready."));
        Assert.Equal("The soup is ready.", (await MessageAsync("said")).GetProperty("announcement").GetProperty("texts")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_a_presenter_does_reaches_a_follower_within_a_second_and_a_new_follower_at_once()
    {
        await OpenDay.CreateAsync(Services, "heard", upTo: DayPhase.Published);
        var presentation = Services.GetRequiredService<IGrainFactory>().GetGrain<IPresentationGrain>("heard");
        await using var first = await HubClient.ConnectAsync(site.Client().BaseAddress!);
        await first.FollowAsync("heard");
        Assert.Equal(0, (await first.PresentationAsync(_ => true)).GetProperty("number").GetInt64());
        await presentation.AnnounceAsync(new([new("en", "Soup")], ""), "a", default);
        Assert.Equal("Soup", (await first.PresentationAsync(now => now.GetProperty("number").GetInt64() == 1)).GetProperty("announcement").GetProperty("texts")[0].GetProperty("text").GetString());
        await using var late = await HubClient.ConnectAsync(site.Client().BaseAddress!);
        await late.FollowAsync("heard");
        Assert.Equal(1, (await late.PresentationAsync(_ => true)).GetProperty("number").GetInt64());
    }

    [Fact]
    public async Task Nobody_is_called_and_nobody_has_minutes_once_voting_is_over()
    {
        var day = await OpenDay.CreateAsync(Services, "late");
        var screen = new ConsoleBrowser((await PairedStation.PairAsync(site, "late", StationRole.Screen, "Laptop")).Http);
        var other = new ConsoleBrowser((await PairedStation.PairAsync(site, "late", StationRole.Screen, "Phone")).Http);
        foreach (var open in new[] { screen, other }) await open.OpenAsync("/present/late");
        await day.StepAsync(DayPhase.Closed);
        foreach (var (browser, form, value) in new[] { (screen, "LastCall", ("at", "14:45")), (other, "BeginTalk", ("minutes", "3")) })
        {
            await browser.SendAsync($"form[action*='{form}']", value);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains("Voting is closed", browser.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
            Assert.Null(browser.Page.QuerySelector($"form[action*='{form}']"));
        }
    }

    [Fact]
    public async Task Nobody_is_called_for_a_time_that_is_past_or_before_everybody_votes()
    {
        await OpenDay.CreateAsync(Services, "clock");
        await OpenDay.CreateAsync(Services, "too-soon", from: VotesFrom.LastGroup);
        await OpenDay.CreateAsync(Services, "sooner", upTo: DayPhase.Published);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        string At(int hours) => LocalTime.ClockOf(Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(hours), "Europe/London");
        foreach (var page in new[] { "/present/{0}", "/console/days/{0}/announcements" })
        {
            foreach (var day in new[] { "too-soon", "sooner" })
            {
                await organiser.OpenAsync(string.Format(CultureInfo.InvariantCulture, page, day));
                Assert.Null(organiser.Page.QuerySelector("form[action*='LastCall']"));
            }
            await organiser.OpenAsync(string.Format(CultureInfo.InvariantCulture, page, "clock"));
            foreach (var (hours, refused) in new[] { (-4, true), (-11, true), (4, false), (11, false) })
            {
                var at = At(hours);
                await organiser.SendAsync("form[action*='LastCall']", ("at", at));
                Assert.Equal((hours, refused ? "That time is past. Say when voting closes." : null), (hours, organiser.Page.QuerySelector("#refusal")?.TextContent.Trim()));
                Assert.Equal((hours, !refused), (hours, organiser.Page.QuerySelector("#said")?.TextContent.Contains(at, StringComparison.Ordinal) == true));
            }
            await organiser.SendAsync("form[action*='EndAnnouncement']");
        }
    }

    [Fact]
    public async Task A_last_call_from_a_page_that_was_opened_elsewhere_is_refused_before_everybody_votes()
    {
        await OpenDay.CreateAsync(Services, "waits", from: VotesFrom.LastGroup);
        var paired = await PairedStation.PairAsync(site, "waits", StationRole.Screen, "Laptop");
        var screen = new ConsoleBrowser(paired.Http);
        await screen.OpenAsync("/present/waits");
        var token = screen.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var answer = await paired.Http.PostAsync("/present/waits?handler=LastCall", new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("at", "23:59")]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Voting has not begun for everybody", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await MessageAsync("waits")).GetProperty("announcement").ValueKind);
    }

    [Fact]
    public async Task A_screens_keys_let_nobody_vote_and_an_organiser_lets_everybody()
    {
        await OpenDay.CreateAsync(Services, "talks", from: VotesFrom.LastGroup);
        var day = Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("talks");
        var paired = await PairedStation.PairAsync(site, "talks", StationRole.Screen, "Laptop");
        var screen = new ConsoleBrowser(paired.Http);
        await screen.OpenAsync("/present/talks");
        Assert.NotNull(screen.Page.QuerySelector("#voting"));
        Assert.Null(screen.Page.QuerySelector("form[action*='BeginVoting']"));
        var token = screen.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var pressed = await paired.Http.PostAsync("/present/talks?handler=BeginVoting", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Forbidden, pressed.StatusCode);
        Assert.False((await day.GetAsync(default))!.VotingBegan);

        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/present/talks");
        await organiser.SendAsync("form[action*='BeginVoting']");
        Assert.Equal(HttpStatusCode.OK, organiser.Status);
        Assert.True((await day.GetAsync(default))!.VotingBegan);
        Assert.Null(organiser.Page.QuerySelector("#voting"));
    }

    [Fact]
    public async Task The_console_has_the_same_button_and_says_who_pressed_it()
    {
        await OpenDay.CreateAsync(Services, "talks-too", from: VotesFrom.KiosksEarlier);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/talks-too");
        Assert.Contains("Kiosks take votes already", organiser.Page.QuerySelector(".task.now")!.TextContent, StringComparison.Ordinal);
        await organiser.SendAsync("form[action*='BeginVoting']");
        Assert.Equal(HttpStatusCode.OK, organiser.Status);
        Assert.Contains("Everybody can vote now.", organiser.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Everybody may vote", organiser.Page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Morag", organiser.Page.QuerySelectorAll(".history li").Last().TextContent, StringComparison.Ordinal);
        Assert.Null(organiser.Page.QuerySelector("form[action*='BeginVoting']"));
    }

    private async Task<(PresentedDeck, int)> ShownAsync()
    {
        var now = await Services.GetRequiredService<IGrainFactory>().GetGrain<IPresentationGrain>("turned").GetAsync(default);
        return (now.Deck, now.Page);
    }

    private async Task<JsonElement> MessageAsync(string day) => await site.Client().GetFromJsonAsync<JsonElement>($"/api/days/{day}/presentation");

    private IServiceProvider Services
    {
        get
        {
            _ = site.Client(); // Starts it.
            return site.Services;
        }
    }
}
