using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>A person with two buttons: one goes to the next control, the other chooses it. There is no third.</summary>
internal sealed class TwoKeys(IPage page, string next, string choose)
{
    // More stops than a kiosk's page has.
    private const int MostStops = 120;

    /// <summary>Does a step of a script as <c>BallotPaper</c> has them; what needs a third key there is none of.</summary>
    public async Task DoAsync(string step)
    {
        var words = step.Split(' ', 3);
        var tile = page.Locator($"[data-project=\"{words.ElementAtOrDefault(1)}\"]");
        switch (words[0])
        {
            case "tick": await PressAsync(tile.Locator("input[type=checkbox]")); break;
            case "mark":
                var radio = tile.Locator($"input[type=radio][value=\"{words[2]}\"]");
                await PressAsync(radio);
                await Expect(radio).ToBeCheckedAsync();
                break;
            case "up": await PressAsync(page.Locator($".ranking [data-of=\"{words[1]}\"][data-way=up]")); break;
            case "review": await PressAsync(page.Locator("#choose-next")); break;
            case "says": await Expect(page.Locator("main")).ToContainTextAsync(step["says ".Length..]); break;
            default: Assert.Fail($"No such step: {step}"); break;
        }
    }

    public async Task PressAsync(ILocator control)
    {
        await Expect(control).ToBeVisibleAsync();
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await control.EvaluateAsync<bool>("it => it === document.activeElement"))
            {
                await page.Keyboard.PressAsync(choose);
                return;
            }
            await page.Keyboard.PressAsync(next);
        }
        Assert.Fail($"The key {next} never comes to {control}.");
    }
}
