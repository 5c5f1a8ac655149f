using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>A lost phone: two organisers let a third in again, each on their own page and each with one half.</summary>
public sealed class RecoveryWalkTests(Chromium chromium) : IAsyncDisposable
{
    private const string Una = "Una Morrison", Ruari = "Ruari Beaton", Eilidh = "Eilidh Grant", Password = "a kettle beside the loch", Wanted = "the ferry leaves at noon";

    private readonly RunningSite site = new();
    private readonly Complaints complaints = new();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Two_organisers_let_a_third_in_again_with_a_new_phone()
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
        await ruari.Page.GetByRole(AriaRole.Button, new() { Name = "I know this person: confirm" }).ClickAsync();
        await Expect(ruari.Page.GetByText("is confirmed.")).ToBeVisibleAsync();

        await una.Page.GotoAsync($"{site.Address()}/console/organisers");
        var person = una.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Eilidh });
        await person.GetByText("Lost password, or removal").ClickAsync();
        await una.Page.KeepAsync("console-organisers-steps");
        await person.GetByLabel("Your own password").FillAsync(Password);
        await person.GetByRole(AriaRole.Button, new() { Name = "Let them in again" }).ClickAsync();
        var told = await una.Page.Locator(".pairing-code").InnerTextAsync();
        await una.Page.KeepAsync("console-organisers-asked");

        await ruari.Page.ReloadAsync();
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

        await eilidh.Page.GotoAsync($"{site.Address()}/console");
        await Expect(eilidh.Page.GetByText("Please sign in again.")).ToBeVisibleAsync();
        await eilidh.Page.KeepAsync("console-sign-in-ended-phone");
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    private IBrowserContext Watched(IBrowserContext context)
    {
        complaints.ListenTo(context);
        return context;
    }
}
