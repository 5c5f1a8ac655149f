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
using PbDecisionDay.Web.Presenting;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>Announcements from the console: the same as from the presenter's page.</summary>
public sealed class AnnouncementsTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task What_the_console_announces_every_screen_is_told_and_either_page_takes_it_off()
    {
        await CreateAsync("told");
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/told");
        Assert.NotNull(organiser.Page.QuerySelector("a[href='/console/days/told/announcements']"));
        await organiser.OpenAsync("/console/days/told/announcements");
        Assert.NotNull(organiser.Page.QuerySelector("a[href='/present/told']"));
        Assert.Null(organiser.Page.QuerySelector("#said"));
        await organiser.SendAsync(Announce, ("text[en]", " The soup is ready. "), ("minutes", "15"));
        Assert.Equal(HttpStatusCode.OK, organiser.Status);
        Assert.Equal("The soup is ready.", organiser.Page.QuerySelector("#said")!.TextContent.Trim());
        var (shown, at, until) = await ShownAsync("told");
        Assert.Equal("The soup is ready.", shown);
        Assert.InRange(until - at, 14 * 60_000, 15 * 60_000);

        var screen = new ConsoleBrowser((await PairedStation.PairAsync(site, "told", StationRole.Screen, "Laptop")).Http);
        await screen.OpenAsync("/present/told");
        Assert.Equal("The soup is ready.", screen.Page.QuerySelector("#said")!.TextContent.Trim());
        await screen.SendAsync(TakeOff);
        Assert.Null((await ShownAsync("told")).Text);
        await screen.SendAsync(Announce, ("text[en]", "Tea"));
        await organiser.OpenAsync("/console/days/told/announcements");
        Assert.Equal("Tea", organiser.Page.QuerySelector("#said")!.TextContent.Trim());
        await organiser.SendAsync(TakeOff);
        Assert.Null((await ShownAsync("told")).Text);
    }

    [Fact]
    public async Task What_the_presenters_page_refuses_the_console_refuses_and_keeps_what_was_typed()
    {
        await CreateAsync("untold", DayPhase.Open);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/untold/announcements");
        var tooLong = new string('x', 91);
        foreach (var (form, field) in new[] { (Announce, ("text[en]", " ")), (Announce, ("minutes", "241")), (Announce, ("text[en]", tooLong)), (LastCall, ("at", "25:00")), (LastCall, ("at", "")) })
        {
            await organiser.SendAsync(form, field);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
            Assert.NotEmpty(organiser.Page.QuerySelector("#refusal")!.TextContent.Trim());
            if (form == LastCall) Assert.Equal("#last-call", organiser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
            if (field.Item2 == tooLong) Assert.Equal(tooLong, organiser.Page.QuerySelector("input[name='text[en]']")!.GetAttribute("value"));
        }
        Assert.Null((await ShownAsync("untold")).Text);
        var inAnHour = LocalTime.ClockOf(site.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(1), "Europe/London");
        await organiser.SendAsync(LastCall, ("at", inAnHour));
        Assert.Contains(inAnHour, organiser.Page.QuerySelector("#said")!.TextContent, StringComparison.Ordinal);
        // It goes when its time has come.
        var until = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPresentationGrain>("untold").GetAsync(default)).AnnouncedUntil;
        Assert.InRange(until!.Value - site.Services.GetRequiredService<TimeProvider>().GetUtcNow(), TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(60));
        await organiser.OpenAsync("/present/untold");
        Assert.NotNull(organiser.Page.QuerySelector("a[href='/console/days/untold/announcements']"));
    }

    [Theory]
    [InlineData("14:45", "2026-05-30T13:20:10Z", 25)] // summer time
    [InlineData("14:20", "2026-05-30T13:20:10Z", 1)]
    [InlineData("00:30", "2026-05-30T22:00:00Z", 90)]
    [InlineData("02:20", "2026-05-30T13:20:00Z", 720)]
    [InlineData("25:00", "2026-05-30T13:20:00Z", 0)]
    public async Task A_last_call_stands_until_its_time(string at, string now, int minutes)
    {
        var day = await CreateAsync($"call-{minutes}", DayPhase.Draft);
        var view = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day.Id).GetAsync(default))!;
        var announcing = new Announcing(view, new Presentation(0, PresentedDeck.None, 0, null, null));
        Assert.Equal((at, minutes), (announcing.LastCallOf(at, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)).LastCall, announcing.LastCallOf(at, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)).Minutes));
    }

    [Fact]
    public async Task A_draft_announces_nothing_and_a_closed_day_calls_nobody()
    {
        await CreateAsync("not-yet", DayPhase.Draft);
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/not-yet/announcements");
        Assert.Empty(organiser.Page.QuerySelectorAll("section form"));
        var day = await CreateAsync("no-more", DayPhase.Open);
        await organiser.OpenAsync("/console/days/no-more/announcements");
        await day.StepAsync(DayPhase.Closed);
        await organiser.SendAsync(LastCall, ("at", "14:45"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, organiser.Status);
        Assert.Null(organiser.Page.QuerySelector(LastCall));
        await organiser.SendAsync(Announce, ("text[en]", "Stay for the soup."));
        Assert.Equal("Stay for the soup.", (await ShownAsync("no-more")).Text);
    }

    private const string Announce = "form[action*='handler=Announce']", LastCall = "form[action*='LastCall']", TakeOff = "form[action*='EndAnnouncement']";

    private async Task<(string? Text, long At, long Until)> ShownAsync(string day)
    {
        var now = await site.Client().GetFromJsonAsync<JsonElement>($"/api/days/{day}/presentation");
        return now.GetProperty("announcement") is { ValueKind: JsonValueKind.Object } said
            ? (said.GetProperty("texts")[0].GetProperty("text").GetString(), now.GetProperty("at").GetInt64(), said.GetProperty("until").GetInt64())
            : (null, 0, 0);
    }

    private Task<OpenDay> CreateAsync(string day, DayPhase upTo = DayPhase.Published)
    {
        _ = site.Client(); // Starts it.
        return OpenDay.CreateAsync(site.Services, day, upTo: upTo);
    }
}
