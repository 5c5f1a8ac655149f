using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Web.Localisation;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>The residents' pages on a phone in the languages that only they speak: the long walk is not taken in these.</summary>
public sealed class ResidentLanguagesTests(Chromium chromium, EveryPage pages)
{
    private static readonly string[] Addresses =
    [
        "/days/open", "/days/open/stalls/3", "/days/open/join/3", "/days/open/needs", "/v/open", "/v/open?plain", "/r", "/days/looked/result/4",
    ];

    [Fact]
    public async Task No_page_has_a_fault_nor_scrolls_sideways_on_a_phone_with_large_print()
    {
        var languages = SiteLanguage.All.Where(language => language.Covers == PageArea.Resident).ToArray();
        Assert.Equal(["pl", "uk", "ur"], languages.Select(language => language.Tag));
        await using var window = await chromium.StillWindowAsync(320, 720, ColorScheme.Light);
        await window.AddInitScriptAsync(PageChecks.AxeScript());
        var (page, checks) = (await window.NewPageAsync(), new PageChecks());
        foreach (var language in languages)
        {
            await window.AddCookiesAsync([new() { Name = "language", Value = language.Tag, Url = pages.Address }]);
            foreach (var address in Addresses)
            {
                await page.GotoAsync(pages.Address + address);
                Assert.Equal((address, language.Tag, language.Direction), (address, await page.GetAttributeAsync("html", "lang"), await page.GetAttributeAsync("html", "dir")));
                // What could be shared is asked once somebody would share.
                if (address.Contains("/join/", StringComparison.Ordinal))
                {
                    await Expect(page.Locator("[name=Things]").First).ToBeHiddenAsync();
                    await page.Locator("[value=Share]").CheckAsync();
                    await Expect(page.Locator("[name=Things]")).ToHaveCountAsync(4);
                    await Expect(page.Locator("[name=Things]").First).ToBeVisibleAsync();
                }
                var name = address.Trim('/').Replace('/', '-').Replace('?', '-') is { Length: > 0 } said ? said : "days";
                await checks.OnThisPhoneAsync(page, name, language.Tag);
            }
        }
        Assert.True(checks.Faults.Count == 0, string.Join("\n", checks.Faults));
        Assert.Equal(3 * languages.Length * Addresses.Length, checks.Looks);
    }
}
