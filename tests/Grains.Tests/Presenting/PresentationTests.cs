using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Grains.Presenting;

namespace PbDecisionDay.Grains.Tests.Presenting;

/// <summary>Turning pages, announcing and giving groups their minutes.</summary>
public sealed class PresentationTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = "anna";
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Two_who_turn_to_the_same_page_turn_once()
    {
        var presentation = Of(shared.Begin());
        Assert.Equal(DayOutcome.Done, await presentation.TurnAsync(PresentedDeck.Result, 3, Anna, default));
        Assert.Equal(DayOutcome.Done, await presentation.TurnAsync(PresentedDeck.Result, 3, "ruari", default));
        Assert.Equal(new Presentation(1, PresentedDeck.Result, 3, null, null), await presentation.GetAsync(default));
    }

    [Fact]
    public async Task Whoever_waits_hears_of_a_change_and_of_nothing_else()
    {
        var presentation = Of(shared.Begin(forcedDeactivation: 0));
        Assert.Equal(0, (await presentation.NextAsync(-1, default)).Number);
        var waiting = presentation.NextAsync(0, default);
        await presentation.AnnounceAsync(Said("Soup is ready"), Anna, default);
        var heard = await waiting;
        Assert.Equal((1, "Soup is ready"), (heard.Number, heard.Announcement!.Texts[0].Text));
        await presentation.EndAnnouncementAsync(Anna, default);
        Assert.Null((await presentation.NextAsync(1, default)).Announcement);
    }

    [Fact]
    public async Task What_is_shown_is_there_again_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync();
        await Of(silo).TurnAsync(PresentedDeck.Papers, 2, Anna, default);
        await Of(silo).AnnounceAsync(new([], "14:45"), Anna, default);
        await Of(silo).BeginTalkAsync("garden", 180, Anna, default);
        var before = await Of(silo).GetAsync(default);
        await silo.RestartAsync();
        var after = await Of(silo).GetAsync(default);
        Assert.Equal((before.Number, before.Deck, before.Page, before.Talk), (after.Number, after.Deck, after.Page, after.Talk));
        Assert.Equal("14:45", after.Announcement!.LastCall);
        Assert.Equal((3, "garden", 180), (after.Number, after.Talk!.Proposal, after.Talk.Seconds));
    }

    [Fact]
    public async Task A_last_call_may_stand_for_half_a_day_and_goes_when_its_time_has_come()
    {
        await using var silo = await TestSilo.StartAsync();
        Assert.Equal(DayRefusal.Invalid, (await Of(silo).AnnounceAsync(new([], "14:45") { Minutes = IPresentationGrain.LongestLastCall + 1 }, Anna, default)).Refusal);
        Assert.Equal(DayRefusal.None, (await Of(silo).AnnounceAsync(new([], "14:45") { Minutes = IPresentationGrain.LongestLastCall }, Anna, default)).Refusal);
        silo.Time.Advance(TimeSpan.FromHours(12));
        Assert.Null((await Of(silo).GetAsync(default)).Announcement);
    }

    [Fact]
    public async Task What_stands_for_minutes_is_there_no_more_once_they_are_over()
    {
        await using var silo = await TestSilo.StartAsync();
        var presentation = Of(silo);
        await presentation.AnnounceAsync(Said("Soup is ready") with { Minutes = 10 }, Anna, default);
        var shown = await presentation.GetAsync(default);
        Assert.Equal((1, "Soup is ready", silo.Time.GetUtcNow().AddMinutes(10)), (shown.Number, shown.Announcement!.Texts[0].Text, shown.AnnouncedUntil));
        silo.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.NotNull((await presentation.GetAsync(default)).Announcement);
        silo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new Presentation(1, PresentedDeck.None, 0, null, null), await presentation.GetAsync(default));
        Assert.Equal(DayOutcome.Done, await presentation.EndAnnouncementAsync(Anna, default));
        Assert.Equal(1, (await presentation.GetAsync(default)).Number);

        await presentation.AnnounceAsync(Said("Stay"), Anna, default);
        silo.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Stay", (await presentation.GetAsync(default)).Announcement!.Texts[0].Text);
        foreach (var minutes in new[] { -1, IPresentationGrain.LongestAnnounced + 1 })
            Assert.Equal(DayRefusal.Invalid, (await presentation.AnnounceAsync(Said("Soup") with { Minutes = minutes }, Anna, default)).Refusal);
    }

    [Theory]
    [InlineData("", "14:75", "such as 14:45")]
    [InlineData("", "soon", "such as 14:45")]
    [InlineData("  ", "", "Write what")]
    [InlineData("two\nlines", "", "one line")]
    [InlineData("x\u202e", "", "turns the direction")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890", "", "shorten it to 90")]
    public async Task What_cannot_be_announced_is_refused_and_the_last_stays(string text, string lastCall, string sentence)
    {
        var presentation = Of(shared.Begin());
        await presentation.AnnounceAsync(Said("Soup is ready"), Anna, default);
        var refused = await presentation.AnnounceAsync(new(text.Length == 0 ? [] : [new("en", text)], lastCall), Anna, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("Soup is ready", (await presentation.GetAsync(default)).Announcement!.Texts[0].Text);
    }

    [Fact]
    public async Task Pages_and_minutes_beyond_their_ends_are_refused()
    {
        var presentation = Of(shared.Begin());
        Assert.Equal(DayRefusal.Invalid, (await presentation.TurnAsync(PresentedDeck.None, 0, Anna, default)).Refusal);
        foreach (var page in new[] { -1, IPresentationGrain.MostPages + 1 })
            Assert.Equal(DayRefusal.Invalid, (await presentation.TurnAsync(PresentedDeck.Result, page, Anna, default)).Refusal);
        foreach (var seconds in new[] { 0, IPresentationGrain.LongestTalk + 1 })
            Assert.Equal(DayRefusal.Invalid, (await presentation.BeginTalkAsync("garden", seconds, Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await presentation.BeginTalkAsync("", 60, Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await presentation.AnnounceAsync(new(default, ""), Anna, default)).Refusal);
        Assert.Equal(0, (await presentation.GetAsync(default)).Number);
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        EventJson.IsFrozen(PresentationEventNames.All, new PageTurned(PresentedDeck.Result, 3, "A", At), "page-turned", """{"deck":"Result","page":3,"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PresentationEventNames.All, new Announced(Said("Soup"), "A", At), "announced",
            """{"announcement":{"texts":[{"language":"en","text":"Soup"}],"lastCall":""},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PresentationEventNames.All, new Announced(Said("Soup") with { Minutes = 10 }, "A", At), "announced",
            """{"announcement":{"texts":[{"language":"en","text":"Soup"}],"lastCall":"","minutes":10},"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PresentationEventNames.All, new AnnouncementEnded("A", At), "announcement-ended", """{"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PresentationEventNames.All, new TalkBegun("garden", 180, "A", At), "talk-begun", """{"proposal":"garden","seconds":180,"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PresentationEventNames.All, new TalkEnded("A", At), "talk-ended", """{"by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(5, PresentationEventNames.All.All.Count());
    }

    private static Announcement Said(string text) => new([new("en", text)], "");

    private static IPresentationGrain Of(TestSilo silo) => silo.Grains.GetGrain<IPresentationGrain>(silo.Day);
}
