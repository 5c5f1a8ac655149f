using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Printing;
using PbDecisionDay.Printing.Tests;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The page that prints everything a day needs on paper.</summary>
public sealed class PackTests(NamedSite site) : IClassFixture<NamedSite>
{
    [Fact]
    public async Task Every_part_says_what_it_is_for_and_prints_as_many_pages_as_it_says()
    {
        var day = await OpenDay.CreateAsync(site.Services, "packed", upTo: DayPhase.Published);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        const string pack = "/console/days/packed/pack";
        await browser.OpenAsync(pack);
        var parts = browser.Page.QuerySelectorAll(".pack > li").Select(part => part.GetAttribute("data-part")!).ToArray();
        Assert.Equal(["poster", "stalls", "door", "helper", "observer", "papers", "cards", "statement"], parts);
        Assert.All(browser.Page.QuerySelectorAll(".pack > li"), part => Assert.True(part.QuerySelector("p")!.TextContent.Length > 20));
        Assert.Contains("After the count", browser.Page.QuerySelector("[data-part=statement]")!.TextContent, StringComparison.Ordinal);

        var links = browser.Page.QuerySelectorAll("a[href*='handler=Part']").Select(link => (Address: link.GetAttribute("href")!, Pages: Number(link.TextContent))).ToArray();
        var all = Number(browser.Page.QuerySelector("a[href*='handler=All']")!.TextContent);
        Assert.Equal(Enum.GetValues<PackPart>().Length, links.Length);
        foreach (var (address, pages) in links)
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Equal(pages, new PrintedPdf(browser.Content).PageCount);
        }

        await browser.OpenAsync($"{pack}?handler=All");
        Assert.Equal(all, new PrintedPdf(browser.Content).PageCount);
        Assert.Equal(links.Sum(link => link.Pages), all);
        // Every code leads to the day itself; none is a card's.
        var codes = new PrintedPdf(browser.Content).Drawings.SelectMany(PrintedPdf.Codes).ToArray();
        var projects = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("packed").GetAsync(default))!.Proposals;
        string[] known = ["/days/packed", "/audit/packed", .. projects.Select(id => $"/days/packed/stalls/{id}")];
        Assert.All(codes, code => Assert.Contains(known, link => PrintedPdf.Same(code, QrMatrix.Of($"http://localhost:5301{link}"))));
        Assert.Contains(codes, code => PrintedPdf.Same(code, QrMatrix.Of("http://localhost:5301/days/packed/stalls/1")));
        var text = string.Concat(new PrintedPdf(browser.Content).Drawings.Select(PrintedPdf.Text)).Replace(" ", "", StringComparison.Ordinal);
        Assert.All(day.Cards, card => Assert.DoesNotContain(card.Symbols, text, StringComparison.Ordinal));
        // The figures on the observer's sheet are called as the statement calls them.
        Assert.Contains("Cardshandedinforapaperballot", text, StringComparison.Ordinal);

        await browser.OpenAsync($"{pack}?handler=Part&part=Nothing");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task What_cannot_be_printed_yet_says_when()
    {
        await OpenDay.CreateAsync(site.Services, "unpacked", upTo: DayPhase.Draft);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/unpacked/pack");
        Assert.Contains("After publishing", browser.Page.QuerySelector("[data-part=papers]")!.TextContent, StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/unpacked/pack?handler=Part&part=Papers");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }

    private static int Number(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);
}
