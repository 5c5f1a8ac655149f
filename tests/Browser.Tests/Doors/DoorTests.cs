using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Orleans;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Doors;

/// <summary>A door's page with a scanner that types: what it sends, what it says, and for how long.</summary>
public sealed class DoorTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    // A scanner's keys, 20 ms apart by their own clock; a page that was busy with the first hears of the others later.
    private const string Scanner =
        """
        ([text, busy]) => {
          const start = performance.now();
          const key = (name, at) => {
            const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
            Object.defineProperty(event, "timeStamp", { value: at });
            document.activeElement.dispatchEvent(event);
          };
          [...text].forEach((letter, place) => {
            key(letter, start + place * 20);
            while (place === 0 && performance.now() - start < busy);
          });
          key("Enter", start + text.length * 20);
        }
        """;

    private static string Shared(string file) =>
        Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/Web/Client/testing", file);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    [Fact]
    public async Task What_may_be_a_secret_leaves_no_register_door_however_it_was_read()
    {
        var lines = (await File.ReadAllLinesAsync(Shared("scans.txt")))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2)).ToList();
        Assert.Equal(5, lines.Count);
        var (page, posted) = await DoorAsync("door-secrets", CheckInMode.Register);
        foreach (var line in lines)
        {
            await page.GetByLabel("Name, street or postcode").FocusAsync();
            if (line[0] == "typed") await page.Keyboard.TypeAsync(line[1], new() { Delay = 170 });
            else await page.EvaluateAsync(Scanner, new object[] { line[1], 0 });
            await Expect(page.Locator("#answer strong")).ToHaveTextAsync("That is the secret inside the card: close it");
            await Expect(page.GetByLabel("Name, street or postcode")).ToHaveValueAsync("");
            // Something harmless in between, so that the next line is seen to be answered too.
            await page.EvaluateAsync(Scanner, new object[] { "ABC999", 0 });
            await Expect(page.Locator("#answer strong")).ToHaveTextAsync("Not on the register");
        }

        Assert.Equal(lines.Count, posted.Count);
        Assert.All(posted, body => Assert.Equal("""{"pass":"ABC999"}""", body));
    }

    // A bar is a stop of 300 ms.
    private const string Stopping =
        """
        text => {
          let at = performance.now();
          for (const name of [...text, "Enter"]) {
            if (name === "|") { at += 300; continue; }
            const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
            Object.defineProperty(event, "timeStamp", { value: at += 5 });
            document.activeElement.dispatchEvent(event);
          }
        }
        """;

    [Fact]
    public async Task A_secret_leaves_no_register_door_when_its_scanner_stops_half_way_or_is_slow_and_has_another_keyboard()
    {
        var (page, posted) = await DoorAsync("door-stops", CheckInMode.Register);
        var name = page.GetByLabel("Name, street or postcode");
        var answer = page.Locator("#answer");
        string[] stopped = ["https://pb.south.example/v/troon#K7Q2ZY4N8WXR|5T6P3MABCD9E", "K7Q2ZY4N8WXR|5T6P3MABCD9E", "K7Q2ZY4N|8WXR|5T6P3MABC|D9E"];
        string[] slow = ["KýQěYZčNáWXRřTžPšMABCDíE", "kýqěyzčnáwxrřtžpšmabcdíe", "KèAéWY'N_ZXR(T-P\"?QBCDçE", "KèAéWY'N"];
        foreach (var text in stopped)
        {
            await page.EvaluateAsync(Stopping, text);
            await Expect(answer).ToHaveAttributeAsync("data-answer", "inside");
            await page.EvaluateAsync(Stopping, "ABC999");
            await Expect(answer).ToHaveAttributeAsync("data-answer", "unknown");
        }

        foreach (var text in slow)
        {
            await name.FocusAsync();
            await page.Keyboard.TypeAsync(text, new() { Delay = 60 });
            await page.Keyboard.PressAsync("Enter");
            await Expect(answer).ToHaveAttributeAsync("data-answer", "inside");
            await Expect(name).ToHaveValueAsync("");
            await page.EvaluateAsync(Stopping, "ABC999");
            await Expect(answer).ToHaveAttributeAsync("data-answer", "unknown");
        }

        Assert.Equal(stopped.Length + slow.Length, posted.Count);
        Assert.All(posted, body => Assert.Equal("""{"pass":"ABC999"}""", body));
    }

    [Fact]
    public async Task A_cards_inside_typed_where_a_pairing_code_belongs_is_not_sent()
    {
        await using var laptop = await chromium.LaptopAsync();
        var page = await laptop.NewPageAsync();
        var posted = new ConcurrentQueue<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST") posted.Enqueue(request.Url);
        };
        foreach (var text in new[] { "K7Q2ZY4N8WXR5T6P3MABCD9E", "http://localhost/v/day#K7Q2ZY4N8WXR5T6P3MABCD9E" })
        {
            await page.GotoAsync($"{site.Address()}/pair", new() { WaitUntil = WaitUntilState.NetworkIdle });
            await page.GetByLabel("Pairing code").FillAsync(text);
            await page.GetByRole(AriaRole.Button, new() { Name = "Pair", Exact = true }).ClickAsync();
            await Expect(page.GetByText("This is no pairing code.")).ToBeVisibleAsync();
        }

        Assert.Empty(posted);
    }

    [Fact]
    public async Task The_first_scan_after_loading_is_heard_whole_though_the_page_is_busy()
    {
        var (page, posted) = await DoorAsync("door-first", CheckInMode.Register);
        await page.EvaluateAsync(Scanner, new object[] { "PASSMORAG1", 400 });
        await Expect(page.Locator("#answer strong")).ToHaveTextAsync("Welcome: draw a card");
        Assert.Equal(["""{"pass":"PASSMORAG1"}"""], posted);
    }

    [Fact]
    public async Task Green_goes_after_four_seconds_or_with_the_next_key_and_the_same_card_is_said_to_be_the_same()
    {
        var (page, posted) = await DoorAsync("door-green", CheckInMode.CardsOnly);
        var card = posted.Card;
        var answer = page.Locator("#answer");
        await page.EvaluateAsync(Scanner, new object[] { card, 0 });
        await Expect(page.Locator("#answer[data-colour=good]")).ToContainTextAsync($"Card ending {card[^4..]}");
        await page.Keyboard.PressAsync("a");
        await Expect(answer).ToHaveAttributeAsync("data-answer", "ready", new() { Timeout = 1_000 });

        // A person's key and a scan are told apart by the time between them.
        await page.WaitForTimeoutAsync(500);
        await page.EvaluateAsync(Scanner, new object[] { card, 0 });
        // In one look: it clears again.
        await Expect(page.Locator("#answer[data-colour=warn]")).ToContainTextAsync(new System.Text.RegularExpressions.Regex($@"The same card as \d+ s ago, ending {card[^4..]}"));
        Assert.Single(posted);
    }

    [Fact]
    public async Task What_was_said_of_a_card_is_gone_once_people_are_found_for_the_next_name()
    {
        var (page, _) = await DoorAsync("door-next", CheckInMode.Register);
        await page.EvaluateAsync(Scanner, new object[] { "K7Q2ZY4N8WXR5T6P3MABCD9E", 0 });
        await Expect(page.Locator("#answer")).ToHaveAttributeAsync("data-answer", "inside");
        await page.GetByLabel("Name, street or postcode").FillAsync("Mòrag");
        await Expect(page.Locator("#lines .line")).ToHaveCountAsync(1);
        await Expect(page.Locator("#answer")).ToHaveAttributeAsync("data-answer", "ready");
    }

    [Fact]
    public async Task A_door_whose_browser_blocks_storage_works()
    {
        var (page, posted) = await DoorAsync("door-blocked", CheckInMode.CardsOnly,
            """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("", "SecurityError"); } });""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sound is on" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sound is off" })).ToBeVisibleAsync();
        await page.EvaluateAsync(Scanner, new object[] { posted.Card, 0 });
        var answer = page.Locator("#answer");
        await Expect(answer).ToHaveAttributeAsync("data-colour", "good");
        await Expect(answer).ToHaveAttributeAsync("data-answer", "ready", new() { Timeout = 8_000 });
    }

    [Fact]
    public async Task A_cards_inside_is_sent_where_an_exchange_was_asked_for_and_nowhere_else_and_never_its_secret()
    {
        var (page, posted) = await DoorAsync("door-exchange", CheckInMode.CardsOnly);
        var inside = $"http://localhost/v/door-exchange#{posted.Secret!.Symbols}";
        var answer = page.Locator("#answer");
        await page.EvaluateAsync(Scanner, new object[] { inside, 0 });
        await Expect(answer).ToHaveAttributeAsync("data-answer", "inside");

        await page.GetByText("This card was opened as a test: exchange it").ClickAsync();
        await page.EvaluateAsync(Scanner, new object[] { posted.Card, 0 });
        await Expect(answer).ToHaveAttributeAsync("data-answer", "inside-needed");
        Assert.Empty(posted);
        await page.EvaluateAsync(Scanner, new object[] { inside, 0 });
        await Expect(answer).ToHaveAttributeAsync("data-answer", "not-to-exchange");
        await Expect(page.Locator("#exchange")).Not.ToHaveAttributeAsync("open", "");

        await page.EvaluateAsync(Scanner, new object[] { inside, 0 });
        await Expect(answer).ToHaveAttributeAsync("data-answer", "inside");
        var card = posted.Secret.Derive(posted.Origin);
        Assert.Equal([$$"""{"card":"{{card.Number}}","inside":"{{card.Inside}}"}"""], posted);
    }

    [Fact]
    public async Task At_a_register_door_the_outside_of_a_card_asks_for_an_exchange_and_is_answered_in_words_of_cards()
    {
        var (page, posted) = await DoorAsync("door-register-exchange", CheckInMode.Register);
        var answer = page.Locator("#answer");
        await page.EvaluateAsync(Scanner, new object[] { posted.Card, 0 });
        await Expect(answer).ToHaveAttributeAsync("data-answer", "none-to-replace");
        await Expect(answer).ToContainTextAsync($"Card ending {posted.Card[^4..]}");
        var strange = ShortNumber.Of(Ledger.Digest.Random()).Symbols;
        await page.EvaluateAsync(Scanner, new object[] { strange, 0 });
        await Expect(page.Locator("#answer strong")).ToHaveTextAsync("This is not a card of this day");
        Assert.Equal([$$"""{"card":"{{posted.Card}}"}""", $$"""{"card":"{{strange}}"}"""], posted);
    }

    private sealed class Posted : ConcurrentQueue<string>
    {
        public string Card { get; set; } = "";

        public CardSecret? Secret { get; set; }

        public string Origin { get; set; } = "";
    }

    private async Task<(IPage Page, Posted Posted)> DoorAsync(string id, CheckInMode mode, string before = "")
    {
        var address = site.Address();
        var made = await OpenDay.CreateAsync(site.Services, id, upTo: DayPhase.Draft);
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var day = grains.GetGrain<IDecisionDayGrain>(id);
        var settings = (await day.GetAsync(default))!.Settings;
        Assert.Equal(DayRefusal.None, (await day.ConfigureAsync(settings with { CheckIn = mode }, "organiser-a", default)).Refusal);
        await made.StepAsync(DayPhase.Published);
        var posted = new Posted();
        if (mode == CheckInMode.Register)
        {
            var added = await grains.GetGrain<IRegisterGrain>(id).AddAsync([new NewLine("17", "Mòrag NicDhòmhnaill", "Harbour Street", "PASSMORAG1")], default);
            Assert.Equal(-1, added.ProblemAt);
        }

        // Where people draw their cards, a door hands out those for exchange.
        var origin = (await day.GetAsync(default))!.Origin;
        var batch = new AddBatch(mode == CheckInMode.Register ? "exchange" : "a", [.. made.Cards.Select(card => card.Derive(origin).Number.ToString())], true);
        Assert.Equal(DayRefusal.None, (await day.AddBatchAsync(batch, "organiser-a", "organiser-b", default)).Refusal);
        (posted.Secret, posted.Origin) = (made.Cards[0], origin);
        posted.Card = ShortNumber.Of(made.Cards[0].Derive(origin).Number).Symbols;

        var context = await chromium.LaptopAsync();
        var page = await context.NewPageAsync();
        if (before.Length > 0) await page.AddInitScriptAsync(before);
        var offer = await day.OfferPairingAsync(new OfferPairing(StationRole.Door, "Main door", "hall", "organiser-a"), default);
        await page.GotoAsync($"{address}/pair/{id}#{offer!.Code}");
        // Asked again and again: WaitForURLAsync can miss a navigation that ends while it begins to wait.
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/door$"));
        await Expect(page.Locator("#answer .answer-more")).ToBeVisibleAsync(); // the script has begun
        page.Request += (_, request) =>
        {
            // What it keeps for itself it asks for all the time, by a stamp.
            if (request.Method == "POST" && !request.Url.EndsWith("/door/part", StringComparison.Ordinal)) posted.Enqueue(request.PostData ?? "");
        };
        return (page, posted);
    }
}
