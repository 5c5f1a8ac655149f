using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>
/// A day with three approvers: two open it; they let the third in again after a lost phone, each on their own page and each with one half; a program's token
/// is taken back; and the third agrees, on the new phone, to the close that the first asks for.
/// </summary>
public sealed class RecoveryWalkTests(Chromium chromium) : IAsyncDisposable
{
    private const string Una = "Una Morrison", Ruari = "Ruari Beaton", Eilidh = "Eilidh Grant", Password = "a kettle beside the loch", Wanted = "the ferry leaves at noon";

    private readonly RunningSite site = new();
    private readonly Complaints complaints = new();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_day_with_three_approvers_outlives_a_lost_phone_and_a_token_that_was_taken_back()
    {
        await using var first = Watched(await chromium.LaptopAsync());
        await using var second = Watched(await chromium.PhoneAsync());
        await using var lost = Watched(await chromium.PhoneAsync());
        var (una, ruari, eilidh) = (new Organiser(await first.NewPageAsync(), Una, Password), new Organiser(await second.NewPageAsync(), Ruari, Password), new Organiser(await lost.NewPageAsync(), Eilidh, Password));
        await una.JoinAsync(await site.SetUpLinkAsync());
        await ruari.JoinAsync(await una.InviteAsync());
        await eilidh.JoinAsync(await una.InviteAsync());
        await una.ConfirmByMachineAsync(Una, site.Log);
        await una.ConfirmByMachineAsync(Ruari, site.Log);
        await ruari.Page.GotoAsync($"{site.Address()}/console/organisers");
        await ruari.Page.GetByText("I know this person").ClickAsync();
        await ruari.Page.Locator("form[action*='handler=Confirm']").GetByLabel("Your own password").FillAsync(Password);
        await ruari.Page.KeepAsync("console-organisers-confirm-phone");
        await ruari.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm this person" }).ClickAsync();
        await Expect(ruari.Page.GetByText("is confirmed.")).ToBeVisibleAsync();

        var (day, _, _) = await RealDay.ReadyAsync(site.Services, "harbour", cards: 3, witness: null);
        Assert.Equal(3, (await day.GetAsync(default))!.Approvers.Length);
        await una.StepHereAsync("harbour", "open", "Open", "Voting is open.", ruari);
        var token = await TokenAsync(una.Page);
        Assert.Equal("/problems/second-person-needed", await VoidByProgramAsync(una.Page, token));

        await una.Page.GotoAsync($"{site.Address()}/console/organisers");
        var person = una.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Eilidh });
        await person.GetByText("Lost password, or removal").ClickAsync();
        await una.Page.KeepAsync("console-organisers-steps");
        await person.GetByLabel("Your own password").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Let them in again" }).ClickAsync();
        var told = await una.Page.Locator(".pairing-code").InnerTextAsync();
        await una.Page.KeepAsync("console-organisers-asked");

        await ruari.Page.GotoAsync($"{site.Address()}/console/organisers");
        await ruari.Page.KeepAsync("console-organisers-agree-phone");
        await ruari.Page.Locator(".asked").GetByLabel("Your own password").FillAsync(Password);
        await ruari.Page.GetByRole(AriaRole.Button, new() { Name = "I agree" }).ClickAsync();
        await ruari.Page.KeepAsync("console-organisers-recovery-link-phone");
        var link = await ruari.Page.Locator(".pairing .wrap").InnerTextAsync();

        await using var found = Watched(await chromium.PhoneAsync());
        var page = await found.NewPageAsync();
        await page.GotoAsync(link);
        await Expect(page).ToHaveURLAsync($"{site.Address()}/console/recover");
        await page.GetByLabel("The code you were told").FillAsync(told);
        await page.GetByLabel("The new password").FillAsync(Wanted);
        await page.GetByLabel("The password again").FillAsync(Wanted);
        await page.KeepAsync("console-recover-phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Decision days" })).ToBeVisibleAsync();
        await page.GotoAsync($"{site.Address()}/console/account");
        await page.KeepAsync("console-account-phone");

        await una.Page.GotoAsync($"{site.Address()}/console/programs");
        await Expect(una.Page.GetByText("Last used")).ToBeVisibleAsync();
        await una.Page.KeepAsync("console-programs");
        await una.Page.GetByRole(AriaRole.Button, new() { Name = "End it now" }).ClickAsync();
        await Expect(una.Page.GetByText("The token has ended.")).ToBeVisibleAsync();
        Assert.Equal("/problems/not-signed-in", await VoidByProgramAsync(una.Page, token));

        // Ruari is at lunch: the third agrees to the close, on the new phone. Una's page goes on by itself.
        await una.StepHereAsync("harbour", "closed", "Close", "Voting has ended. The day closes by itself in two minutes.", new Organiser(page, Eilidh, Wanted));
        Assert.Equal(DayPhase.Checking, (await day.GetAsync(default))!.Phase);
        await page.GotoAsync($"{site.Address()}/audit/harbour");
        await Expect(page.GetByText("others let them in again")).ToBeVisibleAsync();
        await page.KeepAsync("audit-recovered-phone");

        await eilidh.Page.GotoAsync($"{site.Address()}/console");
        await Expect(eilidh.Page.GetByText("Please sign in again.")).ToBeVisibleAsync();
        await eilidh.Page.KeepAsync("console-sign-in-ended-phone");
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    private async Task<string> TokenAsync(IPage page)
    {
        await page.GotoAsync($"{site.Address()}/console/programs");
        await page.GetByLabel("Id of the day").FillAsync("harbour");
        await page.GetByLabel("Open, pause, close and the other steps").CheckAsync();
        await page.Locator("#make-token").GetByLabel("password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await page.KeepAsync("console-program-token");
        return await page.Locator("#token").InnerTextAsync();
    }

    /// <summary>A program asks to void the day; the type of what it is told.</summary>
    private async Task<string> VoidByProgramAsync(IPage page, string token)
    {
        var answer = await page.Context.APIRequest.PostAsync($"{site.Address()}/api/days/harbour/transitions", new()
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {token}" },
            DataObject = new { to = "void", reason = "By a program" },
        });
        return (await answer.JsonAsync())!.Value.GetProperty("type").GetString()!;
    }

    private IBrowserContext Watched(IBrowserContext context)
    {
        complaints.ListenTo(context);
        return context;
    }
}
