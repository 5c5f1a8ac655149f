using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>A hall's screen with standings and results that a test gives it.</summary>
internal static partial class HallScreen
{
    /// <summary>Whether what stands on the screen stands in it: no letter leaves the wall, or lies under another part.</summary>
    public static Task<bool> InsideAsync(IPage page) => page.EvaluateAsync<bool>("""
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

    /// <summary>Turns to a scene: the arrow turns those of a screen that is not paired.</summary>
    public static async Task TurnToAsync(IPage page, string scene)
    {
        for (var turns = 0; turns < 40; turns++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            if (await page.Locator(scene).CountAsync() > 0) return;
        }
        Assert.Fail($"No scene has {scene}.");
    }

    /// <summary>Opens a screen that is given other standings than the day has: by default some of which one is paid for in part.</summary>
    public static async Task<IPage> OpenAsync(IBrowserContext hall, string address, string language, Func<JsonNode, JsonNode>? change = null)
    {
        await hall.AddCookiesAsync([new() { Name = "language", Value = language, Url = address }]);
        var page = await hall.NewPageAsync();
        foreach (var next in new[] { "**/hubs/**", "**/api/days/*/standings" }) await page.RouteAsync(next, route => route.AbortAsync()); // else the next snapshot replaces this one
        await page.RouteAsync("**/screen/open", async route =>
        {
            var answer = await route.FetchAsync();
            var changed = Data().Replace(await answer.TextAsync(), found => found.Groups[1].Value + (change ?? InPart)(JsonNode.Parse(found.Groups[2].Value)!).ToJsonString() + found.Groups[3].Value, 1);
            await route.FulfillAsync(new() { Response = answer, Body = changed });
        });
        await page.GotoAsync($"{address}/screen/open");
        await Expect(page.Locator(".row-stall").First).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Opens a screen of a declared day that stands at one page of a result.</summary>
    public static async Task<IPage> RevealAsync(IBrowserContext hall, string address, string language, object shown)
    {
        await hall.AddCookiesAsync([new() { Name = "language", Value = language, Url = address }]);
        var page = await hall.NewPageAsync();
        await page.RouteAsync("**/api/days/declared/reveal", route => route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(new[] { shown }, JsonSerializerOptions.Web) }));
        await page.GotoAsync($"{address}/screen/declared");
        await Expect(page.Locator("[data-scene='result 0'] .scene")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => document.fonts.ready");
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

    /// <summary>Sixty stalls with long names of three scripts.</summary>
    public static JsonNode Sixty(JsonNode start)
    {
        return Standing(start, 60,
        [
            "Walking football and a warm cup of tea for everybody over sixty who has not played since school in Kirkintilloch",
            "مشروع البستان المجتمعي لتعليم الأطفال زراعة الخضراوات وطهيها مع كبار السن في الحي",
            "为独居老人每周提供一次上门做饭和聊天的社区互助志愿者服务项目",
            "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochclub",
            "Tea",
        ]);
    }

    /// <summary>Eight stalls with short names.</summary>
    public static JsonNode Eight(JsonNode start) => Standing(start, 8, ["Tea", "Walks", "Choir", "نزهات", "Garden", "散步", "Swims", "Shed"]);

    private static JsonNode Standing(JsonNode start, int number, string[] names)
    {
        var (stalls, standings) = (new JsonArray(), new JsonArray());
        for (var at = 0; at < number; at++)
        {
            var stall = start["stalls"]![0]!.DeepClone();
            (stall["id"], stall["place"], stall["picture"]) = ($"{at}", $"{at + 1}", "/pictures/stall.svg");
            stall["title"] = number > names.Length ? $"{names[at % names.Length]} {at}" : names[at];
            stalls.Add(stall);
            standings.Add(new JsonObject { ["proposal"] = $"{at}", ["support"] = 100 * number - at, ["funded"] = at < number / 3 });
        }
        start["stalls"] = stalls;
        start["now"]!["live"] = "standings";
        start["now"]!["standings"] = standings;
        return start;
    }

    [GeneratedRegex("""(id="screen-data">)(.*?)(</script>)""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
