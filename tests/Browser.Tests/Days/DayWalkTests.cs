using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Voting;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>A real day from the first organiser to the checked receipt, in browsers alone: whatever a person must see or press is seen and pressed.</summary>
public sealed class DayWalkTests(Chromium chromium) : IAsyncDisposable
{
    private const string Walks = "Slow walks, good company", Table = "Cook once, eat together", Singing = "Singing for lungs & hearts", Swims = "Quiet swims";

    private const string Proposals =
        $"""
        title,group,ask,minimum,stall,picture,summary,easy_read
        "{Walks}",Westhaven Striders,"2,000",1000,1,walking,Short walks twice a week with a cup of tea afterwards.,We walk slowly. | Anyone can come.
        "{Table}",The Kitchen Table,"2,500",2000,2,kitchen-garden,A shared kitchen with a long table every Thursday.,We cook together. | We eat together.
        {Singing},Harbour Singers,1800,900,3,singing,A choir for people with bad lungs and good ears.,We sing. | No notes needed.
        {Swims},Swim Together,1500,,4,swimming,The pool with low light and no music.,We swim. | It is quiet.
        """;

    private readonly NamedSite site = new();
    private readonly TemporaryFolder folder = new();
    private readonly Complaints complaints = new();

    [Fact]
    public async Task A_whole_day_from_set_up_to_the_checked_receipt()
    {
        await using var laptop = Watched(await chromium.LaptopAsync());
        await using var secondLaptop = Watched(await chromium.LaptopAsync());
        var (una, ruari) = (new Organiser(await laptop.NewPageAsync(), "Una Morrison", "copper heron ladder"), new Organiser(await secondLaptop.NewPageAsync(), "Ruari Beaton", "velvet anchor thistle"));

        // Set up: two organisers, a day, its settings.
        await una.JoinAsync(await site.SetUpLinkAsync());
        await ruari.JoinAsync(Here(await una.InviteAsync()));
        await una.ConfirmByMachineAsync("Una Morrison", site.Log);
        await una.ConfirmByMachineAsync("Ruari Beaton", site.Log);
        var day = await una.CreateDayAsync("Harbour decides", "5,000", Proposals);
        await una.FinishSettingsAsync();
        await using var ownPhone = Watched(await chromium.PhoneAsync());
        var own = await ownPhone.NewPageAsync();
        await una.TryAddressAsync(day, NamedSite.Address, async link =>
        {
            await own.GotoAsync(Here(link));
            await Expect(own.GetByText("This phone reaches the day.")).ToBeVisibleAsync();
            await own.KeepAsync("address-tried");
        });
        await una.ChooseRulesAsync();
        await una.PublishAsync(ruari);

        // Print, share the key, pair a door, hang up a screen.
        var sheets = await una.PrintCardsAsync(12, ruari);
        await sheets.KeepAsync("card-sheets");
        var cards = await PaperCard.ReadAsync(sheets, 2, NamedSite.Address, day);
        await sheets.CloseAsync();
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await una.PrintPackAsync(day)), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await una.PrintPdfAsync(8, ruari)), StringComparison.Ordinal);
        // Nobody reads that print's test card from its paper, so that none of its eight cards counts anywhere.
        var compare = await una.ShareKeyAsync(day, ruari, "a drawer in the town hall", "a stick behind the clock", "a tin below the stairs");

        await using var holders = Watched(await chromium.PhoneAsync());
        var holder = await holders.NewPageAsync();
        await ComparedAsync(holder, compare, "does not show the key");

        Film.Write(folder.File("card.y4m"), cards[0].OutsideSymbols);
        await using var tablet = await chromium.DoorTabletAsync(folder.File("card.y4m"));
        var door = await Watched(tablet.Context).NewPageAsync();
        await door.GotoAsync(Here(await una.OfferAsync(day, "Door", "Main door", NamedSite.Address)));
        await Expect(door.GetByRole(AriaRole.Heading, new() { Name = "Main door" })).ToBeVisibleAsync();
        Assert.EndsWith("/door", door.Url, StringComparison.Ordinal);

        await using var hall = Watched(await chromium.HallScreenAsync());
        var screen = await hall.NewPageAsync();
        await screen.GotoAsync(Here(await una.OfferAsync(day, "Screen", "Hall screen", NamedSite.Address)));
        await Expect(screen.GetByText("Voting has not opened yet")).ToBeVisibleAsync();
        await screen.KeepAsync("screen-published", whole: false);
        await screen.EvaluateAsync("() => { window.hungUpOnce = true; }");

        // Open, with the second organiser.
        await una.StepAsync(day, "Open the voting", "Open", "Voting is open.", ruari);
        await Expect(screen.GetByText("Voting is open").First).ToBeVisibleAsync();

        // A holder's own phone compares the key on the sheet with the one in the log.
        await ComparedAsync(holder, compare, "the same key");
        await ComparedAsync(holder, compare[..^3] + (compare[^3] == 'A' ? 'B' : 'A') + compare[^2..], "another key");

        await CheckInByCameraAsync(door, cards[0]);

        // Vote on a phone.
        await using var phone = Watched(await chromium.PhoneAsync());
        var firstReceipt = await VoteAsync(phone, cards[0], day);
        await TurnoutIsAsync(screen, 1);
        await screen.KeepAsync("screen-one-ballot", whole: false);
        await Expect(una.Page.Locator("[data-watched=ballots]")).ToHaveTextAsync("1");

        await ReplaceAsync(phone, cards[0]);
        await VoteWithoutScriptAsync(door, cards[1], day);
        await TurnoutIsAsync(screen, 2);

        // Close, count, declare. A door has nothing to do after the close.
        await door.CloseAsync();
        await una.StepAsync(day, "Close the voting", "Close", "Voting has ended. The day closes by itself in two minutes.", ruari);
        await Expect(screen.Locator("#board").GetByText("We are counting.")).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await una.AccountAndCountAsync(day, received: 12, unused: 10);
        await una.SignAndValidateAsync(day, ruari);
        await una.Page.GotoAsync($"{site.Address()}/console/days/{day}/result");
        await Expect(una.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Walks })).ToContainTextAsync("is funded with £2,000");
        await una.StepAsync(day, "Declare", "Declare", "The result is declared.", ruari);

        // The screen reveals what the last votes decided: the first vote was replaced.
        await una.Page.GotoAsync($"{site.Address()}/present/{day}");
        await una.Page.GetByRole(AriaRole.Button, new() { Name = "Begin", Exact = true }).ClickAsync();
        await Expect(screen.GetByText("Ballots counted: 2")).ToBeVisibleAsync();
        for (var page = 2; !await una.Page.Locator("#next").IsDisabledAsync(); page++)
        {
            await una.Page.Locator("#next").ClickAsync();
            await Expect(una.Page.Locator("#turn-at")).ToContainTextAsync($"Page {page} of");
        }
        await Expect(screen.GetByText("Thank you for deciding together.")).ToBeVisibleAsync();
        await una.Page.Locator("#back").ClickAsync();
        await Expect(screen.Locator("#board").GetByRole(AriaRole.Listitem)).ToContainTextAsync([Walks, Table]);
        await screen.KeepAsync("screen-declared", whole: false);
        Assert.True(await screen.EvaluateAsync<bool>("() => window.hungUpOnce === true"), "The screen loaded its page again.");

        await CheckReceiptAsync(phone, firstReceipt);
        Assert.True(complaints.Heard.Count == 0, string.Join("\n", complaints.Heard));
    }

    private static async Task ComparedAsync(IPage holder, string link, string said)
    {
        await holder.GotoAsync("about:blank");
        await holder.GotoAsync(link);
        await Expect(holder.Locator("#compared")).ToContainTextAsync(said);
        await holder.KeepAsync($"holder-{said.Replace(' ', '-')}");
    }

    private static async Task CheckInByCameraAsync(IPage door, PaperCard card)
    {
        await door.GetByRole(AriaRole.Button, new() { Name = "Use the camera" }).ClickAsync();
        var answer = door.GetByRole(AriaRole.Status).Filter(new() { HasText = "Hand over the card" });
        await Expect(answer).ToBeVisibleAsync();
        await Expect(door.GetByText("Handed out here: 1")).ToBeVisibleAsync();
        await door.KeepAsync("door-hand-over");

        // Another pair of hands types the same number: a page loaded afresh remembers no scan of its own.
        await door.ReloadAsync();
        await TypeAsync(door, card.Number);
        await Expect(door.GetByText("This card was already handed out: take another")).ToBeVisibleAsync();
        await Expect(door.GetByText("Handed out here: 1")).ToBeVisibleAsync();
        await door.KeepAsync("door-already");
    }

    private static async Task TypeAsync(IPage door, string number)
    {
        await door.GetByLabel("Or type the number on the outside").FillAsync(number);
        await door.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
    }

    private async Task<string> VoteAsync(IBrowserContext phone, PaperCard card, string day)
    {
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync(Here(card.Link));
        await Expect(voter.Page).ToHaveURLAsync($"{site.Address()}/v/{day}");
        await voter.CastAsync(Singing, Swims);
        return await voter.ReceiptAsync();
    }

    private async Task ReplaceAsync(IBrowserContext phone, PaperCard card)
    {
        var voter = new Voter(await phone.NewPageAsync());
        await voter.Page.GotoAsync(Here(card.Link));
        await Expect(voter.Page.GetByText("This card has already voted.")).ToBeVisibleAsync();
        await voter.Page.KeepAsync("vote-already");
        await voter.ButtonAsync("Change the vote");
        await voter.CastAsync(Walks, Table);
        await voter.ReceiptAsync();
    }

    private async Task VoteWithoutScriptAsync(IPage door, PaperCard card, string day)
    {
        await TypeAsync(door, card.Number);
        await Expect(door.GetByText("Hand over the card")).ToBeVisibleAsync();

        await using var phone = await chromium.PhoneWithoutScriptAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/v/{day}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Vote without JavaScript" }).ClickAsync();
        await page.GetByLabel("Card code").FillAsync(card.Code);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = Walks }).CheckAsync();
        await page.KeepAsync("vote-without-script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cast my vote" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your vote is cast" })).ToBeVisibleAsync();
        await page.KeepAsync("vote-without-script-receipt");
    }

    private async Task CheckReceiptAsync(IBrowserContext phone, string receipt)
    {
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{site.Address()}/r");
        await page.GetByLabel("Receipt", new() { Exact = true }).FillAsync(receipt);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        // The first thing it says: this ballot was replaced by a later one.
        await Expect(page.Locator("#outcome .notice strong")).ToHaveTextAsync("This ballot does not count: a later one with the same card replaced it.");
        var steps = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "passed" });
        await Expect(steps).ToHaveCountAsync(5);
        await Expect(page.GetByText("failed")).ToHaveCountAsync(0);
        await page.KeepAsync("receipt-checked");
    }

    private static Task TurnoutIsAsync(IPage screen, int ballots) =>
        Expect(screen.GetByRole(AriaRole.Region, new() { Name = "How many have voted" })).ToContainTextAsync(new Regex($@"^\s*{ballots}\s*Ballots in the box"));

    // The name that stands on paper belongs to nobody; the browsers of the test find the same page on this machine.
    private string Here(string link) => link.Replace(NamedSite.Address, site.Address(), StringComparison.Ordinal);

    private IBrowserContext Watched(IBrowserContext context)
    {
        complaints.ListenTo(context);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }
}
