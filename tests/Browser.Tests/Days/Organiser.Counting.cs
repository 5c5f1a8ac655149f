using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>The five steps of the count, at the table with two observers.</summary>
public sealed partial class Organiser
{
    /// <summary>Signs in where one is an organiser already.</summary>
    public async Task SignInAsync(string site)
    {
        await page.GotoAsync($"{site}/console/sign-in");
        await SignInHereAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Decision days" })).ToBeVisibleAsync();
    }

    private async Task SignInHereAsync()
    {
        await page.GetByLabel("Your name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await ButtonAsync("Sign in");
    }

    /// <summary>Closes the account of a day with one venue and no paper ballots, and counts.</summary>
    public async Task AccountAndCountAsync(string day, int received, int unused)
    {
        await page.GotoAsync($"{Origin}/console/days/{day}");
        await LinkAsync("Go to the count");
        foreach (var (label, number) in new[]
        {
            ("Received", received), ("Returned unused", unused), ("Spoiled or destroyed", 0), ("Paper slips in the box", 0), ("Kept back, sent to no place", 0),
        })
            await page.GetByLabel(label, new() { Exact = true }).FillAsync($"{number}");
        await page.KeepAsync("console-count-account");
        await ButtonAsync("Compare, and close the account");
        await SaidAsync("The ballot account is closed.");
        await page.KeepAsync("console-count-ready");
        await ButtonAsync("Count the ballots");
        await SaidAsync("The ballots are counted.");
    }

    /// <summary>Types the dice as they are read out, reads them back, and types them again.</summary>
    public async Task RollAsync(string digits, Organiser second)
    {
        await page.KeepAsync("console-dice");
        await page.GetByLabel("The eight digits, in the order in which they were read").FillAsync(digits);
        await ButtonAsync("Show them large, to read back");
        await Expect(page.Locator(".dice-digits span")).ToHaveTextAsync(digits.Select(digit => $"{digit}"));
        await page.KeepAsync("console-dice-read-back");
        await page.GetByLabel("The eight digits a second time, read from the dice").FillAsync(digits);
        await ButtonAsync("Enter them for ever");
        await second.AgreeAsync(page);
        await SaidAsync("The dice are in the log, and the proof is published with the log.");
    }

    /// <summary>Prints the statement, photographs it with the signatures, names who signed, and has a second organiser look.</summary>
    public async Task SignAndValidateAsync(string day, Organiser second)
    {
        await LinkAsync("Print the statement of result");
        await Expect(page.GetByText("To be signed. Not public until it is declared.")).ToBeVisibleAsync();
        await page.KeepAsync("console-statement");
        await page.GotoAsync($"{Origin}/console/days/{day}/count");
        await page.GetByLabel("The photograph").SetInputFilesAsync(new FilePayload { Name = "IMG_0001.jpg", MimeType = "image/jpeg", Buffer = SheetPhoto.JpegFromPhone() });
        await ButtonAsync("Keep the photograph");
        await SaidAsync("The photograph is kept, without place and time.");
        await page.GetByLabel("Head of the count").FillAsync("Una Morrison");
        await page.GetByLabel("Observer", new() { Exact = true }).Nth(0).FillAsync("Ann Reid");
        await page.GetByLabel("Observer", new() { Exact = true }).Nth(1).FillAsync("Joe Bàn");
        await page.KeepAsync("console-count-names");
        await ButtonAsync("Keep the names");
        await SaidAsync("The names are kept: 3");

        // A picture still, and upright: sixteen by eight pixels, held as the phone held it.
        await LinkAsync("Photograph of the signed statement");
        var photograph = page.GetByRole(AriaRole.Img, new() { Name = "Photograph of the signed statement" });
        await Expect(photograph).ToBeVisibleAsync();
        Assert.Equal("8 by 16", await photograph.EvaluateAsync<string>("async picture => { await picture.decode(); return `${picture.naturalWidth} by ${picture.naturalHeight}`; }"));

        await page.GotoAsync($"{Origin}/console/days/{day}/count");
        await page.KeepAsync("console-count-validate");
        await ButtonAsync("All of it agrees");
        await second.AgreeAsync(page);
        await SaidAsync("The count is validated. The result can be declared.");
        await page.KeepAsync("console-count-done");
    }
}
