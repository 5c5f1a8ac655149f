using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>The hands of somebody at a page, who presses and fills in; what they do is counted.</summary>
/// <param name="page">The page.</param>
/// <param name="byKeyboard">Whether they go by Tab and the keys alone, and have no pointer.</param>
public sealed class Hands(IPage page, bool byKeyboard)
{
    // More stops than any page has.
    private const int MostTabs = 150;

    public IPage Page => page;

    /// <summary>Buttons and links pressed.</summary>
    public int Presses { get; set; }

    /// <summary>Boxes filled in and answers chosen, but for passwords, passphrases and codes.</summary>
    public int Fields { get; private set; }

    public Task ButtonAsync(string name) => PressAsync(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }));

    public async Task PressAsync(ILocator what)
    {
        Presses++;
        if (!byKeyboard)
        {
            await what.ClickAsync();
            return;
        }
        await GoToAsync(what);
        await page.Keyboard.PressAsync("Enter");
    }

    public Task FillAsync(string label, string text) => FillAsync(page.GetByLabel(label, new() { Exact = true }), text);

    public Task FillAsync(ILocator box, string text)
    {
        Fields++;
        return TypeAsync(box, text);
    }

    /// <summary>Fills in a password, a passphrase, a code or a list, which nobody counts.</summary>
    public async Task TypeAsync(ILocator box, string text)
    {
        if (!byKeyboard)
        {
            await box.FillAsync(text);
            return;
        }
        await GoToAsync(box);
        // A box for a date shows its parts in the order of the browser's language.
        if (await box.GetAttributeAsync("type") == "date") await box.FillAsync(text);
        else
        {
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.InsertTextAsync(text);
        }
    }

    /// <summary>Chooses one of several answers, or ticks a box.</summary>
    public async Task ChooseAsync(string label)
    {
        Fields++;
        await TickAsync(label);
    }

    /// <summary>Chooses where the list comes from, which is the list's and not counted.</summary>
    public async Task TickAsync(string label)
    {
        var answer = page.GetByLabel(label);
        if (!byKeyboard) await answer.CheckAsync();
        else if (await answer.GetAttributeAsync("type") == "checkbox")
        {
            await GoToAsync(answer);
            await page.Keyboard.PressAsync("Space");
        }
        else
        {
            var name = await answer.GetAttributeAsync("name");
            await GoToAsync(page.Locator($"input[type=radio][name='{name}']:checked"));
            for (var others = await page.Locator($"input[name='{name}']").CountAsync(); others > 0 && !await answer.IsCheckedAsync(); others--)
                await page.Keyboard.PressAsync("ArrowDown");
        }
        await Expect(answer).ToBeCheckedAsync();
    }

    private async Task GoToAsync(ILocator what)
    {
        await Expect(what).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await what.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"No key leads to {what}.");
    }
}
