using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>An organiser who signs in on a new phone while strangers guess at the name.</summary>
public sealed class SignInTurnsTests(Chromium chromium) : IAsyncDisposable
{
    private const string Name = "Una Morrison", Password = "a kettle beside the loch";

    private readonly RunningSite site = new();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_page_tries_again_by_itself_until_it_is_its_turn()
    {
        await using var laptop = await chromium.LaptopAsync();
        await new Organiser(await laptop.NewPageAsync(), Name, Password).JoinAsync(await site.SetUpLinkAsync());
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/console/sign-in");

        using var ended = new CancellationTokenSource();
        var flood = FloodAsync(ended.Token);
        var sent = new List<int>();
        page.Response += (_, answer) =>
        {
            if (answer.Request.Method == "POST") sent.Add(answer.Status);
        };
        while (await page.GetByText("each try waits its turn").CountAsync() == 0) await TypeAsync(page, "not my password");
        await page.KeepAsync("console-sign-in-turn-phone");
        sent.Clear();
        await TypeAsync(page, Password);
        await Expect(page.GetByText("This page sends it again by itself")).ToBeVisibleAsync();
        for (var look = 0; look < 200 && sent.Count < 3; look++) await page.WaitForTimeoutAsync(50);
        await ended.CancelAsync();
        await flood;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Decision days" })).ToBeVisibleAsync(new() { Timeout = 40_000 });
        // Told to wait again and again, and nothing was pressed.
        Assert.Contains(429, sent);
    }

    private static async Task TypeAsync(IPage page, string password)
    {
        await page.GetByLabel("Your name").FillAsync(Name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    private async Task FloodAsync(CancellationToken ended)
    {
        var accounts = site.Grains().GetGrain<IAccountsGrain>(IOrganisationGrain.Key);
        var tries = new List<Task>();
        while (!ended.IsCancellationRequested)
        {
            tries.AddRange(Enumerable.Range(0, 20).Select(_ => accounts.SignInAsync(new SignIn(new PasswordTry(Name, "wrong wrong wrong", []), ""), default)));
            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
        await Task.WhenAll(tries);
    }
}
