using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Organisers;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>
/// Somebody who has never done this takes a real day from the first start's link to open, with a colleague: how often they press and how much they fill in is
/// counted. Passwords, passphrases, codes and the list of projects are not; a press on the phone that tries the paper is.
/// </summary>
public sealed partial class NewcomerTests(Chromium chromium, ITestOutputHelper output) : IAsyncDisposable
{
    private const int MostPresses = 15, MostFields = 12, ColleaguesPresses = 6, ColleaguesFields = 4;
    private const string Password = "copper heron ladder", ColleaguesPassword = "velvet anchor thistle";

    private const string Projects =
        """
        title,group,ask,stall,summary
        Slow walks,Striders,"2,000",1,Short walks twice a week.
        Cook once,The Kitchen Table,"2,500",2,A long table every Thursday.
        Quiet swims,Swim Together,1500,3,The pool with low light.
        """;

    private static readonly string[] Passphrases = ["a drawer in the town hall", "a stick behind the clock", "a tin below the stairs"];

    private readonly NamedSite site = new();

    [Theory]
    [InlineData("laptop")]
    [InlineData("keyboard")]
    [InlineData("phone")]
    public async Task A_real_day_is_open_after_few_presses_and_fields(string with)
    {
        await using var first = with == "phone" ? await chromium.PhoneAsync() : await chromium.LaptopAsync();
        await using var second = with == "phone" ? await chromium.PhoneAsync() : await chromium.LaptopAsync();
        await using var device = await chromium.PhoneAsync();
        var (una, ruari) = (new Hands(await first.NewPageAsync(), with == "keyboard"), new Hands(await second.NewPageAsync(), with == "keyboard"));

        // Two organisers, confirmed by whoever runs the machine.
        await JoinAsync(una, await site.SetUpLinkAsync(), "Una Morrison", Password);
        await una.TypeAsync(una.Page.Locator("#invite-password"), Password);
        await una.ButtonAsync("Make the invitation");
        await JoinAsync(ruari, Here(await una.Page.GetByText(InvitationLink()).InnerTextAsync()), "Ruari Beaton", ColleaguesPassword);
        await ruari.PressAsync(ruari.Page.GetByRole(AriaRole.Link, new() { Name = "Agree", Exact = true }));
        await ConfirmAsync(una, "Una Morrison");
        await ConfirmAsync(una, "Ruari Beaton");

        // The day, its address, its rules.
        await una.FillAsync("Title", "Harbour decides");
        await una.FillAsync("Money to share out", "5,000");
        await una.FillAsync("Date", StepRules.DateAt(TimeProvider.System.GetUtcNow(), "Europe/London"));
        await una.FillAsync("Place", "Harbour Hall");
        await una.FillAsync("Voting hours", "10:00 to 15:00");
        await una.TickAsync("From a spreadsheet (CSV).");
        await una.TypeAsync(una.Page.GetByLabel("Or paste it here"), Projects);
        await una.ButtonAsync("Create the day");
        var code = (await una.Page.GetByText(SpacedCode()).InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var day = new Uri(una.Page.Url).Segments[3].TrimEnd('/');
        var phone = await device.NewPageAsync();
        await phone.GotoAsync($"{site.Address()}/try/{day}#{code}");
        await una.FillAsync("How many", "3");
        await una.ChooseAsync("Turnout only.");
        await una.ButtonAsync("Save");
        await una.ButtonAsync("Freeze and publish");
        await AgreeAsync(ruari);

        // Cards, tried from their paper; the key's three sheets, read back.
        await una.FillAsync("How many cards", "12");
        await una.ChooseAsync("Print page");
        var sheets = await first.RunAndWaitForPageAsync(() => una.ButtonAsync("Draw and print"));
        await AgreeAsync(ruari);
        var test = (await sheets.Locator(".test .secret").InnerTextAsync()).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        await sheets.CloseAsync();
        await phone.GotoAsync($"{site.Address()}/console/test-card/{day}/{test}");
        await phone.GetByRole(AriaRole.Button).Last.ClickAsync();
        una.Presses++;
        await una.FillAsync(una.Page.Locator("#outside-2"), "Isla from the library");
        await una.ButtonAsync("Ask another approver");
        await AgreeAsync(ruari);
        for (var at = 0; at < Passphrases.Length; at++)
            foreach (var box in new[] { "words", "again" }) await una.TypeAsync(una.Page.Locator($"#{box}-{at + 1}"), Passphrases[at]);
        await una.ButtonAsync("Make the sheets");
        await Expect(una.Page.Locator(".share-text")).ToHaveCountAsync(Passphrases.Length);
        var shares = await una.Page.Locator(".share-text").AllInnerTextsAsync();
        for (var at = 0; at < Passphrases.Length; at++)
        {
            await una.TypeAsync(una.Page.Locator($"#back-{at}-text"), shares[at]);
            await una.TypeAsync(una.Page.Locator($"#back-{at}-words"), Passphrases[at]);
        }
        await una.Page.KeepAsync($"newcomer-{with}-keys");
        await una.ButtonAsync("Read it back");

        // A door and a screen, and open.
        await una.ButtonAsync("Show both codes");
        await Expect(una.Page.GetByText(SpacedCode())).ToHaveCountAsync(2);
        var codes = await una.Page.GetByText(SpacedCode()).AllInnerTextsAsync();
        await una.Page.KeepAsync($"newcomer-{with}-stations");
        foreach (var pairing in codes)
        {
            await using var station = await chromium.TabletAsync();
            await (await station.NewPageAsync()).GotoAsync($"{site.Address()}/pair/{day}#{pairing.Replace(" ", "", StringComparison.Ordinal)}");
            await Expect(station.Pages[0]).ToHaveURLAsync(PairedAddress());
        }
        await una.PressAsync(una.Page.GetByRole(AriaRole.Link, new() { Name = "Open the voting", Exact = true }));
        await una.ChooseAsync("without a witness");
        await una.ButtonAsync("Open");
        await AgreeAsync(ruari);
        await Expect(una.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Voting is open." })).ToBeVisibleAsync();

        output.WriteLine($"{with}: organiser {una.Presses} presses, {una.Fields} fields; colleague {ruari.Presses} presses, {ruari.Fields} fields.");
        Assert.InRange(una.Presses, 1, MostPresses);
        Assert.InRange(una.Fields, 1, MostFields);
        Assert.InRange(ruari.Presses, 1, ColleaguesPresses);
        Assert.InRange(ruari.Fields, 1, ColleaguesFields);
    }

    private static async Task JoinAsync(Hands hands, string link, string name, string password)
    {
        await hands.Page.GotoAsync(link);
        await Expect(hands.Page).ToHaveURLAsync(link[..link.IndexOf('#', StringComparison.Ordinal)]);
        await hands.FillAsync("Your name", name);
        await hands.TypeAsync(hands.Page.GetByLabel("Password", new() { Exact = true }), password);
        await hands.TypeAsync(hands.Page.GetByLabel("The password again"), password);
        await hands.ButtonAsync("Become an organiser");
        await Expect(hands.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is in the service's log now" })).ToBeVisibleAsync();
    }

    // The code waits in the log since the person joined.
    private async Task ConfirmAsync(Hands hands, string who)
    {
        var person = hands.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = who });
        var number = (await person.Locator(".code").InnerTextAsync()).Split(' ')[^1];
        await hands.TypeAsync(person.GetByLabel("The code"), Confirming.CodeIn(site.Log, number));
        await hands.PressAsync(person.GetByRole(AriaRole.Button, new() { Name = "Confirm with the code" }));
        await Expect(hands.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is confirmed." })).ToBeVisibleAsync();
    }

    // The question comes by itself to a page that waits for it, and that page waits again afterwards.
    private static async Task AgreeAsync(Hands colleague)
    {
        await colleague.TypeAsync(colleague.Page.Locator("#Password"), ColleaguesPassword);
        await colleague.ButtonAsync("I agree");
        await Expect(colleague.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "You have agreed." })).ToBeVisibleAsync();
    }

    // The name that stands on paper belongs to nobody; the browsers of the test find the same page on this machine.
    private string Here(string link) => link.Replace(NamedSite.Address, site.Address(), StringComparison.Ordinal);

    [GeneratedRegex("^http.*/console/set-up#")]
    private static partial Regex InvitationLink();

    [GeneratedRegex("^([0-9A-Z]{4} ){3}[0-9A-Z]{4}$")]
    private static partial Regex SpacedCode();

    [GeneratedRegex("/(door|screen.*)$")]
    private static partial Regex PairedAddress();

    public ValueTask DisposeAsync() => site.DisposeAsync();
}
