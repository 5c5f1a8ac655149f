using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>An organiser's passkey in Chromium, whose authenticator is a virtual one.</summary>
public sealed class PasskeyTests(Chromium chromium) : IAsyncDisposable
{
    private const string Name = "Una Morrison", Password = "a kettle beside the loch";

    private readonly RunningSite site = new();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task A_passkey_is_added_signs_in_and_is_removed()
    {
        await using var laptop = await chromium.LaptopAsync();
        var page = await laptop.NewPageAsync();
        var browser = await laptop.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        // A passkey belongs to a name: the same machine by its number has none.
        var here = site.Address().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await new Organiser(page, Name, Password).JoinAsync((await site.SetUpLinkAsync()).Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        await page.GotoAsync($"{here}/console/account");
        await page.Locator("#passkey-password").FillAsync("not my password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("is not the one you typed")).ToBeVisibleAsync();
        await page.Locator("#passkey-password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
        await page.KeepAsync("console-account-passkey");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.KeepAsync("console-sign-in-passkey");
        // What the browser sends, to send it once more.
        var sent = page.WaitForRequestAsync(request => request.Url.Contains("handler=Passkey", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = Name })).ToBeVisibleAsync();
        var body = (await sent).PostData!;
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        var again = await laptop.APIRequest.PostAsync($"{here}/console/sign-in?handler=Passkey", new()
        {
            Data = body, Headers = new Dictionary<string, string> { ["content-type"] = "application/x-www-form-urlencoded", ["origin"] = here }, MaxRedirects = 0,
        });
        Assert.Equal(422, again.Status);
        Assert.Contains("The passkey did not let you in.", await again.TextAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = Name }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove this passkey" }).ClickAsync();
        await Expect(page.GetByText("The passkey is removed.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The passkey did not let you in.");
    }

    [Fact]
    public async Task Where_there_is_no_safe_connection_the_page_says_so_and_offers_none()
    {
        await using var laptop = await chromium.LaptopAsync();
        var page = await laptop.NewPageAsync();
        // By its number the machine is reached as over a network: passkeys belong to names.
        var there = site.Address().Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await new Organiser(page, Name, Password).JoinAsync((await site.SetUpLinkAsync()).Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        await page.GotoAsync($"{there}/console/account");
        await Expect(page.GetByText("Passkeys need a safe connection")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" })).ToHaveCountAsync(0);
    }
}
