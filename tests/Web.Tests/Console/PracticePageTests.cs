using System.Net;
using Orleans;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The page that begins a practice run and wipes it, and what nobody else sees of one.</summary>
public sealed class PracticePageTests(NamedSite site) : IClassFixture<NamedSite>
{
    [Fact]
    public async Task A_run_is_begun_from_the_tasks_is_on_no_list_and_is_wiped_by_a_button()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await RealDay.ReadyAsync(site.Services, "practised", 4, witness: null);
        const string day = "/console/days/practised";
        await browser.OpenAsync(day);
        await browser.OpenAsync(browser.Page.QuerySelector("#task-rehearse .task-body a.button")!.GetAttribute("href")!);
        Assert.Equal(4, browser.Page.QuerySelectorAll("main ol > li").Length);
        await browser.SendAsync("main form.sheet, main .sheet form");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var running = browser.Page.QuerySelector("nav.tabs a")!.GetAttribute("href")!["/console/days/".Length..];
        Assert.StartsWith("practice-", running, StringComparison.Ordinal);
        Assert.Contains("This is a practice run", browser.Text, StringComparison.Ordinal);
        // It has the tasks of a rehearsal: nothing that takes a second person or an address.
        Assert.Null(browser.Page.QuerySelector("#task-rehearse"));
        foreach (var list in new[] { "/", "/api/days", "/console/days", "/screen", "/console/programs" })
        {
            await browser.OpenAsync(list);
            Assert.DoesNotContain(running, browser.Page.Source.Text, StringComparison.Ordinal);
        }
        await browser.OpenAsync($"/days/{running}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.OpenAsync($"/console/days/{running}/practice");
        Assert.Contains("A practice run goes on.", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync($"{day}/practice");
        await browser.SendAsync("form[action*='End']");
        Assert.Contains("The practice run is wiped.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Practice runs begun: 1. The farthest came to: Published.", browser.Text, StringComparison.Ordinal);
        foreach (var gone in new[] { $"/days/{running}", $"/console/days/{running}", $"/api/days/{running}" })
        {
            await browser.OpenAsync(gone);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
        await browser.OpenAsync(day);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    [Fact]
    public async Task A_day_without_rules_says_why_it_cannot_be_practised_and_a_rehearsal_offers_no_run()
    {
        await OpenDay.CreateAsync(site.Services, "played");
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/played/practice");
        Assert.Null(browser.Page.QuerySelector("main .sheet form"));
        Assert.Contains("This day is a rehearsal itself", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync("/console/new");
        await browser.SendAsync("form.stack", ("Title", "Not ready"), ("Pot", "100"), ("Date", "2027-03-01"));
        await browser.OpenAsync("/console/days/not-ready-2027/practice");
        await browser.SendAsync("main .sheet form");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("The practice run could not begin:", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/not-ready-2027/practice");
        Assert.DoesNotContain("Practice runs begun", browser.Text, StringComparison.Ordinal);
    }
}
