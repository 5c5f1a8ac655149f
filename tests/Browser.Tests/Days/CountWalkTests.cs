using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>The count of a real day with enough ballots for the dice, from the close to the public statement.</summary>
public sealed class CountWalkTests(Chromium chromium, EveryPage pages)
{
    private readonly RunningSite site = pages.Site;
    private readonly Complaints complaints = new();

    [Fact]
    public async Task Two_organisers_count_roll_the_dice_sign_and_declare_and_anyone_reads_the_statement()
    {
        await RealDay.ClosedAsync(site.Services, "harbour", ballots: 30);
        await using var laptop = await chromium.LaptopAsync();
        await using var ruarisPhone = await chromium.PhoneAsync();
        complaints.ListenTo(laptop);
        complaints.ListenTo(ruarisPhone);
        var (una, ruari) = (new Organiser(await laptop.NewPageAsync(), EveryPage.Name, EveryPage.Password), new Organiser(await ruarisPhone.NewPageAsync(), EveryPage.SecondName, EveryPage.Password));

        await una.SignInAsync(site.Address());
        await una.AccountAndCountAsync("harbour", received: 32, unused: 2);
        await una.RollAsync("40718293", ruari);
        await una.SignAndValidateAsync("harbour", ruari);
        await una.StepAsync("harbour", "Declare", "Declare", "The result is declared.", ruari);

        await using var phone = await chromium.PhoneAsync();
        complaints.ListenTo(phone);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/audit/harbour/statement");
        await Expect(page.GetByText("4 0 7 1 8 2 9 3")).ToBeVisibleAsync();
        await Expect(page.GetByText("Signed on paper; people who signed: 3")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Checkpoint of the log" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Ann Reid")).ToHaveCountAsync(0);
        // Who could approve, and that nobody but the machine's keeper had confirmed them.
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = EveryPage.Name }).Filter(new() { HasText = "confirmed by whoever runs the machine" })).ToBeVisibleAsync();
        await page.KeepAsync("statement-public");
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }
}
