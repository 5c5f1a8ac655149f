using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A resident on the voting page, in English.</summary>
public sealed class Voter(IPage page)
{
    public IPage Page => page;

    /// <summary>Chooses, looks the choices over and presses Cast.</summary>
    public async Task CastAsync(params string[] projects)
    {
        await ChooseAsync(projects);
        await ButtonAsync("Review my choices");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is this your vote?" })).ToBeVisibleAsync();
        foreach (var project in projects) await Expect(page.Locator("#review").GetByRole(AriaRole.Listitem).Filter(new() { HasText = project })).ToBeVisibleAsync();
        await page.KeepAsync("vote-review");
        await ButtonAsync("Cast my vote");
    }

    public async Task ChooseAsync(params string[] projects)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Choose projects: up to 3" })).ToBeVisibleAsync();
        foreach (var project in projects) await page.GetByRole(AriaRole.Checkbox, new() { Name = project }).CheckAsync();
        await page.KeepAsync("vote-choose");
    }

    /// <summary>Waits for the receipt and opens its text.</summary>
    /// <returns>The receipt, as it would be saved.</returns>
    public async Task<string> ReceiptAsync()
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await page.KeepAsync("vote-receipt");
        await page.GetByText("The receipt in full").ClickAsync();
        return await page.Locator("#receipt-text").InnerTextAsync();
    }

    /// <summary>Has a voting page speak another language, by its name in itself.</summary>
    public static async Task SpeakAsync(IPage page, string language)
    {
        await page.Locator(".language-menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = language, Exact = true }).ClickAsync();
    }

    public Task ButtonAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
