using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>The page of a project's result is one sheet of A4, in each kind of script, and its button prints it.</summary>
public sealed partial class OutcomeSheetTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("zh")]
    [InlineData("ur")]
    public async Task It_prints_on_one_sheet(string language)
    {
        await using var window = await chromium.StillWindowAsync(1280, 900, ColorScheme.Dark);
        await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync("window.print = () => { document.title = 'printed'; };");
        await page.GotoAsync($"{pages.Address}/days/looked/result/4");
        await Expect(page.Locator(".lacking li")).ToHaveCountAsync(3);
        await page.Locator("#print button").ClickAsync();
        Assert.Equal("printed", await page.TitleAsync());
        var sheet = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
        Assert.Single(Sheets().Matches(Encoding.Latin1.GetString(sheet)));
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(690, 980);
        await page.KeepAsync($"sheet-{language}");
    }

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Sheets();
}
