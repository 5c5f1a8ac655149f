using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Kiosk;

/// <summary>A kiosk that was paired, and whoever stands in front of it.</summary>
internal sealed class KioskVisit(IPage page)
{
    // A scanner's keys, 5 ms apart by their own clock.
    private const string Scanner =
        """
        text => {
          let at = performance.now();
          for (const name of [...text, "Enter"]) {
            const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
            Object.defineProperty(event, "timeStamp", { value: at += 5 });
            document.activeElement.dispatchEvent(event);
          }
        }
        """;

    public IPage Page => page;

    /// <summary>The heading of what the kiosk shows now.</summary>
    public ILocator Heading => page.Locator("#kiosk-view h2").First;

    /// <summary>Pairs a device and says whether it has a printer. `before`: done to its page before anything is loaded.</summary>
    public static async Task<KioskVisit> PairAsync(
        RunningSite site, IBrowserContext context, string day, bool printer = false, string camera = "none", Func<IPage, Task>? before = null)
    {
        var address = site.Address();
        var page = await context.NewPageAsync();
        if (before is not null) await before(page);
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day);
        var offer = await grain.OfferPairingAsync(new OfferPairing(StationRole.Kiosk, "Corner kiosk", "hall", "organiser-a"), default);
        await page.GotoAsync($"{address}/pair/{day}#{offer!.Code}");
        await Expect(page).ToHaveURLAsync(new Regex("/kiosk$"));
        if (printer) await page.Locator("#kiosk-printer").CheckAsync();
        await page.Locator($"input[name=camera][value={camera}]").CheckAsync();
        await page.Locator(".kiosk-settings .button").ClickAsync();
        return new KioskVisit(page);
    }

    /// <summary>Reads a card with the scanner.</summary>
    public async Task ScanAsync(CardSecret card, string day = "any")
    {
        await Expect(page.Locator(".card-reader .way")).ToBeVisibleAsync();
        await page.EvaluateAsync(Scanner, $"https://pb.south.example/v/{day}#{card.Symbols}");
    }

    /// <summary>The same wherever the page stands.</summary>
    public Task ScanAnywhereAsync(string text) => page.EvaluateAsync(Scanner, text);

    /// <summary>Reads a card and chooses a way to vote: 0 the list, 1 one project at a time, 2 with a helper.</summary>
    public async Task BeginAsync(CardSecret card, int way = 0)
    {
        await ScanAsync(card);
        await page.Locator("#kiosk-view .way").Nth(way).ClickAsync();
    }

    public async Task TickAsync(params string[] projects)
    {
        foreach (var project in projects) await page.Locator($"[data-project=\"{project}\"] input[type=checkbox]").CheckAsync();
    }

    public Task ButtonAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Casts a vote for the list's projects, up to its receipt.</summary>
    public async Task CastAsync(CardSecret card, params string[] projects)
    {
        await BeginAsync(card);
        await TickAsync(projects);
        await page.Locator("#choose-next").ClickAsync();
        await page.Locator("#cast").ClickAsync();
        await Expect(Heading).ToHaveTextAsync("Your vote is cast");
    }

    /// <summary>Waits for the receipt, holds it against the log, and the log against what was chosen.</summary>
    public async Task<Receipt> ReceiptAsync(OpenDay day, string ballot)
    {
        await Expect(Heading).ToHaveTextAsync("Your vote is cast");
        await Expect(page.Locator(".kiosk-receipt .qr")).ToBeVisibleAsync();
        var text = await page.Locator("#receipt-text").TextContentAsync();
        Assert.True(Receipt.TryParse(text!, out var receipt) || Receipt.TryParse(text + "\n", out receipt));
        Assert.NotEqual(InclusionState.NotInLog, (await day.Box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default)).State);
        Assert.Contains(ballot, (await day.Box.ReadCountedAsync(0, default)).Changes.Select(change => change.Added));
        return receipt;
    }

    /// <summary>Whether the kiosk waits for the next person and holds nothing of the one before.</summary>
    public async Task ExpectClearAsync()
    {
        await Expect(Heading).ToHaveTextAsync("Vote here");
        await Expect(page.Locator("#kiosk [data-project], .reviewed, .qr, #kiosk-code, .kiosk-receipt")).ToHaveCountAsync(0);
    }
}
