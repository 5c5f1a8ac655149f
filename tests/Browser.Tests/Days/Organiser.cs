using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Printing;
using PbDecisionDay.Web.Tests.Organisers;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>An organiser at a laptop, who does what the console says next.</summary>
public sealed partial class Organiser(IPage page, string name, string password)
{
    public IPage Page => page;

    public string Name => name;

    /// <summary>Uses an invitation's link.</summary>
    public async Task JoinAsync(string link)
    {
        await page.GotoAsync(link);
        await Expect(page).ToHaveURLAsync(link[..link.IndexOf('#', StringComparison.Ordinal)]);
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("The password again").FillAsync(password);
        await page.KeepAsync($"console-set-up-{name.Split(' ')[0]}");
        await ButtonAsync("Become an organiser");
        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Console", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Makes an invitation for a colleague.</summary>
    /// <returns>Its link.</returns>
    public async Task<string> InviteAsync()
    {
        await LinkAsync("Organisers");
        await page.Locator("#invite-password").FillAsync(password);
        await ButtonAsync("Make the invitation");
        var link = await page.GetByText(InvitationLink()).InnerTextAsync();
        await page.KeepAsync("console-invitation");
        await Expect(page.Locator(".qr path").Last).ToHaveAttributeAsync("d", QrMatrix.Of(link).SvgPath());
        return link;
    }

    /// <summary>Asks for the machine's code for a person who is not confirmed, and enters what its log shows.</summary>
    public async Task ConfirmByMachineAsync(string who, IReadOnlyCollection<string> log)
    {
        await LinkAsync("Organisers");
        var person = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = who });
        await page.KeepAsync("console-organisers-unconfirmed");
        await person.GetByRole(AriaRole.Button, new() { Name = "Ask for a code" }).ClickAsync();
        var said = await page.GetByText("is in the service's log now").InnerTextAsync();
        await person.GetByLabel("The code").FillAsync(Confirming.CodeIn(log, said.Split(' ')[4]));
        await person.GetByRole(AriaRole.Button, new() { Name = "Confirm with the code" }).ClickAsync();
        await Expect(page.GetByText($"{who}⁩ is confirmed.")).ToBeVisibleAsync();
    }

    /// <summary>Creates a real day from a spreadsheet's text.</summary>
    /// <returns>The day's id.</returns>
    public async Task<string> CreateDayAsync(string title, string pot, string csv)
    {
        await LinkAsync("Decision days", within: "Console");
        await page.KeepAsync("console-no-days");
        await LinkAsync("New day");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync(title);
        await page.GetByLabel("Money to share out").FillAsync(pot);
        await page.GetByLabel("Date").FillAsync("2026-11-28");
        await Expect(page.GetByLabel("This is a rehearsal.")).Not.ToBeCheckedAsync();
        await page.GetByLabel("From a spreadsheet (CSV).").CheckAsync();
        await page.GetByLabel("Or paste it here").FillAsync(csv);
        await page.KeepAsync("console-new-day");
        await ButtonAsync("Create the day");
        await SaidAsync("The day is created as a draft.");
        await page.KeepAsync("console-draft");
        return DayIn(page.Url);
    }

    public async Task FinishSettingsAsync()
    {
        await TaskAsync("day", "Go to the settings");
        await page.GetByLabel("Title in Gàidhlig").FillAsync("Tha an Cidhe a’ co-dhùnadh");
        await page.GetByLabel("Place", new() { Exact = true }).FillAsync("Harbour Hall");
        await page.GetByLabel("Voting hours").FillAsync("10:00 to 15:00");
        await page.KeepAsync("console-settings");
        await ButtonAsync("Save");
        await SaidAsync("The settings are saved.");
    }

    public async Task ChooseRulesAsync()
    {
        await TaskAsync("projects", "Go to the rules");
        await page.GetByLabel("How many", new() { Exact = true }).FillAsync("3");
        await page.GetByLabel("Turnout only.").CheckAsync();
        await page.KeepAsync("console-rules");
        await ButtonAsync("Save");
        await SaidAsync("The rules are saved.");
    }

    public async Task PublishAsync(Organiser second)
    {
        await TaskAsync("projects", "Check and publish");
        await Expect(page.GetByText("Proposals on the paper: 4")).ToBeVisibleAsync();
        await page.KeepAsync("console-publish");
        await ButtonAsync("Freeze and publish");
        await second.AgreeAsync(page);
        await SaidAsync("The day is published.");
        await page.KeepAsync("console-published");
    }

    /// <summary>Prints a batch of cards as a page in a window of its own.</summary>
    /// <returns>The page with the secrets.</returns>
    public async Task<IPage> PrintCardsAsync(int count, Organiser second)
    {
        await TaskAsync("cards", "Go to the cards");
        await page.GetByLabel("How many cards").FillAsync($"{count}");
        await page.GetByLabel("Print page").CheckAsync();
        await page.KeepAsync("console-cards");
        // The console's own page is loaded again by itself, sooner or later than the sheets come.
        await page.EvaluateAsync("() => { window.beforePrinting = true; }");
        var sheets = await page.Context.RunAndWaitForPageAsync(() => ButtonAsync("Draw and print"));
        await second.AgreeAsync(sheets);
        await Expect(sheets.GetByRole(AriaRole.Article)).ToHaveCountAsync(count + 1);
        var code = await sheets.Locator(".test .secret").InnerTextAsync();
        await page.WaitForFunctionAsync("() => !window.beforePrinting && document.readyState === 'complete'");
        await page.ReloadAsync();
        await page.KeepAsync("console-cards-test");
        await page.GetByText("No camera? Type the code").ClickAsync();
        await page.GetByLabel("Code on the test card").FillAsync(code);
        await ButtonAsync("The print can be read");
        await SaidAsync("can be read");
        await page.GotoAsync($"{Origin}/console/days/{DayIn(page.Url)}/cards");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "cards-1" })).ToContainTextAsync($"{count}");
        await page.KeepAsync("console-cards-made");
        return sheets;
    }

    /// <summary>Opens the page that prints the pack, on the laptop and as narrow as a phone, and prints all of it.</summary>
    /// <returns>The PDF.</returns>
    public async Task<byte[]> PrintPackAsync(string day)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}/pack");
        await page.KeepAsync("console-pack");
        var before = page.ViewportSize!;
        await page.SetViewportSizeAsync(390, 844);
        await page.KeepAsync("console-pack-phone");
        await page.GotoAsync($"{Origin}/console/days/{day}/cards");
        await page.KeepAsync("console-cards-phone");
        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.GotoAsync($"{Origin}/console/days/{day}/pack");
        var answer = await page.Context.APIRequest.GetAsync(Origin + await page.GetByRole(AriaRole.Link, new() { Name = "Print all" }).GetAttributeAsync("href"));
        await page.GotoAsync($"{Origin}/console/days/{day}/cards");
        return await answer.BodyAsync();
    }

    /// <summary>Asks for a batch as a PDF, as the form does.</summary>
    public async Task<byte[]> PrintPdfAsync(int count, Organiser second)
    {
        var form = page.Context.APIRequest.CreateFormData();
        foreach (var field in new[] { "__RequestVerificationToken", "Batch" })
            form.Set(field, await page.Locator("form:has(#Count)").Locator($"input[name={field}]").InputValueAsync());
        form.Set("Count", count).Set("As", "pdf");
        var waiting = await page.Context.APIRequest.PostAsync($"{page.Url}?handler=Print", new() { Form = form });
        await second.AgreeAtAsync(Origin + Asked().Match(await waiting.TextAsync()).Groups[1].Value);
        var answer = await page.Context.APIRequest.PostAsync($"{page.Url}?handler=Print", new() { Form = form });
        Assert.True(answer.Headers["content-type"] == "application/pdf", await answer.TextAsync());
        return await answer.BodyAsync();
    }

    /// <summary>Makes the three shares of the openings key, and reads each sheet back: typed, from a stick, and from a picture of its code.</summary>
    /// <returns>The address that the code on a holder's sheet leads to.</returns>
    public async Task<string> ShareKeyAsync(string day, Organiser second, params string[] passphrases)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}");
        await TaskAsync("cards", "Go to the keys");
        await page.Locator("#outside-2").FillAsync("Isla from the library");
        await page.KeepAsync("console-share-holders");
        await ButtonAsync("Ask another approver");
        await second.AgreeAsync(page);
        await Expect(page.GetByText($"{second.Name} has agreed.")).ToBeVisibleAsync();
        for (var at = 0; at < passphrases.Length; at++)
        {
            await page.Locator($"#words-{at + 1}").FillAsync(passphrases[at]);
            await page.Locator($"#again-{at + 1}").FillAsync(passphrases[at]);
        }
        await page.KeepAsync("console-keys");
        await ButtonAsync("Make the sheets");
        await Expect(page.Locator(".share-text")).ToHaveCountAsync(passphrases.Length);
        var sheets = await page.Locator(".share-text").AllInnerTextsAsync();
        await page.KeepAsync("console-share-sheets");
        var picture = await page.Locator(".share-sheet .qr svg").Nth(4).ScreenshotAsync();
        var fingerprint = await page.Locator(".share-sheet .hashes dd").First.InnerTextAsync();
        await Expect(page.Locator(".share-sheet .small-qr path").Last).ToHaveAttributeAsync("d", QrMatrix.Of(CompareLink(NamedSite.Address, day, fingerprint)).SvgPath());
        for (var at = 0; at < passphrases.Length; at++)
        {
            Assert.DoesNotContain(passphrases[at], sheets[at], StringComparison.Ordinal);
            await page.GotoAsync($"{Origin}/console/days/{day}/keys");
            if (at == 0)
            {
                await page.Locator("#back-0-text").FillAsync(sheets[at]);
            }
            else
            {
                await page.Locator("#read-back").GetByLabel("Or choose the file from the stick").First.SetInputFilesAsync(at == 1
                    ? new FilePayload { Name = "share-2.txt", MimeType = "text/plain", Buffer = System.Text.Encoding.ASCII.GetBytes($"{sheets[at]}\n") }
                    : new FilePayload { Name = "IMG_0001.png", MimeType = "image/png", Buffer = picture });
                await Expect(page.Locator("#back-0-text")).ToHaveValueAsync(sheets[at].Trim());
            }
            await page.Locator("#back-0-words").FillAsync(passphrases[at]);
            await ButtonAsync("Read it back");
            await SaidAsync(at < passphrases.Length - 1 ? "The sheet was read back, and it opens." : "All three sheets were read back, and they open.");
        }
        return CompareLink(Origin, day, fingerprint);
    }

    private static string CompareLink(string site, string day, string fingerprint) =>
        $"{site}/audit/{day}/key#{fingerprint.TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>Shows a code for the address of the cards, and waits until a phone has brought it back.</summary>
    /// <param name="day">The day.</param>
    /// <param name="address">The address that the cards carry.</param>
    /// <param name="openAsync">Opens the link of the QR on a phone.</param>
    public async Task TryAddressAsync(string day, string address, Func<string, Task> openAsync)
    {
        await TaskAsync("day", "Try the address");
        var code = (await page.GetByText(SpacedCode()).InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var link = $"{address}/try/{day}#{code}";
        await Expect(page.Locator(".qr path").Last).ToHaveAttributeAsync("d", QrMatrix.Of(link).SvgPath());
        await page.KeepAsync("console-address-code");
        await openAsync(link);
        await SaidAsync("A phone opened the address");
        await page.KeepAsync("console-address-reached");
    }

    /// <summary>Shows a pairing code for a station.</summary>
    /// <returns>The link that its QR holds.</returns>
    public async Task<string> OfferAsync(string day, string role, string name, string address)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}");
        await TaskAsync(role == "Door" ? "doors" : "screen", "Go to the stations");
        await page.GetByLabel("What it is for").SelectOptionAsync(new SelectOptionValue { Label = role });
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await ButtonAsync("Show a pairing code");
        await Expect(page.GetByText("Works for 1")).ToBeVisibleAsync();
        await page.KeepAsync("console-pairing");
        var code = (await page.GetByText(SpacedCode()).InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var link = $"{address}/pair/{day}#{code}";
        await Expect(page.Locator(".qr path").Last).ToHaveAttributeAsync("d", QrMatrix.Of(link).SvgPath());
        return link;
    }

    /// <summary>Takes the step that the overview offers, with a second organiser where the page asks for one.</summary>
    /// <param name="day">The day.</param>
    /// <param name="link">What the overview calls it.</param>
    /// <param name="button">What the step's own page calls it.</param>
    /// <param name="done">What the console says afterwards.</param>
    /// <param name="second">Who agrees, on a session of their own.</param>
    public async Task StepAsync(string day, string link, string button, string done, Organiser? second = null)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}");
        await LinkAsync(link);
        await TakeAsync(button, done, second);
    }

    /// <summary>Takes a step on its own page, whatever the overview offers.</summary>
    public async Task StepHereAsync(string day, string step, string button, string done, Organiser second)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}/step/{step}");
        await TakeAsync(button, done, second);
    }

    private async Task TakeAsync(string button, string done, Organiser? second)
    {
        if (await page.Locator("input[name=WithoutWitness]").CountAsync() > 0) await page.Locator("input[name=WithoutWitness]").CheckAsync();
        if (await page.Locator("input[name=OnDate]").CountAsync() > 0) await page.Locator("input[name=OnDate]").CheckAsync();
        await page.KeepAsync($"console-step-{button.ToLowerInvariant()}");
        await ButtonAsync(button);
        if (second is not null) await second.AgreeAsync(page);
        await SaidAsync(done);
        await page.KeepAsync($"console-after-{button.ToLowerInvariant()}");
    }

    private string Origin => new Uri(page.Url).GetLeftPart(UriPartial.Authority);

    /// <summary>Agrees to what another's page waits for, which goes on by itself.</summary>
    public async Task AgreeAsync(IPage waiting)
    {
        await Expect(waiting.GetByText("Now another approver agrees")).ToBeVisibleAsync();
        await waiting.KeepAsync("console-waiting");
        var asked = (await waiting.Locator("[data-approval]").GetAttributeAsync("data-approval"))!.Split('?')[0];
        await AgreeAtAsync($"{new Uri(waiting.Url).GetLeftPart(UriPartial.Authority)}{asked}");
    }

    private async Task AgreeAtAsync(string address)
    {
        await page.GotoAsync(address);
        if (await page.GetByLabel("Your name").CountAsync() > 0) await SignInHereAsync();
        await page.GetByLabel("Your password").FillAsync(password);
        await page.KeepAsync("console-approve");
        await ButtonAsync("I agree");
        await SaidAsync("You have agreed.");
    }

    private Task ButtonAsync(string text) => page.GetByRole(AriaRole.Button, new() { Name = text, Exact = true }).ClickAsync();

    /// <summary>Goes to where something of a task is done; a task that is not the next one is folded.</summary>
    private async Task TaskAsync(string task, string link)
    {
        await page.GotoAsync($"{Origin}/console/days/{DayIn(page.Url)}");
        var place = page.Locator($"#task-{task}");
        if (await place.Locator("details[open]").CountAsync() == 0) await place.Locator("summary").ClickAsync();
        await place.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
    }

    private Task LinkAsync(string text, string? within = null)
    {
        var link = new LocatorGetByRoleOptions { Name = text, Exact = true };
        var place = within is null ? page.GetByRole(AriaRole.Main) : page.GetByRole(AriaRole.Navigation, new() { Name = within, Exact = true });
        return place.GetByRole(AriaRole.Link, link).ClickAsync();
    }

    private Task SaidAsync(string sentence) => Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = sentence })).ToBeVisibleAsync();

    private static string DayIn(string url) => new Uri(url).Segments[3].TrimEnd('/');

    [GeneratedRegex("""data-approval="([^"?]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex("^http.*/console/set-up#")]
    private static partial Regex InvitationLink();

    [GeneratedRegex("^([0-9A-Z]{4} ){3}[0-9A-Z]{4}$")]
    private static partial Regex SpacedCode();
}
