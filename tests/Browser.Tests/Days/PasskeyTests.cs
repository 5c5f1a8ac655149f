using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Days;
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
        await AuthenticatorAsync(laptop, page);
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
    public async Task A_passkey_agrees_to_the_very_step_that_was_asked_once_and_confirms_a_colleague()
    {
        await using var first = await chromium.LaptopAsync();
        await using var second = await chromium.PhoneAsync();
        var (one, two) = (await first.NewPageAsync(), await second.NewPageAsync());
        await AuthenticatorAsync(second, two);
        var here = site.Address().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var (una, ruari) = (new Organiser(one, Name, Password), new Organiser(two, "Ruari Beaton", "velvet anchor thistle"));
        await una.JoinAsync(Local(await site.SetUpLinkAsync()));
        await ruari.JoinAsync(Local(await una.InviteAsync()));
        await una.ConfirmByMachineAsync(Name, site.Log);
        await una.ConfirmByMachineAsync("Ruari Beaton", site.Log);
        await two.GotoAsync($"{here}/console/account");
        await two.Locator("#passkey-password").FillAsync("velvet anchor thistle");
        await two.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(two.GetByText("The passkey is added.")).ToBeVisibleAsync();

        await RealDay.ClosedAsync(site.Services, "pier", ballots: 1);
        await AskAsync(one, here, "The pier is flooded");
        var flooded = await AskedAsync(one);
        await two.GotoAsync($"{here}{flooded}");
        await two.KeepAsync("console-approve-passkey-phone");
        // What is signed for this question is held back, and comes with another's.
        var body = "";
        await two.RouteAsync("**/approve/*", async route =>
        {
            if (route.Request.Method != "POST") { await route.ContinueAsync(); return; }
            body = route.Request.PostData!;
            await route.AbortAsync();
        });
        await two.GetByRole(AriaRole.Button, new() { Name = "Use my passkey instead" }).ClickAsync();
        for (var look = 0; look < 100 && body.Length == 0; look++) await two.WaitForTimeoutAsync(50);
        await two.UnrouteAsync("**/approve/*");
        await AskAsync(one, here, "There was a fire");
        var fire = await AskedAsync(one);
        Assert.NotEqual(flooded, fire);
        Assert.Equal(422, await SendAsync(second, here, fire, body));
        Assert.Equal("waiting", await StateAsync(one, here, fire));
        Assert.Equal("waiting", await StateAsync(one, here, flooded));

        // For its own question it is good, once.
        Assert.Equal(302, await SendAsync(second, here, flooded, body));
        Assert.Equal("agreed", await StateAsync(one, here, flooded));
        Assert.Equal(422, await SendAsync(second, here, flooded, body));

        // By its own button it agrees, and the page that asked goes on.
        await two.GotoAsync($"{here}{fire}");
        await two.GetByRole(AriaRole.Button, new() { Name = "Use my passkey instead" }).ClickAsync();
        await Expect(two.GetByText("You have agreed.")).ToBeVisibleAsync();
        await Expect(one).ToHaveURLAsync($"{here}/console/days/pier");
        Assert.Equal(DayPhase.Void, (await site.Grains().GetGrain<IDecisionDayGrain>("pier").GetAsync(default))!.Phase);

        // Confirming a colleague is signed in the same way.
        await using var third = await chromium.LaptopAsync();
        var eilidh = new Organiser(await third.NewPageAsync(), "Eilidh Grant", "pebble ferry lantern");
        await eilidh.JoinAsync(Local(await una.InviteAsync()));
        await two.GotoAsync($"{here}/console/organisers");
        await two.GetByText("I know this person").ClickAsync();
        await two.KeepAsync("console-organisers-passkey-phone");
        await two.Locator("form[action*='handler=Confirm']").GetByRole(AriaRole.Button, new() { Name = "Use my passkey instead" }).ClickAsync();
        await Expect(two.GetByText("is confirmed.")).ToBeVisibleAsync();
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

    private static string Local(string link) => link.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private static async Task AuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var browser = await context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task AskAsync(IPage page, string here, string reason)
    {
        await page.GotoAsync($"{here}/console/days/pier/step/void");
        await page.GetByRole(AriaRole.Textbox).First.FillAsync(reason);
        await page.Locator("form.step button").ClickAsync();
        await Expect(page.GetByText("Now another approver agrees")).ToBeVisibleAsync();
    }

    private static async Task<string> AskedAsync(IPage page) => (await page.Locator("[data-approval]").GetAttributeAsync("data-approval"))!.Split('?')[0];

    /// <summary>Sends once more, or elsewhere, what a browser sent.</summary>
    private static async Task<int> SendAsync(IBrowserContext context, string here, string address, string body) =>
        (await context.APIRequest.PostAsync($"{here}{address}", new()
        {
            Data = body, Headers = new Dictionary<string, string> { ["content-type"] = "application/x-www-form-urlencoded", ["origin"] = here }, MaxRedirects = 0,
        })).Status;

    private static async Task<string> StateAsync(IPage page, string here, string address) =>
        await (await page.Context.APIRequest.GetAsync($"{here}{address}?handler=State")).TextAsync();
}
