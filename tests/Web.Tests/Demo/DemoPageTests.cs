using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Demo;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Demo;

/// <summary>The demo's page: cards and doors while they work, and a plain word once its day is over.</summary>
public sealed class DemoPageTests(DemoPageTests.DemoSite site) : IClassFixture<DemoPageTests.DemoSite>
{
    /// <summary>A site that sets its demo day up, as a first start does.</summary>
    public sealed class DemoSite : RunningSite
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection([new("Demo:Enabled", "true")]));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gd")]
    [InlineData("ar")]
    [InlineData("zh")]
    public async Task A_stall_of_the_demo_is_told_in_pictures_that_are_there_in_every_language_of_its_day(string language)
    {
        var client = site.Client(language);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await client.GetAsync("/demo", patience.Token)).StatusCode != HttpStatusCode.OK) await Task.Yield();
        var told = DemoStall.ReadAll().Where(stall => stall.Strip is not null).ToList();
        Assert.NotEmpty(told);
        foreach (var stall in told)
        {
            var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync($"/days/westhaven/stalls/{stall.Id}"));
            Assert.Equal(
                stall.Strip!.Select(one => ($"/pictures/{one.Picture}.svg", language, one.Words[language])),
                page.QuerySelectorAll(".stall-strip li").Select(one => (one.QuerySelector("img")!.GetAttribute("src")!, one.QuerySelector("p")!.GetAttribute("lang")!, one.QuerySelector("p")!.TextContent)));
            Assert.Null(page.QuerySelector("#strip-foreign"));
            foreach (var picture in page.QuerySelectorAll(".stall-strip img"))
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(picture.GetAttribute("src"))).StatusCode);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gd")]
    [InlineData("ar")]
    [InlineData("zh")]
    public async Task The_demo_says_how_people_get_in_and_has_a_stall_that_asks_for_no_money_in_every_language_of_its_day(string language)
    {
        var client = site.Client(language);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await client.GetAsync("/demo", patience.Token)).StatusCode != HttpStatusCode.OK) await Task.Yield();
        var shown = DemoMarketplace.ReadAll();
        var day = WebUtility.HtmlDecode(await client.GetStringAsync("/days/westhaven"));
        foreach (var table in shown.Information) Assert.Contains(table.Texts[language].Title, day, StringComparison.Ordinal);
        var notes = shown.Access.SelectMany(venue => venue.Facts).Where(fact => fact.Notes.Count > 0).Select(fact => fact.Notes[language]).ToList();
        Assert.NotEmpty(notes);
        Assert.All(notes, note => Assert.Contains(note, day, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cards_and_doors_are_offered_until_voting_is_over()
    {
        var client = site.Client();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await client.GetAsync("/demo", patience.Token)).StatusCode != HttpStatusCode.OK) await Task.Yield();
        Assert.Contains("href=\"/demo/door\"", await client.GetStringAsync("/demo"), StringComparison.Ordinal);
        Assert.StartsWith("/pair/", (await client.GetAsync("/demo/door")).Headers.Location!.OriginalString, StringComparison.Ordinal);

        // The service of a hall stands behind a proxy on the same machine, and its visitors are not that machine.
        foreach (var address in new[] { "/demo", "/demo/door" })
            foreach (var header in new[] { "X-Forwarded-For", "Forwarded", "Via", "X-Real-IP" })
            {
                using var proxied = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { header, "1.1 proxy" } } };
                Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(proxied)).StatusCode);
            }

        var day = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("westhaven");
        var closed = await LongSteps.UntilEndedAsync(
            () => day.TransitionAsync(new Transition(DayPhase.Closed, "", "demo-organiser", "demo-witness"), default), TimeSpan.FromMinutes(1), default);
        Assert.Equal(DayRefusal.None, closed.Refusal);

        var over = await client.GetStringAsync("/demo");
        Assert.Contains("Voting is over here", over, StringComparison.Ordinal);
        Assert.DoesNotContain("/demo/door", over, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"code\"", over, StringComparison.Ordinal);
        Assert.Equal("/demo", (await client.GetAsync("/demo/door")).Headers.Location!.OriginalString);
    }
}
