using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A ballot paper on a screen, filled in step by step with fingers or with keys alone.</summary>
internal sealed class BallotPaper(IPage page, bool keys)
{
    // More stops of the Tab key than any page here has.
    private const int MostStops = 250;

    /// <summary>
    /// Does what a script says, steps parted by semicolons: <c>tick ID</c>, <c>mark ID N</c>, <c>plus ID N</c> times, <c>type ID N</c>,
    /// <c>place ID N</c> from a list, <c>up ID</c>, <c>review</c>, and <c>says WORDS</c>, which waits for words of the page.
    /// </summary>
    public async Task FillAsync(string script)
    {
        foreach (var step in script.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = step.Split(' ', 3);
            await DoAsync(words[0], words.ElementAtOrDefault(1) ?? "", words.ElementAtOrDefault(2) ?? "", step);
        }
    }

    private async Task DoAsync(string verb, string project, string value, string step)
    {
        var tile = page.Locator($"[data-project=\"{project}\"]");
        switch (verb)
        {
            case "tick":
                await PressAsync(tile.Locator("input[type=checkbox]"), tile.Locator(".title"), "Space");
                break;
            case "mark":
                await MarkAsync(tile, value);
                break;
            case "plus":
                for (var times = int.Parse(value, CultureInfo.InvariantCulture); times > 0; times--) await PressAsync(tile.Locator(".stepper .button").Last);
                break;
            case "type":
                await TypeAsync(tile.Locator("input.number"), value);
                break;
            case "place":
                await ListAsync(tile.Locator("select"), value);
                break;
            case "up":
                await PressAsync(page.Locator($".ranking [data-of=\"{project}\"][data-way=up]"));
                break;
            case "review":
                await PressAsync(page.Locator("#choose-next"));
                break;
            case "says":
                await Expect(page.Locator("main")).ToContainTextAsync(step["says ".Length..]);
                break;
            default:
                Assert.Fail($"No such step: {step}");
                break;
        }
    }

    /// <summary>Presses a control: a finger on it, or the Tab key until it has the focus and then Enter.</summary>
    public Task PressAsync(ILocator control, string key = "Enter") => PressAsync(control, control, key);

    private async Task PressAsync(ILocator control, ILocator under, string key)
    {
        if (!keys) await under.TapAsync();
        else
        {
            await ReachAsync(control);
            await page.Keyboard.PressAsync(key);
        }
    }

    private async Task MarkAsync(ILocator tile, string value)
    {
        var radio = tile.Locator($"input[type=radio][value=\"{value}\"]");
        if (!keys)
        {
            await radio.TapAsync();
            return;
        }
        await ReachAsync(tile.Locator("input[type=radio]"));
        for (var stop = 0; stop < MostStops && !await radio.IsCheckedAsync(); stop++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
            if (await radio.EvaluateAsync<bool>("it => it === document.activeElement") && !await radio.IsCheckedAsync()) await page.Keyboard.PressAsync("Space");
        }
        await Expect(radio).ToBeCheckedAsync();
    }

    private async Task ListAsync(ILocator list, string value)
    {
        if (keys) await ReachAsync(list);
        else await list.TapAsync();
        await page.Keyboard.TypeAsync(value);
        await Expect(list).ToHaveValueAsync(value);
    }

    private async Task TypeAsync(ILocator field, string value)
    {
        if (keys) await ReachAsync(field);
        else await field.TapAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(value);
    }

    private async Task ReachAsync(ILocator control)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await control.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The Tab key never comes to {control}.");
    }
}
