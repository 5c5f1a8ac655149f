using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Papers;

/// <summary>What everybody reads of paper slips, as a phone, a laptop and a hall's screen show it.</summary>
public sealed class PaperFiguresTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    private const int Pile = 60;

    [Fact]
    public async Task The_statement_and_the_look_page_fit_and_break_no_batchs_name()
    {
        var day = await CountedPapers.AccountedAsync(site.Services, "figures", Pile);
        await CountedPapers.DeclareAsync(day, Pile);
        await using var window = await chromium.LaptopAsync();
        var page = await window.NewPageAsync();
        foreach (var language in new[] { "en", "ar", "zh" })
        {
            await window.AddCookiesAsync([new() { Name = "language", Value = language, Url = site.Address() }]);
            foreach (var (width, height) in new[] { (390, 844), (1280, 800), (1920, 1080) })
            {
                await page.SetViewportSizeAsync(width, height);
                foreach (var path in new[] { "look", "statement" })
                {
                    await page.GotoAsync($"{site.Address()}/audit/{day.Id}/{path}");
                    await page.EvaluateAsync("() => document.fonts.ready");
                    Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{path} {language} {width}");
                    await page.KeepAsync($"figures-{path}-{language}-{width}");
                    if (path != "look") continue;
                    var name = page.Locator("#slip-batches tbody th bdi", new() { HasText = CountedPapers.Hall });
                    await Expect(name).ToHaveCountAsync(1);
                    Assert.Equal(1, await name.EvaluateAsync<int>("name => name.getClientRects().length"));
                }
            }
        }
    }
}
