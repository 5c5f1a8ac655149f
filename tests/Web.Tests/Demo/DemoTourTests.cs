using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Storage;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Demo;

/// <summary>The tour past every task, from one page, and beginning again.</summary>
public sealed class DemoTourTests(DemoPageTests.DemoSite site) : IClassFixture<DemoPageTests.DemoSite>
{
    [Fact]
    public async Task A_visitor_tries_each_task_from_one_page_and_starts_again()
    {
        var browser = await ReadyAsync();
        Assert.Equal(
            ["tour-screen", "tour-vote", "tour-door", "tour-kiosk", "tour-presenter", "tour-count", "tour-organiser"],
            browser.Page.QuerySelectorAll(".demo-tour > li").Select(stop => stop.Id!));
        Assert.Contains("/v/westhaven#", browser.Page.QuerySelector("#tour-vote a")!.GetAttribute("href"), StringComparison.Ordinal);

        await browser.SendAsync("#tour-kiosk form");
        Assert.Equal("westhaven", browser.Page.QuerySelector("#kiosk")!.GetAttribute("data-day"));
        await browser.OpenAsync("/demo");
        await browser.SendAsync("#tour-presenter form");
        Assert.Equal("westhaven", browser.Page.QuerySelector("[data-presents]")!.GetAttribute("data-presents"));
        await browser.OpenAsync("/demo");
        await browser.SendAsync("#tour-count form");
        await browser.SendAsync("form[action*=Open]", ("Batch", "hall"), ("Pile", "3"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("1", browser.Page.QuerySelector("form[action*=Key]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/demo");
        await browser.SendAsync("#tour-organiser form");
        Assert.NotNull(browser.Page.QuerySelector("#Password"));

        var grains = site.Services.GetRequiredService<IGrainFactory>();
        await browser.OpenAsync("/demo");
        var before = browser.Page.QuerySelector("#tour-vote a")!.GetAttribute("href");
        await browser.SendAsync("#again form");
        var after = browser.Page.QuerySelector("#tour-vote a")!.GetAttribute("href")!;
        Assert.NotEqual(before, after);
        Assert.Contains("/v/westhaven-2#", after, StringComparison.Ordinal);
        foreach (var ended in new[] { "westhaven", "westhaven-count" })
            Assert.Equal(DayPhase.Void, (await grains.GetGrain<IDecisionDayGrain>(ended).GetAsync(default))!.Phase);
        var begun = (await grains.GetGrain<IDecisionDayGrain>("westhaven-2").GetAsync(default))!;
        Assert.Equal((DayPhase.Open, true), (begun.Phase, begun.Rehearsal));
        // What has ended is on no list that a visitor meets.
        var list = await site.Client("en").GetStringAsync("/");
        Assert.Contains("/days/westhaven-2\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("/days/westhaven\"", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_it_answers_whoever_does_not_sit_at_the_machine()
    {
        var browser = await ReadyAsync();
        Assert.NotNull(browser.Page);
        using var client = site.Client("en");
        foreach (var handler in new[] { "Kiosk", "Presenter", "Count", "Organiser", "Again" })
        {
            // Without the page's own token, as another site's page would send it.
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"/demo?handler={handler}", new FormUrlEncodedContent([]))).StatusCode);
            using var proxied = new HttpRequestMessage(HttpMethod.Post, $"/demo?handler={handler}") { Headers = { { "X-Forwarded-For", "192.0.2.7" } }, Content = new FormUrlEncodedContent([]) };
            Assert.Contains((await client.SendAsync(proxied)).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        }
    }

    private async Task<ConsoleBrowser> ReadyAsync()
    {
        var browser = new ConsoleBrowser(site.Client("en"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await browser.OpenAsync("/demo");
        }
        while (browser.Status != HttpStatusCode.OK);
        return browser;
    }
}

/// <summary>A service that is not the demo's, though a demo's cards lie beside its data: as where somebody tried it first, and then switched it off.</summary>
public sealed class NoDemoTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task Where_the_demo_is_switched_off_nothing_of_it_is_there()
    {
        using var client = site.Client("en");
        await File.WriteAllTextAsync(Path.Combine(site.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder, "demo.cards"), "\n");
        await OpenDay.CreateAsync(site.Services, "westhaven");
        foreach (var address in new[] { "/demo", "/demo/door" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
    }
}
