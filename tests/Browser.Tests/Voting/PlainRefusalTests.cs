using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A ballot without script that was refused: the head stays as low as it was, and a link leads to what has to be mended.</summary>
public sealed class PlainRefusalTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("zh")]
    public async Task What_was_refused_is_one_step_from_its_field_under_a_head_of_56_pixels(string language)
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, $"plain-refused-{language}");
        foreach (var (width, height) in new[] { (390, 844), (1280, 800), (1920, 1080) })
        {
            await using var window = await chromium.WindowWithoutScriptAsync(width, height);
            await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
            var page = await window.NewPageAsync();
            await page.GotoAsync($"{pages.Address}/v/{day.Id}?plain");
            await page.Locator("#code").FillAsync("ABCD");
            await page.Locator("#ballot .plain-cast button").ClickAsync();
            await Expect(page.Locator("#problem")).ToBeVisibleAsync();
            Assert.Equal(56, (await page.Locator(".site-header").BoundingBoxAsync())!.Height, 1.0);
            await page.KeepAsync($"plain-refused-{language}-{width}", whole: false);
            await Expect(page.Locator("#code")).ToHaveAttributeAsync("aria-invalid", "true");
            await page.Locator("#problem a").ClickAsync();
            await Expect(page.Locator("#code")).ToBeInViewportAsync();
            await Expect(page.Locator("#code")).ToBeFocusedAsync();
        }
    }
}
