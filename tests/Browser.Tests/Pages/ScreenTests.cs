using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>A hall's screen with standings in which the last project is paid for in part, as the server's first snapshot would have them.</summary>
public sealed class ScreenTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_bar_has_the_same_scale_though_the_words_beside_one_are_longer(string language)
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, language);

        await HallScreen.TurnToAsync(page, ".row-stall.part");
        var part = page.Locator(".row-stall.part");
        await Expect(part).ToHaveCountAsync(1);
        var tracks = await page.Locator(".row-bar").EvaluateAllAsync<double[]>("bars => bars.map(bar => bar.getBoundingClientRect().width)");

        Assert.True(tracks.Length > 1);
        Assert.All(tracks, track => Assert.Equal(tracks[0], track, 0.5));
        await page.KeepAsync($"screen-standings-{language}", whole: false);
        Assert.True(await part.Locator(".row-ask").EvaluateAsync<bool>("ask => ask.scrollWidth <= ask.clientWidth"));
    }

    [Fact]
    public async Task What_the_pot_pays_for_in_part_is_not_counted_as_paid_for()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, "en");

        var whole = await page.Locator(".row-stall.funded:not(.part)").CountAsync();
        Assert.True(whole > 0);
        await HallScreen.TurnToAsync(page, ".pot-meter");
        await Expect(page.Locator(".scene-big")).ToContainTextAsync($"this many projects: {whole}, and for a part of one more");
    }

    [Fact]
    public async Task A_stalls_picture_keeps_its_three_to_two_beside_its_name()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, "en");
        await HallScreen.TurnToAsync(page, ".scene-picture");
        foreach (var (width, height) in new[] { (1920, 1080), (1366, 768), (1920, 1440), (2560, 1080) })
        {
            await page.SetViewportSizeAsync(width, height);
            var (wide, tall) = await SizeAsync(page.Locator(".scene-picture"));
            Assert.True(Math.Abs(wide / tall - 1.5) < 0.02 && tall > height / 4.0, $"{width}x{height}: a picture of {wide} x {tall} px");
            Assert.True(await HallScreen.InsideAsync(page), $"{width}x{height}: something is cut off");
        }
        await page.SetViewportSizeAsync(1920, 1080);
        await page.KeepAsync("screen-stall", whole: false);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Sixty_projects_with_long_names_of_three_scripts_stand_on_pages_and_nothing_is_cut_off(string language)
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, language, HallScreen.Sixty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var turns = 0; turns < 130 && seen.Count < 60; turns++)
        {
            await page.Keyboard.PressAsync("ArrowRight");
            var rows = await page.Locator(".standings .row-title").AllInnerTextsAsync();
            Assert.InRange(rows.Count, 0, 8);
            seen.UnionWith(rows);
            Assert.True(await HallScreen.InsideAsync(page), $"cut off: {await page.Locator(".scene").InnerTextAsync()}");
            if (rows.Count > 0 && seen.Count <= 8) await page.KeepAsync($"screen-sixty-{language}", whole: false);
        }
        Assert.Equal(60, seen.Count);
    }

    [Fact]
    public async Task What_a_hall_is_told_is_written_in_letters_of_a_tenth_of_the_height()
    {
        await using var hall = await chromium.HallScreenAsync();
        var page = await HallScreen.OpenAsync(hall, pages.Address, "en");
        await HallScreen.TurnToAsync(page, ".flat");
        for (var scenes = 0; scenes < 5; scenes++)
        {
            var letters = await page.Locator(".scene-big").EvaluateAsync<double>("words => parseFloat(getComputedStyle(words).fontSize)");
            Assert.True(letters >= 1080 / 12.0, $"{letters} px: {await page.Locator(".scene-big").InnerTextAsync()}");
            await page.KeepAsync($"screen-words-{scenes}", whole: false);
            await HallScreen.TurnToAsync(page, ".flat");
        }
    }

    private static async Task<(double Wide, double Tall)> SizeAsync(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.Width, box.Height);
    }
}
