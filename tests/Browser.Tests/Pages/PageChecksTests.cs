using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;

namespace PbDecisionDay.Browser.Tests.Pages;

/// <summary>The checks of pages find what they are there for, down to what axe calls moderate and minor.</summary>
public sealed class PageChecksTests(Chromium chromium)
{
    [Theory]
    [InlineData("heading-order", "<h1>One</h1><h3>Three</h3>")]
    [InlineData("empty-table-header", "<h1>One</h1><table><tr><th>A</th><th></th></tr><tr><td>1</td><td>2</td></tr></table>")]
    [InlineData("target-size", "<h1>One</h1><p><button style='font-size:6px;padding:0;inline-size:9px;block-size:9px'>a</button><button style='font-size:6px;padding:0;inline-size:9px;block-size:9px'>b</button></p>")]
    [InlineData("region", "<h1>One</h1></main><p>Outside of everything</p><main>")]
    [InlineData("color-contrast", "<h1>One</h1><p style='color:#999;background:#fff'>Pale</p>")]
    public async Task Each_kind_of_fault_is_found(string rule, string body)
    {
        await using var window = await chromium.StillWindowAsync(1280, 900, ColorScheme.Light);
        await window.AddInitScriptAsync(PageChecks.AxeScript());
        var page = await window.NewPageAsync();
        await page.RouteAsync("http://checks.example/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8", Body = $"<!DOCTYPE html><html lang='en'><head><title>Checks</title></head><body><main>{body}</main></body></html>",
        }));
        await page.GotoAsync("http://checks.example/");
        var checks = new PageChecks();
        await checks.AccessibleAsync(page, "made up", "en");
        Assert.Contains(checks.Faults, fault => fault.Contains($"{rule},", StringComparison.Ordinal));
    }
}
