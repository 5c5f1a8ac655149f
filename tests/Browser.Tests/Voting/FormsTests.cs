using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Voting;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>Every form of ballot is chosen, looked over and cast, by fingers and by keys; what is wrong is said before; the receipt is in the log.</summary>
public sealed class FormsTests(Chromium chromium, EveryPage pages)
{
    // How each form is filled in, with a fault on the way where there can be one, and what is then cast.
    private static readonly Dictionary<string, (string Script, string Ballot)> Ways = new(StringComparer.Ordinal)
    {
        ["up-to"] = ("tick 1; tick 3; tick area/5; tick 2; says You have chosen 3, which is the most.; review", "approve 1 3 area/5"),
        ["exactly"] = ("tick 1; review; says Choose exactly 2; tick 3; review", "approve 1 3"),
        ["at-least"] = ("tick 1; review; says Choose at least 2; tick 3; tick 4; review", "approve 1 3 4"),
        ["score"] = ("mark 1 5; mark 3 0; says Marks given: 2; review; says Mark: 5", "score 1=5 3=0"),
        ["score-typed"] = ("type 1 880; review; says the highest is 100; type 1 88; type 3 0; review", "score 1=88 3=0"),
        ["choose-then-score"] = ("tick 1; review; says Choose at least 2; tick 3; review; says Give marks from 0 to 5; mark 1 4; review; says has no mark yet; mark 3 2; review", "score 1=4 3=2"),
        ["points"] = ("plus 1 6; says Points left: 4; review; says Spread the points over at least 2; plus 3 3; review; says Points to give: 10; plus 3 2; says No points are left; review", "points 1=6 3=4"),
        ["rank"] = ("tick 3; tick 1; tick area/5; says Place 3; up area/5; review; says Place 1", "rank 3 area/5 1"),
        ["knapsack"] = ("tick 4; tick area/5; says £1,800 is left; tick 1; review", "approve 1 4"),
        ["per-pot"] = ("tick 1; tick 2; says 2 of 2 chosen; review; says nothing from", "approve 1 2"),
        ["points-per-pot"] = ("plus 1 4; plus 4 3; review; says Young people; plus 4 1; review", "points 1=4 4=4"),
        ["rank-per-pot"] = ("tick 4; tick 2; tick 1; tick 3; says which is the most; review", "rank 2 1 4"),
        ["knapsack-per-pot"] = ("tick 4; tick area/5; says is left; tick 3; review", "approve 3 4"),
        ["extra"] = ("tick 1; tick 3; says which is the most; tick 2; says extra: 1 of 1; review", "approve 1 2"),
    };

    public static TheoryData<string> Forms => [.. FormDays.Forms.Keys];

    [Theory, MemberData(nameof(Forms))]
    public async Task It_is_cast_by_touch(string form)
    {
        await using var phone = await chromium.PhoneAsync();
        await CastAsync(phone, form, $"touch-{form}", keys: false);
    }

    [Theory, MemberData(nameof(Forms))]
    public async Task It_is_cast_by_keys_alone(string form)
    {
        await using var laptop = await chromium.LaptopAsync();
        await CastAsync(laptop, form, $"keys-{form}", keys: true);
    }

    [Fact]
    public async Task A_blank_ballot_is_cast_on_a_form_of_marks()
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, "score", "blank-score");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{day.Id}#{day.Cards[0].Symbols}");
        var paper = new BallotPaper(page, keys: false);
        await paper.FillAsync("mark 1 3; review; says Mark: 3");
        await page.Locator("#review-back").TapAsync();
        await page.Locator("[data-project=\"1\"] input[type=radio][value=\"\"]").TapAsync();
        await paper.FillAsync("review; says You have not chosen any project");
        await page.Locator("#cast").TapAsync();
        await ReceiptAsync(page, day, "blank");
    }

    private async Task CastAsync(IBrowserContext context, string form, string id, bool keys)
    {
        var day = await FormDays.OpenAsync(pages.Site.Services, form, id);
        var complaints = new Complaints();
        complaints.ListenTo(context);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{pages.Address}/v/{id}#{day.Cards[0].Symbols}");
        await Expect(page.Locator("#choose-step")).ToBeVisibleAsync();
        await page.KeepAsync($"form-{id}-first", whole: false);
        var paper = new BallotPaper(page, keys);

        var steps = Ways[form].Script.Split(';', StringSplitOptions.TrimEntries);
        foreach (var step in steps)
        {
            if (step == "review") await page.KeepAsync($"form-{id}-filled");
            await paper.FillAsync(step);
        }
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Is this your vote?" })).ToBeFocusedAsync();
        await page.KeepAsync($"form-{id}-review");
        await paper.PressAsync(page.Locator("#cast"));
        await ReceiptAsync(page, day, Ways[form].Ballot);
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    // The receipt stands the check of its own page, and the box counts what was chosen.
    private async Task ReceiptAsync(IPage page, OpenDay day, string ballot)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await page.GetByText("The receipt in full").ClickAsync();
        var text = await page.Locator("#receipt-text").InnerTextAsync();
        Assert.Equal(ballot, Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
        Assert.True(Receipt.TryParse(text, out var receipt) || Receipt.TryParse(text + "\n", out receipt));
        Assert.NotEqual(Contracts.Ballots.InclusionState.NotInLog, (await day.Box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default)).State);
        await page.GotoAsync($"{pages.Address}/r");
        await page.Locator("#pasted").FillAsync(text);
        await page.Locator("#check-form button").ClickAsync();
        await Expect(page.Locator("#outcome .checks li")).ToHaveCountAsync(5);
        await Expect(page.Locator("#outcome .checks li.failed")).ToHaveCountAsync(0);
    }
}
