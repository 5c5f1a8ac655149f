using System.Text;
using System.Text.RegularExpressions;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Web.Help;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>The role cards as they come out of a printer.</summary>
public sealed partial class HelpOnPaperTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("en-simple")]
    [InlineData("ar")]
    [InlineData("zh")]
    [InlineData("gd")]
    public async Task Each_card_fills_one_page_of_A4(string language)
    {
        await using var window = await chromium.StillWindowAsync(1280, 900, Microsoft.Playwright.ColorScheme.Light);
        await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Address }]);
        var page = await window.NewPageAsync();
        foreach (var (address, expected) in RoleCard.All.Select(card => ($"/help/{card.Role}", 1)).Append(("/help", RoleCard.All.Length)))
        {
            await page.GotoAsync(pages.Address + address);
            var printed = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });
            Assert.Equal((address, expected), (address, Pages().Count(Encoding.Latin1.GetString(printed))));
        }
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex Pages();
}
