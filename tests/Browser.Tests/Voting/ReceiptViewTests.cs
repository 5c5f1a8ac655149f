using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Browser.Tests.Pages;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>A receipt pasted on a phone: whether the ballot counts is what one sees next.</summary>
public sealed class ReceiptViewTests(Chromium chromium, EveryPage pages)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Whether_the_ballot_counts_comes_into_view(string language)
    {
        var day = await OpenDay.CreateAsync(pages.Site.Services, $"in-view-{language}");
        await using var phone = await chromium.PhoneAsync();
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync($"{pages.Site.Address()}/v/{day.Id}#{day.Cards[0].Symbols}");
        await voter.CastAsync("Quiet swims");
        var receipt = await voter.ReceiptAsync();
        await phone.AddCookiesAsync([new() { Name = "language", Value = language, Url = pages.Site.Address() }]);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{pages.Site.Address()}/r/{day.Id}");

        await page.Locator("#pasted").FillAsync(receipt);
        await page.Locator("#check-form button").ClickAsync();

        await Expect(page.Locator("#outcome .checks")).ToBeVisibleAsync();
        await Expect(page.Locator("#outcome .notice strong").First).ToBeInViewportAsync(new() { Ratio = 1 });
    }
}
