using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Doors;

/// <summary>Days with doors, and the pages of paired doors with a scanner that types.</summary>
internal static class DoorPages
{
    // A scanner's keys, 20 ms apart by their own clock.
    private const string Scanner =
        """
        text => {
          const start = performance.now();
          const key = (name, at) => {
            const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
            Object.defineProperty(event, "timeStamp", { value: at });
            document.activeElement.dispatchEvent(event);
          };
          [...text].forEach((letter, place) => key(letter, start + place * 20));
          key("Enter", start + text.length * 20);
        }
        """;

    /// <summary>A rehearsal, published, with or without a register; doors add people where there is a question.</summary>
    public static async Task<OpenDay> PublishAsync(ListeningSite site, string id, CheckInMode mode, string? question = null)
    {
        site.StartServer();
        var made = await OpenDay.CreateAsync(site.Services, id, upTo: DayPhase.Draft);
        var day = site.Grains().GetGrain<IDecisionDayGrain>(id);
        var settings = (await day.GetAsync(default))!.Settings with { CheckIn = mode, EntryQuestion = question };
        Assert.Equal(DayRefusal.None, (await day.ConfigureAsync(settings, "organiser-a", default)).Refusal);
        await made.StepAsync(DayPhase.Published);
        return made;
    }

    /// <summary>Pairs a page as a door and waits until it has what it keeps.</summary>
    public static async Task<IPage> PairAsync(this IBrowserContext context, ListeningSite site, string id, string name, string? address = null)
    {
        var page = await context.NewPageAsync();
        var offer = await site.Grains().GetGrain<IDecisionDayGrain>(id).OfferPairingAsync(new OfferPairing(StationRole.Door, name, "hall", "organiser-a"), default);
        await page.GotoAsync($"{address ?? site.Address()}/pair/{id}#{offer!.Code}");
        await Expect(page).ToHaveURLAsync(new Regex("/door$"));
        await Expect(page.Locator("#answer .answer-more")).ToBeVisibleAsync(); // the script has begun
        return page;
    }

    public static Task ScanAsync(this IPage page, string text) => page.EvaluateAsync(Scanner, text);

    public static Task AnswersAsync(this IPage page, string kind) => Expect(page.Locator("#answer")).ToHaveAttributeAsync("data-answer", kind);
}
