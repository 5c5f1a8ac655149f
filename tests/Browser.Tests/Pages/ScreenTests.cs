using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>A hall's screen with standings in which the last project is paid for in part, as the server's first snapshot would have them.</summary>
public sealed partial class ScreenTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_bar_has_the_same_scale_though_the_words_beside_one_are_longer(string language)
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, language);

        var part = page.Locator(".row-stall.part");
        await Expect(part).ToHaveCountAsync(1);
        var tracks = await page.Locator(".row-bar").EvaluateAllAsync<double[]>("bars => bars.map(bar => bar.getBoundingClientRect().width)");

        Assert.True(tracks.Length > 3);
        Assert.All(tracks, track => Assert.Equal(tracks[0], track, 0.5));
        Assert.True(await part.Locator(".row-ask").EvaluateAsync<bool>("ask => ask.scrollWidth <= ask.clientWidth"));
    }

    [Fact]
    public async Task What_the_pot_pays_for_in_part_is_not_counted_as_paid_for()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, "en");

        var whole = await page.Locator(".row-stall.funded:not(.part)").CountAsync();
        Assert.True(whole > 0);
        await Expect(page.Locator(".pot-words").First).ToContainTextAsync($"this many projects: {whole}, and for a part of one more");
    }

    [Fact]
    public async Task A_picture_of_a_stall_is_shown_as_a_picture_or_not_at_all()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, "en");
        foreach (var (width, height) in new[] { (1920, 1080), (1366, 768), (1920, 1440), (2560, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            var tall = await page.Locator(".rota-picture").EvaluateAsync<double>("picture => picture.getBoundingClientRect().height");
            Assert.True(tall == 0 || tall > height / 20.0, $"{width}x{height}: a strip of {tall} px");
        }
    }

    private async Task<IPage> ScreenAsync(IBrowserContext hall, string language)
    {
        await hall.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var page = await hall.NewPageAsync();
        await page.RouteAsync("**/hubs/**", route => route.AbortAsync()); // else the next snapshot replaces this one
        await page.RouteAsync("**/screen/open", async route =>
        {
            var answer = await route.FetchAsync();
            var changed = Data().Replace(await answer.TextAsync(), found => found.Groups[1].Value + InPart(JsonNode.Parse(found.Groups[2].Value)!).ToJsonString() + found.Groups[3].Value, 1);
            await route.FulfillAsync(new() { Response = answer, Body = changed });
        });
        await page.GotoAsync($"{pages.Address}/screen/open");
        await Expect(page.Locator(".row-stall").First).ToBeVisibleAsync();
        return page;
    }

    // The last but one of the projects gets a third of what it asks for.
    private static JsonNode InPart(JsonNode start)
    {
        var stalls = start["stalls"]!.AsArray();
        var (standings, spent) = (new JsonArray(), 0L);
        for (var at = 0; at < stalls.Count; at++)
        {
            var ask = stalls[at]!["ask"]!.GetValue<long>();
            spent += at < stalls.Count - 2 ? ask : at == stalls.Count - 2 ? ask / 3 : 0;
            stalls[at]!["pot"] = start["pots"]![0]!["id"]!.GetValue<string>();
            stalls[at]!["picture"] = "/pictures/stall.svg";
            standings.Add(new JsonObject { ["proposal"] = stalls[at]!["id"]!.GetValue<string>(), ["support"] = 3 * (stalls.Count - at), ["funded"] = at < stalls.Count - 1 });
        }

        start["pots"]![0]!["amount"] = spent;
        start["inPart"] = true;
        start["now"]!["live"] = "standings";
        start["now"]!["standings"] = standings;
        return start;
    }

    [GeneratedRegex("""(id="screen-data">)(.*?)(</script>)""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
