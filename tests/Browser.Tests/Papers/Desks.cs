using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Papers;

/// <summary>A closed day with slips, and the people who type them: paired desks, and an organiser.</summary>
internal sealed class Desks(ListeningSite site)
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    public async Task<OpenDay> ClosedAsync(string id, int slips, int more = 0)
    {
        _ = site.Address(); // Starts it.
        var day = await OpenDay.CreateAsync(site.Services, id, cards: Math.Max(slips + 1, 12), more: more);
        for (var card = 0; card < slips; card++) await day.SurrenderAsync(card);
        await day.StepAsync(DayPhase.Closed);
        return day;
    }

    public async Task<IPage> DeskAsync(IBrowserContext context, string day, string name)
    {
        var page = await context.NewPageAsync();
        await PairAsync(page, day, StationRole.Paper, name);
        await page.WaitForURLAsync($"**/paper/{day}");
        return page;
    }

    public async Task PairAsync(IPage page, string day, StationRole role, string name)
    {
        var offer = await Grains.GetGrain<IDecisionDayGrain>(day).OfferPairingAsync(new OfferPairing(role, name, "hall", "organiser-a"), default);
        await page.GotoAsync($"{site.Address()}/pair/{day}#{offer!.Code}");
        await page.WaitForURLAsync(url => !url.Contains("/pair", StringComparison.Ordinal));
    }

    public async Task<IPage> OrganiserAsync(IBrowserContext context, string path)
    {
        const string name = "Morag Black", password = "copper heron ladder";
        var organisation = Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        if (await organisation.NeedsSetUpAsync(default))
            foreach (var person in new[] { name, "Iain White" })
            {
                var by = (await organisation.ListOrganisersAsync(default)).FirstOrDefault()?.Id ?? "";
                Assert.Equal(JoinStatus.Joined, (await organisation.JoinAsync(new JoinAsOrganiser(await organisation.InviteAsync(by, default), person, password), default)).Status);
            }
        await Confirming.FirstTwoAsync(site);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/console/sign-in");
        await page.Locator("#Name").FillAsync(name);
        await page.Locator("#Password").FillAsync(password);
        await page.Locator("main form button").ClickAsync();
        await page.GotoAsync(site.Address() + path);
        return page;
    }

    public static async Task OpenAsync(IPage page, string batch, int pile)
    {
        await page.Locator("#Batch").FocusAsync();
        await page.Keyboard.TypeAsync(batch);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync($"{pile}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#typed")).ToBeFocusedAsync();
    }
}
