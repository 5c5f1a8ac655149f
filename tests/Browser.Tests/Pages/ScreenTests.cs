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
        await page.KeepAsync($"screen-standings-{language}", whole: false);
        Assert.True(await part.Locator(".row-ask").EvaluateAsync<bool>("ask => ask.scrollWidth <= ask.clientWidth"));
    }

    [Fact]
    public async Task What_the_pot_pays_for_in_part_is_not_counted_as_paid_for()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, "en");

        var whole = await page.Locator(".row-stall.funded:not(.part)").CountAsync();
        Assert.True(whole > 0);
        await TurnToAsync(page, ".pot-meter");
        await Expect(page.Locator(".scene-big")).ToContainTextAsync($"this many projects: {whole}, and for a part of one more");
    }

    [Fact]
    public async Task A_stalls_picture_keeps_its_three_to_two_beside_its_name()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, "en");
        await TurnToAsync(page, ".scene-picture");
        foreach (var (width, height) in new[] { (1920, 1080), (1366, 768), (1920, 1440), (2560, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            var (wide, tall) = await SizeAsync(page.Locator(".scene-picture"));
            Assert.True(Math.Abs(wide / tall - 1.5) < 0.02 && tall > height / 4.0, $"{width}x{height}: a picture of {wide} x {tall} px");
            Assert.True(await InsideAsync(page), $"{width}x{height}: something is cut off");
        }
        await page.SetViewportSizeAsync(1920, 1080);
        await page.KeepAsync("screen-stall", whole: false);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Sixty_projects_with_long_names_of_three_scripts_stand_on_pages_of_eight_and_nothing_is_cut_off(string language)
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, language, Sixty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var turns = 0; turns < 130 && seen.Count < 60; turns++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            var rows = await page.Locator(".standings .row-title").AllInnerTextsAsync();
            Assert.InRange(rows.Count, 0, 8);
            seen.UnionWith(rows);
            Assert.True(await InsideAsync(page), $"cut off: {await page.Locator(".scene").InnerTextAsync()}");
            if (rows.Count > 0 && seen.Count <= 8) await page.KeepAsync($"screen-sixty-{language}", whole: false);
        }
        Assert.Equal(60, seen.Count);
    }

    [Fact]
    public async Task What_a_hall_is_told_is_written_in_letters_of_a_tenth_of_the_height()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await ScreenAsync(hall, "en");
        await TurnToAsync(page, ".flat");
        for (var scenes = 0; scenes < 5; scenes++)
        {
            var letters = await page.Locator(".scene-big").EvaluateAsync<double>("words => parseFloat(getComputedStyle(words).fontSize)");
            Assert.True(letters >= 1080 / 12.0, $"{letters} px: {await page.Locator(".scene-big").InnerTextAsync()}");
            await page.KeepAsync($"screen-words-{scenes}", whole: false);
            await TurnToAsync(page, ".flat");
        }
    }

    // What stands on the screen stands in it: no letter leaves the wall, or lies under another part.
    private static Task<bool> InsideAsync(IPage page) => page.EvaluateAsync<bool>("""
        () => {
          const stage = document.querySelector(".stage").getBoundingClientRect();
          const words = document.querySelector(".scene-words");
          if (words && words.scrollHeight > words.clientHeight + 20) return false;
          return [...document.querySelectorAll(".scene *")].every(part => {
            const box = part.getBoundingClientRect();
            return box.width === 0 || (box.left >= stage.left - 1 && box.right <= stage.right + 1 && box.top >= stage.top - 1 && box.bottom <= stage.bottom + 1);
          }) && [...document.querySelectorAll(".row-title")].every(title => {
              title.style.maxBlockSize = "none";
              const lines = title.offsetHeight;
              title.style.maxBlockSize = "";
              return lines <= title.offsetHeight + 1 && title.scrollWidth <= title.clientWidth + 1;
            })
            && document.documentElement.scrollHeight <= innerHeight;
        }
        """);

    private static async Task<(double Wide, double Tall)> SizeAsync(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.Width, box.Height);
    }

    // The arrow turns the scenes of a screen that is not paired.
    private static async Task TurnToAsync(IPage page, string scene)
    {
        for (var turns = 0; turns < 40; turns++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            if (await page.Locator(scene).CountAsync() > 0) return;
        }
        Assert.Fail($"No scene has {scene}.");
    }

    private async Task<IPage> ScreenAsync(IBrowserContext hall, string language, Func<JsonNode, JsonNode>? change = null)
    {
        await hall.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var page = await hall.NewPageAsync();
        foreach (var next in new[] { "**/hubs/**", "**/api/days/*/standings" }) await page.RouteAsync(next, route => route.AbortAsync()); // else the next snapshot replaces this one
        await page.RouteAsync("**/screen/open", async route =>
        {
            var answer = await route.FetchAsync();
            var changed = Data().Replace(await answer.TextAsync(), found => found.Groups[1].Value + (change ?? InPart)(JsonNode.Parse(found.Groups[2].Value)!).ToJsonString() + found.Groups[3].Value, 1);
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

    private static JsonNode Sixty(JsonNode start)
    {
        string[] names =
        [
            "Walking football and a warm cup of tea for everybody over sixty who has not played since school in Kirkintilloch",
            "مشروع البستان المجتمعي لتعليم الأطفال زراعة الخضراوات وطهيها مع كبار السن في الحي",
            "为独居老人每周提供一次上门做饭和聊天的社区互助志愿者服务项目",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochclub",
            "Tea",
        ];
        var (stalls, standings) = (new JsonArray(), new JsonArray());
        for (var at = 0; at < 60; at++)
        {
            var stall = start["stalls"]![0]!.DeepClone();
            stall["id"] = $"{at}";
            stall["title"] = $"{names[at % names.Length]} {at}";
            stalls.Add(stall);
            standings.Add(new JsonObject { ["proposal"] = $"{at}", ["support"] = 6_000 - at, ["funded"] = at < 20 });
        }
        start["stalls"] = stalls;
        start["now"]!["live"] = "standings";
        start["now"]!["standings"] = standings;
        return start;
    }

    [GeneratedRegex("""(id="screen-data">)(.*?)(</script>)""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
