using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A browser that runs no script, and keys alone: from the card's address to a receipt that stands its check, at any size of letters.</summary>
public sealed class WithoutScriptTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("up-to", "tick 1; tick area/5", "approve 1 area/5", 1280, 800)]
    [InlineData("rank", "place 3 1; place area/5 2; place 1 3", "rank 3 area/5 1", 1280, 800)]
    [InlineData("score", "place 1 5; place 3 0", "score 1=5 3=0", 640, 400)] // a laptop's window enlarged twice
    [InlineData("points-per-pot", "type 1 4; type 4 4", "points 1=4 4=4", 320, 256)] // four times
    [InlineData("per-pot", "tick 1; tick 2", "approve 1 2", 390, 844)]
    public async Task A_ballot_is_cast_by_keys_and_its_receipt_is_read_and_checked(string form, string script, string ballot, int width, int height)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, $"no-script-{form}");
        await using var window = await chromium.WindowWithoutScriptAsync(width, height);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}");
        await FitsAsync("address of the card");
        var paper = new BallotPaper(page, keys: true);
        await paper.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Vote without JavaScript" }));
        await Expect(page.Locator("#plain")).ToBeVisibleAsync();
        await FitsAsync("form");

        // A code that is wrong is said, and what was chosen is still there.
        await paper.FillAsync(script);
        await TypeAsync("0000-0000-0000-0000-0000-0001");
        await paper.PressAsync(page.Locator("#plain .button"));
        await Expect(page.Locator("#problem")).ToBeVisibleAsync();
        await page.KeepAsync($"no-script-{form}-refused");
        await FitsAsync("refusal");
        await TypeAsync(day.Cards[0].Code);
        await paper.PressAsync(page.Locator("#plain .button"));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await page.KeepAsync($"no-script-{form}-receipt");
        await FitsAsync("receipt");
        var text = await page.Locator("#receipt-text").InnerTextAsync();
        Assert.Equal(ballot, Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
        Assert.True(Receipt.TryParse(text, out var receipt) || Receipt.TryParse(text + "\n", out receipt));
        Assert.NotEqual(InclusionState.NotInLog, (await day.Box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default)).State);

        // The same receipt stands the check that needs no script either.
        await page.GotoAsync($"{pages.Address}/r");
        await paper.PressAsync(page.Locator("#pasted"), key: "Control+a");
        await page.Keyboard.InsertTextAsync(text);
        await paper.PressAsync(page.Locator("#check-form button"));
        await Expect(page.Locator("#outcome .checks li").First).ToBeVisibleAsync();
        await Expect(page.Locator("#outcome .checks li.failed")).ToHaveCountAsync(0);
        await Expect(page.Locator("#outcome .checks li.passed").First).ToBeVisibleAsync();
        await page.KeepAsync($"no-script-{form}-checked");
        await FitsAsync("check");

        // And the day's own count has it.
        await day.StepAsync(DayPhase.Closed);
        await day.StepAsync(DayPhase.Counted);
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((1, 1), (box.Ballots, box.Casts));

        async Task TypeAsync(string code)
        {
            await paper.PressAsync(page.Locator("#code"), key: "Control+a");
            await page.Keyboard.TypeAsync(code);
        }

        async Task FitsAsync(string view) =>
            Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= width, $"{view} is wider than {width} px");
    }
}
