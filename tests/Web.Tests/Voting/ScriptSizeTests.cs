using AngleSharp.Html.Parser;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>What a phone on a weak network, and a kiosk, have to fetch before anybody can vote.</summary>
public sealed class ScriptSizeTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("/v/wired", "vote", "br")]
    [InlineData("/v/wired", "vote", "gzip")]
    [InlineData("/kiosk", "kiosk", "br")]
    [InlineData("/kiosk", "kiosk", "gzip")]
    public async Task All_the_scripts_of_a_page_are_together_under_sixty_kilobytes_on_the_wire(string path, string script, string encoding)
    {
        if (!(await site.Client().GetAsync("/api/days/wired")).IsSuccessStatusCode) await OpenDay.CreateAsync(site.Services, "wired");
        var device = path == "/kiosk" ? (await PairedStation.PairAsync(site, "wired", StationRole.Kiosk, "Corner kiosk")).Http : site.Client();
        var page = await new HtmlParser().ParseDocumentAsync(await device.GetStringAsync(path));
        var fetched = page.QuerySelectorAll("script[src], link[rel=modulepreload]")
            .Select(one => one.GetAttribute("src") ?? one.GetAttribute("href")!).ToHashSet(StringComparer.Ordinal);
        Assert.Contains(fetched, address => address.StartsWith($"/js/{script}.", StringComparison.Ordinal));

        var onTheWire = 0;
        foreach (var address in fetched)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.ParseAdd(encoding);
            using var packed = await device.SendAsync(request);
            Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
            onTheWire += (await packed.Content.ReadAsByteArrayAsync()).Length;
        }
        Assert.InRange(onTheWire, 10_000, 60_000);
    }
}
