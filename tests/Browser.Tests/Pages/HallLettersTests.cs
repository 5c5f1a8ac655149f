using System.Text.Json;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>What a hall reads from fifteen metres: on its screen, on a laptop and on an old projector, with short names and with sixty long ones.</summary>
public sealed class HallLettersTests(Chromium chromium, EveryPage pages)
{
    // Six hundredths of the height, less what browsers round.
    private const double Least = 5.9;

    private static readonly (int Width, int Height)[] Walls = [(1920, 1080), (1366, 768), (1093, 614), (1024, 768)];

    // Every text that stands in the scene, what is announced and how many have voted: its size in hundredths of the height, what is too small first.
    private const string Letters =
        """
        () => [...document.querySelectorAll(".scene *, .band-said *, .turnout *")]
          .filter((part) => part.offsetParent !== null && !part.closest(".row-mark") && [...part.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ""))
          .map((part) => ({ text: part.textContent, size: 100 * parseFloat(getComputedStyle(part).fontSize) / innerHeight })).sort((a, b) => a.size - b.size)
        """;

    // The contrast of each text with the ground it stands on. Source: WCAG 2.2, relative luminance.
    private const string Contrasts =
        """
        () => {
          const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
          const luminance = (colour) => rgb(colour).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
          const ground = (part) => { const own = getComputedStyle(part).backgroundColor; return (rgb(own)[3] ?? 1) === 1 ? own : ground(part.parentElement); };
          return [...document.querySelectorAll(".scene *")].filter((part) => part.offsetParent !== null && [...part.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== ""))
            .map((part) => { const both = [luminance(getComputedStyle(part).color), luminance(ground(part))]; return { text: part.textContent, size: (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05) }; });
        }
        """;

