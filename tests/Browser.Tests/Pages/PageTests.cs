using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>Every kind of page in one language, asked by each check where it stands, so that a page is loaded once for all of them.</summary>
public abstract class PageTests(Chromium chromium, EveryPage pages, string language)
{
    // The walk's stops, so that a walk that was cut short cannot pass: without and with the console's.
    private const int Stops = 66, ConsoleStops = 63;

    [Fact]
    public async Task No_page_has_a_fault_nor_scrolls_sideways_on_a_phone_with_large_print()
    {
        // The content policy refuses scripts from elsewhere, axe's too: it is switched off here alone.
        await using var window = await chromium.StillWindowAsync(1280, 900, ColorScheme.Light);
        await window.AddInitScriptAsync(PageChecks.AxeScript());
        var (checks, stops) = (new PageChecks(), 0);
        await pages.WalkAsync(window, language, async (page, name) =>
        {
            stops++;
            await checks.AccessibleAsync(page, name, language);
            await checks.FitsAPhoneAsync(page, name, language);
        });
        Assert.True(checks.Faults.Count == 0, string.Join("\n", checks.Faults));
        var all = SiteLanguage.Find(language)!.Speaks(PageArea.Organiser) ? Stops + ConsoleStops : Stops;
        Assert.Equal((all, 6 * all), (stops, checks.Looks));
    }
}

public sealed class EnglishPageTests(Chromium chromium, EveryPage pages) : PageTests(chromium, pages, "en");

public sealed class ArabicPageTests(Chromium chromium, EveryPage pages) : PageTests(chromium, pages, "ar");

public sealed class GaelicPageTests(Chromium chromium, EveryPage pages) : PageTests(chromium, pages, "gd");

// Chinese has no spaces to break a line at.
public sealed class ChinesePageTests(Chromium chromium, EveryPage pages) : PageTests(chromium, pages, "zh");
