using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Printing.Tests;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Console;

public sealed partial class LifeCycleTests(NamedSite site) : IClassFixture<NamedSite>
{
    [Fact]
    public async Task Two_organisers_take_a_real_day_from_a_spreadsheet_to_its_declaration()
    {
        const string day = "/console/days/harbour-decides-2027";
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SecondAsync(site);

        await browser.OpenAsync("/console/new");
        await browser.SendAsync("form.stack", ("Title", "Harbour decides"), ("Pot", "20,000"), ("Date", "2027-05-30"), ("From", "csv"), ("Text", "title,ask\nSoup,\"2,500\"\nSongs,many\n"));
        Assert.Contains("Row 3:", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Songs,many", browser.Page.QuerySelector("#Text")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("form.stack", ("Text", "title,ask\nSoup,\"2,500\"\nSongs,900\n"));
        await browser.OpenAsync(day);
        Assert.Equal("Finish the settings", Next(browser));
        await browser.OpenAsync($"{day}/settings");
        await browser.SendAsync("form.stack", ("Form.Place", "Harbour Hall"), ("Form.Hours", "10:00 to 15:00"), ("Form.Pots[0].Amount", "a lot"));
        Assert.Contains("a lot", browser.Page.QuerySelector(".notice.stop")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("form.stack", ("Form.Pots[0].Amount", "3,000"));
        await browser.OpenAsync(day);
        Assert.Equal("Try the address of the cards", Next(browser));
        await TryTheAddressAsync(browser, "harbour-decides-2027");
        await browser.OpenAsync(day);
        Assert.Equal("Choose the rules", Next(browser));
        await browser.OpenAsync($"{day}/rules");
        await browser.SendAsync("form.rules-form", ("Form.Number", "1"));
        await browser.OpenAsync(day);
        Assert.Equal("Freeze and publish", Next(browser));

        await browser.OpenAsync($"{day}/step/published");
        Assert.Contains("Proposals on the paper: 2", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("main form.step");
        // The second reads the rules before they sign.
        await iain.OpenAsync(browser.Asked);
        Assert.Contains("How many projects to choose: exactly 1.", iain.Page.QuerySelector(".consequences")!.TextContent, StringComparison.Ordinal);
        // What they read is what they sign: once it is changed, nobody can agree to it, and it can be once it is as it was.
        var elsewhere = await ConsoleBrowser.SignedInAsync(site);
        foreach (var (number, agrees) in new[] { ("2", false), ("1", true) })
        {
            await elsewhere.OpenAsync($"{day}/rules");
            await elsewhere.SendAsync("form.rules-form", ("Form.Number", number));
            await elsewhere.OpenAsync(browser.Asked);
            Assert.Equal(agrees, !elsewhere.Text.Contains("The day was changed after you were asked", StringComparison.Ordinal));
            if (agrees) continue;
            await iain.SendAsync("#approve", ("Password", ConsoleBrowser.Password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, iain.Status);
            Assert.Contains("The day was changed after you were asked", iain.Text, StringComparison.Ordinal);
        }
        await browser.AgreedAsync(iain);
        await browser.OpenAsync(day);
        Assert.Equal("Make the cards", Next(browser));
        await browser.OpenAsync($"{day}/rules");
        Assert.Contains("Signed for the steering group by \u2068Morag\u2069 and \u2068Iain\u2069", browser.Text, StringComparison.Ordinal);
        using (var anyone = site.Client("en"))
            Assert.Contains("Signed for the steering group by \u2068Morag\u2069 and \u2068Iain\u2069", WebUtility.HtmlDecode(await anyone.GetStringAsync("/audit/harbour-decides-2027")), StringComparison.Ordinal);
        await browser.OpenAsync(day);
        Assert.Equal(2, browser.Page.QuerySelectorAll(".hashes dd").Length);

        await browser.OpenAsync($"{day}/cards");
        await browser.SendWithAsync(iain, Drawing, ("Count", "9"), ("As", "pdf"), ("Label", "Harbour café"));
        // A test card stands first, four to a sheet.
        var sheets = new PrintedPdf(browser.Content);
        Assert.Equal(3, sheets.PageCount);
        var pdfCode = ShortNumberText().Match(PrintedPdf.Text(sheets.Drawings[0])).Value;
        await browser.SendAsync("form[action*='Print']", ("Count", "9"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendWithAsync(iain, Drawing, ("Count", "8"), ("As", "page"));
        string[] codes = [.. browser.Page.QuerySelectorAll(".card:not(.test) .secret").Select(code => string.Concat(code.TextContent.Where(char.IsLetterOrDigit)))];
        Assert.Equal(8, codes.Length);
        Assert.All(codes, code => Assert.True(CardSecret.TryRead(code, out _, out _)));
        var pageCode = browser.Page.QuerySelector(".test .secret")!.TextContent;

        // Neither print counts before its test card was read from the paper: one is scanned by a phone that is signed in nowhere, one is typed.
        await browser.OpenAsync(day);
        Assert.Equal("Test the printed cards", Next(browser));
        var phone = new ConsoleBrowser(site.Client());
        await phone.OpenAsync($"/console/test-card/harbour-decides-2027/{pdfCode.Replace("-", "", StringComparison.Ordinal)}");
        Assert.Contains(pdfCode, phone.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{day}/cards");
        Assert.Equal(2, browser.Page.QuerySelectorAll("[data-waiting]").Length);
        await phone.SendAsync("main form");
        Assert.Contains("Cards that count now: 9", phone.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{day}/cards");
        Assert.Equal("cards-2", browser.Page.QuerySelector("[data-waiting]")!.GetAttribute("data-waiting"));
        Assert.Contains("Harbour café", browser.Page.QuerySelector("#batches [data-batch=cards-1]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0 of 9", browser.Page.QuerySelector("#batches [data-batch=cards-1]")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='Test']", ("TestCode", "7K3M-41CF-XQ0Z9"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync("form[action*='Test']", ("TestCode", pageCode));
        Assert.Contains("Cards that count now: 8", browser.Text, StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("[data-waiting]"));

        await browser.OpenAsync(day);
        Assert.Equal("Share out the openings key", Next(browser));
        await browser.OpenAsync($"{day}/keys");
        (string, string)[] words =
        [
            .. Enumerable.Range(0, 3).SelectMany(at => new[] { ($"Passphrase[{at}]", RealDay.Passphrases[at]), ($"Again[{at}]", RealDay.Passphrases[at]) }),
        ];
        Assert.Null(browser.Page.QuerySelector("#make-shares"));
        await browser.SendAsync("#ask-for-shares");
        Assert.Contains("Write the name of each holder who is not an organiser.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("#ask-for-shares", ("Outside[2]", "Isla from the library"));
        await iain.OpenAsync(browser.Asked);
        string[] holders = [.. iain.Page.QuerySelectorAll(".approved-step dd").Skip(1).Select(holder => holder.TextContent)];
        Assert.Equal(["Iain", "Isla from the library (somebody who is not an organiser of this day)", "Morag"], holders.Order(StringComparer.Ordinal));
        await browser.AgreedAsync(iain);
        Assert.Contains("Iain has agreed", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("#make-shares", [.. words[..5], ("Again[2]", "something else")]);
        Assert.Contains("should be the same are not", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("#make-shares", words);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        string[] shares = [.. browser.Page.QuerySelectorAll(".share-text").Select(sheet => sheet.TextContent)];
        Assert.Equal(3, shares.Length);
        Assert.Contains("Isla from the library", browser.Page.QuerySelectorAll(".share-sheet")[2].TextContent, StringComparison.Ordinal);
        Assert.Equal(6, browser.Page.QuerySelectorAll(".share-sheet .qr svg").Length);
        for (var at = 0; at < 3; at++)
        {
            await browser.OpenAsync($"{day}/keys");
            Assert.Null(browser.Page.QuerySelector(".share-text"));
            await browser.SendAsync("#read-back", ("ShareText[0]", shares[at]), ("SharePassphrase[0]", "not the passphrase"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            await browser.SendAsync("#read-back", ("ShareText[0]", shares[at]), ("SharePassphrase[0]", RealDay.Passphrases[at]));
            Assert.Contains("read back, and", browser.Text, StringComparison.Ordinal);
        }
        await browser.OpenAsync($"{day}/drill");
        (string, string)[] drill = [.. Enumerable.Range(0, 3).SelectMany(at => new[] { ($"ShareText[{at}]", shares[at]), ($"SharePassphrase[{at}]", RealDay.Passphrases[at]) })];
        await browser.SendAsync("#drill", [.. drill[..5], ("SharePassphrase[2]", "not the passphrase")]);
        Assert.Equal(["✓", "✗", "✗"], browser.Page.QuerySelectorAll("#pairs .badge").Select(badge => badge.TextContent));
        await browser.SendAsync("#drill", drill);
        Assert.Contains("Any two of the three sheets give the key.", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(shares[0], browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{day}/keys");
        await browser.SendAsync("#restore-key",
            ("ShareText[0]", shares[0]), ("SharePassphrase[0]", RealDay.Passphrases[0]), ("ShareText[1]", shares[2]), ("SharePassphrase[1]", RealDay.Passphrases[2]));
        Assert.Contains("These shares give the key", browser.Text, StringComparison.Ordinal);

        await browser.OpenAsync(day);
        Assert.Equal("Pair the doors", Next(browser));
        await PairAsync(browser, day, "Main door", "Door");
        await browser.OpenAsync(day);
        Assert.Equal("Pair the hall's screen", Next(browser));
        await PairAsync(browser, day, "Screen", "Screen");
        await browser.OpenAsync(day);
        Assert.Equal("Open the voting", Next(browser));
        await browser.OpenAsync($"{day}/step/open");
        // The day's own date is far away: the page names both dates and asks, and without an answer the voting stays shut.
        Assert.Contains("This day is for Sunday 30 May 2027", browser.Text, StringComparison.Ordinal);
        // Nobody outside watches, which the page asks too, and whoever agrees is told.
        await browser.SendAsync("main form.step", ("OnDate", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("names no witness", browser.Page.QuerySelector(".notice.stop")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("main form.step", ("OnDate", ""), ("WithoutWitness", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var today = browser.Page.QuerySelector("input[name=OnDate]")!.GetAttribute("value")!;
        Assert.Contains("Sunday 30 May 2027", browser.Page.QuerySelector(".notice.stop")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("main form.step", ("OnDate", today), ("WithoutWitness", "true"));
        await iain.OpenAsync(browser.Asked);
        Assert.Contains("Nobody outside watches the log. Everyone is told so for ever.", iain.Text, StringComparison.Ordinal);
        await browser.AgreedAsync(iain);
        await browser.OpenAsync(day);
        Assert.Equal("Voting is open", Next(browser));

        await StepAsync(browser, $"{day}/step/paused", ("Reason", "A fire alarm"));
        await browser.OpenAsync(day);
        Assert.Equal("Voting is paused", Next(browser));
        await StepAsync(browser, $"{day}/step/open");
        await browser.OpenAsync($"{day}/step/closed");
        await browser.SendWithAsync(iain, "main form.step");
        await browser.OpenAsync(day);
        Assert.Equal("Voting has ended", Next(browser));
        await CountWalk.ToTheCloseAsync(site.Services, browser, day, () => Next(browser) == "Count");
        await browser.OpenAsync($"{day}/step/counted");
        await browser.SendAsync("main form.step");
        Assert.Contains("Close the ballot account first", browser.Text, StringComparison.Ordinal);
        await CountWalk.ToDeclarationAsync(browser, iain, day, printed: 17);
        await browser.OpenAsync($"{day}/step/declared");
        await browser.SendWithAsync(iain, "main form.step");
        await browser.OpenAsync(day);
        Assert.Equal("Record the approval", Next(browser));
        Assert.Contains("A fire alarm", browser.Page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("by Morag and Iain", browser.Page.QuerySelector(".history")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log, line => codes.Any(code => line.Contains(code, StringComparison.Ordinal)) || line.Contains(ConsoleBrowser.Password, StringComparison.Ordinal) || line.Contains("a phrase of my own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_register_day_asks_for_its_list_and_a_usable_batch()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/new");
        await browser.SendAsync("form.stack", ("Title", "Register day"), ("Pot", "1000"), ("Date", "2027-05-30"), ("Rehearsal", "true"), ("From", "csv"), ("Text", "title,ask\nSoup,25\n"));
        const string day = "/console/days/register-day-2027";
        await browser.OpenAsync($"{day}/settings");
        await browser.SendAsync("form.stack", ("Form.Place", "Hall"), ("Form.Hours", "all day"), ("Form.CheckIn", "Register"));
        await browser.OpenAsync($"{day}/rules");
        await browser.SendAsync("form.rules-form");
        await StepAsync(browser, $"{day}/step/published");
        await browser.OpenAsync($"{day}/cards");
        await browser.SendAsync(Drawing, ("Count", "8"), ("As", "page"));
        var code = browser.Page.QuerySelector(".test .secret")!.TextContent;
        await browser.OpenAsync($"{day}/cards");
        await browser.SendAsync("form[action*='Test']", ("TestCode", code));

        await browser.OpenAsync(day);
        Assert.Equal("Fill the register", Next(browser));
        await browser.OpenAsync($"{day}/register");
        await browser.SendAsync("form[action*='List']", ("Text", "name,detail\nMorag Example,\nMorag Example,\n"));
        Assert.Contains("Row 3:", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='List']", ("Text", "name,detail\nMorag Example,Harbour\nMorag Example,Shore\n"), ("WithPasses", "true"));
        Assert.Equal(2, browser.Page.QuerySelectorAll(".pass .qr").Length);

        await browser.OpenAsync(day);
        Assert.Equal("Make a batch of cards usable", Next(browser));
        await browser.OpenAsync($"{day}/cards");
        await browser.SendAsync("form[action*='Activate']");
        Assert.Contains("is usable", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_numbers_made_elsewhere_are_registered_and_secrets_are_not_taken()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var made = await OpenDay.CreateAsync(site.Services, "west", upTo: DayPhase.Published);
        await browser.OpenAsync("/console/days/west/cards");
        var secret = CardSecret.Draw();
        await browser.SendAsync("form[action*='Import']", ("ImportBatch", "printed"), ("Numbers", secret.Code));
        Assert.Contains("has now been sent the secrets", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='Import']", ("ImportBatch", "printed"), ("Numbers", $"{Digest.Random()}\nAAAA"));
        Assert.Contains("Line 2 is not a card number", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='Import']", ("ImportBatch", "printed"), ("Numbers", secret.Derive(made.Origin).Number.ToString()));
        Assert.Contains("Cards registered: 1", browser.Text, StringComparison.Ordinal);
        Assert.Contains("another machine", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_station_is_out_with_the_press_of_a_button()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "revoking");
        var door = await PairedStation.PairAsync(site, "revoking");
        Assert.Equal(HttpStatusCode.OK, (await door.Http.GetAsync("/api/days/revoking/door")).StatusCode);
        await browser.OpenAsync("/console/days/revoking/stations");
        await browser.SendAsync("form[action*='Revoke']");
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Http.GetAsync("/api/days/revoking/door")).StatusCode);
    }

    private static async Task StepAsync(ConsoleBrowser browser, string address, params (string, string)[] values)
    {
        await browser.OpenAsync(address);
        await browser.SendAsync("main form.step", values);
        Assert.True(browser.Status == HttpStatusCode.OK && browser.Page.QuerySelector(".notice.stop") is null, $"{address}: {browser.Text}");
    }

    // The form for a new batch, beside those that draw a lost one again.
    private const string Drawing = "form[action*='Print']:has(#Count)";

    [GeneratedRegex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}")]
    private static partial Regex ShortNumberText();

    // What stands in bold beside the one green button; where that says it all, the button itself.
    private static string Next(ConsoleBrowser browser) =>
        (browser.Page.QuerySelector(".task.now li:has(.button:not(.quiet)) strong") ?? browser.Page.QuerySelector(".task.now .task-body > p > strong")
            ?? browser.Page.QuerySelector(".task.now .button:not(.quiet)") ?? browser.Page.QuerySelector("#next-title"))?.TextContent.TrimEnd('.')
        ?? $"no next step: {browser.Text}";

    /// <summary>A phone opens the address of the cards, and brings the code back.</summary>
    private async Task TryTheAddressAsync(ConsoleBrowser browser, string day)
    {
        await browser.OpenAsync($"/console/days/{day}/address");
        await browser.SendAsync("#try-address");
        var code = browser.Page.QuerySelector(".pairing-code")!.TextContent;
        var phone = new ConsoleBrowser(site.Client());
        await phone.OpenAsync($"/try/{day}");
        await phone.SendAsync("#trying", ("Code", "0000 0000 0000 0000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, phone.Status);
        await phone.SendAsync("#trying", ("Code", code), ("Secure", "true"));
        Assert.Contains("This phone reaches the day", phone.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"/console/days/{day}");
    }

    private async Task PairAsync(ConsoleBrowser browser, string day, string name, string role)
    {
        await browser.OpenAsync($"{day}/stations");
        await browser.SendAsync("form[action*='Offer']", ("Name", name), ("Role", role));
        // What is left by the service's clock, not when it ends by a clock that may be wrong.
        Assert.InRange(int.Parse(browser.Page.QuerySelector(".pairing")!.GetAttribute("data-left")!, CultureInfo.InvariantCulture), 1, 15 * 60_000);
        using var device = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await device.PostAsJsonAsync("/api/stations/pair", new { code = browser.Page.QuerySelector(".pairing-code")!.TextContent })).StatusCode);
        await browser.OpenAsync(day);
    }
}