    [Theory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("ar", false)]
    [InlineData("ar", true)]
    [InlineData("zh", false)]
    [InlineData("zh", true)]
    public async Task Every_letter_of_a_scene_has_six_hundredths_of_the_height(string language, bool sixty)
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, language, sixty ? HallScreen.Sixty : HallScreen.Eight);
        foreach (var (width, height) in Walls)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var scene in new[] { ".standings", ".scene-picture", ".turnout-scene", ".words", ".pot-meter" })
            {
                await HallScreen.TurnToAsync(page, scene);
                await page.KeepAsync($"hall-{language}-{(sixty ? "sixty" : "eight")}-{width}-{scene[1..]}", whole: false);
                await HoldsAsync(page, $"{width}x{height} {scene}");
                if (scene == ".standings") await MoneyIsLargestAsync(page, ".row-ask", ".row-title");
                if (scene == ".standings" && (width, language, sixty) == (1920, "en", false)) await Expect(page.Locator(".row-stall")).ToHaveCountAsync(8);
                if (scene == ".pot-meter") Assert.True((await page.Locator(scene).BoundingBoxAsync())!.Width > width / 2.0, $"{width}x{height}: the bar of a pot is no bar");
            }
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("zh")]
    public async Task So_has_every_letter_of_a_result(string language)
    {
        var title = "Walking football and a warm cup of tea for everybody over sixty who has not played since school";
        var facts = new[] { new { name = "Votes", figure = "16" }, new { name = "Award", figure = "£12,850" }, new { name = "Money left", figure = "£1,150" } };
        object Page(string kind, string called, string line, object figures, object rows) =>
            new { kind, project = kind is "award" or "missed" ? "1" : "", title = called, language = "en", picture = kind is "award" or "missed" ? "/pictures/stall.svg" : "", line, notes = Array.Empty<string>(), facts = figures, rows };
        var none = Array.Empty<object>();
        var shown = new Dictionary<string, object>
        {
            ["award"] = Page("award", "Tea", "", facts, none),
            ["award-long"] = Page("award", title, "A part of £15,000: that was what was left.", facts, none),
            ["missed"] = Page("missed", title, "is not funded: it asks for £3,000 and needs at least £1,500, and £1,200 was left. Votes: 12.", none, none),
            ["list"] = Page("list", "The result", "", none, Enumerable.Range(1, 5).Select(at => new { title = $"{title} {at}", language = "en", award = "£12,850" })),
        };
        await using var hall = await chromium.HallScreenAsync();
        foreach (var (name, told) in shown)
        {
            var page = await HallScreen.RevealAsync(hall, pages.Address, language, told);
            foreach (var (width, height) in Walls)
            {
                await page.SetViewportSizeAsync(width, height);
                await page.KeepAsync($"hall-{language}-{name}-{width}", whole: false);
                await HoldsAsync(page, $"{width}x{height} {name}");
                if (name == "list") await MoneyIsLargestAsync(page, ".row-ask", ".row-title");
                if (name == "award") await MoneyIsLargestAsync(page, ".award-facts dd", ".award-facts dt");
                if (name == "award") await MoneyIsLargestAsync(page, ".award-facts dd", ".scene-big");
            }
            await page.CloseAsync();
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task What_is_only_read_stands_on_the_days_colour_and_in_no_box(ColorScheme scheme)
    {
        await using var hall = await chromium.WindowAsync(1920, 1080, scheme);
        var page = await HallScreen.OpenAsync(hall, pages.Address, "en");
        foreach (var scene in new[] { ".standings", ".scene-picture", ".pot-meter" })
        {
            await HallScreen.TurnToAsync(page, scene);
            await page.KeepAsync($"hall-{scheme}-{scene[1..]}", whole: false);
            await IsFlatAsync(page);
        }
        foreach (var kind in new[] { "award", "missed" })
        {
            var told = await HallScreen.RevealAsync(hall, pages.Address, "en",
                new { kind, project = "1", title = "Tea", language = "en", picture = "", line = "Why", notes = Array.Empty<string>(), facts = new[] { new { name = "Award", figure = "£10" } }, rows = Array.Empty<object>() });
            await IsFlatAsync(told);
        }
    }

    private static async Task HoldsAsync(IPage page, string what)
    {
        var letters = (await page.EvaluateAsync<JsonElement>(Letters)).EnumerateArray().Select(part => (Text: part.GetProperty("text").GetString(), Size: part.GetProperty("size").GetDouble())).ToArray();
        Assert.NotEmpty(letters);
        Assert.True(letters[0].Size >= Least, $"{what}: {letters[0].Size:0.0} hundredths: {letters[0].Text}");
        Assert.True(await page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('.row-bar')].every(bar => bar.parentElement.querySelector('.row-ask').getBoundingClientRect().bottom <= bar.getBoundingClientRect().top + 1)"), $"{what}: money lies on a bar");
        Assert.True(await HallScreen.InsideAsync(page), $"{what}: cut off: {await page.Locator(".scene").First.InnerTextAsync()}");
        // The checkpoint stands beside the scene, whole.
        Assert.True(await page.EvaluateAsync<bool>(
            """
            () => {
              const [scene, seal] = [document.querySelector(".stage"), document.querySelector(".seal")].map((part) => part.getBoundingClientRect());
              return (seal.left >= scene.right || seal.right <= scene.left) && seal.bottom <= innerHeight + 1 && document.documentElement.scrollWidth <= innerWidth;
            }
            """), $"{what}: the checkpoint is not beside the scene");
    }

    private static async Task MoneyIsLargestAsync(IPage page, string money, string beside)
    {
        var sizes = await page.EvaluateAsync<double[]>("(both) => both.map((one) => parseFloat(getComputedStyle(document.querySelector(one)).fontSize))", new[] { money, beside });
        Assert.True(sizes[0] > sizes[1], $"{money} has {sizes[0]} px beside {beside} with {sizes[1]} px");
    }

    private static async Task IsFlatAsync(IPage page)
    {
        await Expect(page.Locator(".scene")).ToHaveCountAsync(1);
        var (ground, day) = (await page.Locator(".scene").EvaluateAsync<string>("scene => getComputedStyle(scene).backgroundColor"), await page.EvaluateAsync<string>(
            "() => { const probe = document.body.appendChild(document.createElement('p')); probe.style.color = 'var(--day)'; const colour = getComputedStyle(probe).color; probe.remove(); return colour; }"));
        Assert.Equal(day, ground);
        var contrasts = (await page.EvaluateAsync<JsonElement>(Contrasts)).EnumerateArray().ToArray();
        Assert.NotEmpty(contrasts);
        Assert.All(contrasts, part => Assert.True(part.GetProperty("size").GetDouble() >= 7, $"{part}"));
    }
}
