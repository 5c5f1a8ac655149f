using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>A day that nobody could make today but that stands in the journal: the pages that list days go on.</summary>
public sealed class BadDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Writes a copy of a day's journal under another id, with another text in place of one.</summary>
    private async Task CopyAsync(string day, string copy, string old, string put, bool withNonsense = false)
    {
        var journal = site.Services.GetRequiredService<IJournal>();
        var events = new List<JournalEvent>();
        await foreach (var written in journal.ReadAsync($"day/{day}", 0, default))
        {
            var text = Encoding.UTF8.GetString(written.Body.Span);
            events.Add(new JournalEvent(written.Kind, Encoding.UTF8.GetBytes(text.Replace(old, put, StringComparison.Ordinal))));
        }
        if (withNonsense) events.Add(new JournalEvent("nobody-knows-this", "{}"u8.ToArray()));
        await journal.AppendAsync($"day/{copy}", 0, events, [], default);
        Assert.True(await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(copy, "organiser-a", default));
    }

    [Fact]
    public async Task A_day_that_cannot_be_read_and_one_with_more_money_than_a_number_holds_leave_the_lists_standing()
    {
        var good = await OpenDay.CreateAsync(site.Services, "good-day", upTo: DayPhase.Published);
        await CopyAsync(good.Id, "rich-day", "\"amount\":2000000}", $"\"amount\":{long.MaxValue}}},{{\"id\":\"two\",\"name\":\"Two\",\"amount\":{long.MaxValue}}}");
        await CopyAsync(good.Id, "broken-day", "Westhaven Town Hall", "Nowhere", withNonsense: true);
        await CopyAsync(good.Id, "tongues-day", "\"language\":\"en\"", "\"language\":\"-\"");
        var client = site.Client();

        for (var again = 0; again < 2; again++)
        {
            using var page = await client.GetAsync("/");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            var text = await page.Content.ReadAsStringAsync();
            Assert.Contains("/days/good-day", text, StringComparison.Ordinal);
            Assert.Contains("£184,467,440,737,095,516.14", text, StringComparison.Ordinal);
            Assert.DoesNotContain("broken-day", text, StringComparison.Ordinal);
        }
        var listed = await client.GetStringAsync("/api/days");
        Assert.Contains("good-day", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("broken-day", listed, StringComparison.Ordinal);

        // A code typed by hand is any day's: the broken one is passed over, whichever comes first.
        var offer = await PairedStation.OfferAsync(site, good.Id);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/api/stations/pair", new { code = offer.Code })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/stations/pair", new { code = offer.Code })).StatusCode);

        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("cannot be read", browser.Text, StringComparison.Ordinal);
        Assert.Contains("broken-day", browser.Text, StringComparison.Ordinal);
        Assert.Single(site.Log, line => line.Contains("The day broken-day cannot be read", StringComparison.Ordinal));
    }
}
