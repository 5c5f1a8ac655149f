using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

namespace PbDecisionDay.Browser.Tests.Pages;

public sealed class LookTests(Chromium chromium, EveryPage pages)
{
    [Fact]
    public async Task Look()
    {
        foreach (var (name, make) in new (string, Func<Task<IBrowserContext>>)[] { ("phone", () => chromium.PhoneAsync()), ("laptop", () => chromium.LaptopAsync()), ("hall", () => chromium.HallScreenAsync()) })
            foreach (var language in new[] { "en", "ar" })
            {
                await using var context = await make();
                await pages.WalkAsync(context, language, async (page, path) =>
                {
                    if (!(path.Contains("exchange", StringComparison.Ordinal) || path.Contains("slips", StringComparison.Ordinal) || path.Contains("without", StringComparison.Ordinal) || path.Contains("left out", StringComparison.Ordinal))) return;
                    await page.WaitForTimeoutAsync(400);
                    await page.KeepNamedAsync($"{name}-{language}-", path);
                });
            }
    }
}
