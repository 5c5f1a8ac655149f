using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The five steps of a count, as two organisers take them on the console's forms.</summary>
public static class CountWalk
{
    public static readonly (string, string)[] Names =
        [("Names[0].Name", "Una Presiding"), ("Names[1].Name", "Ann Observing"), ("Names[2].Name", "Joe Observing")];

    /// <summary>Takes a closed day, of which no card was handed out, to where it can be declared.</summary>
    public static async Task ToDeclarationAsync(ConsoleBrowser browser, ConsoleBrowser second, string day, long printed)
    {
        await browser.OpenAsync($"{day}/count");
        await AccountAsync(browser, received: printed, unused: printed);
        Assert.Contains("The ballot account is closed", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='handler=Count']");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await SignAndValidateAsync(browser, second, day);
    }

    /// <summary>Waits until a real day whose casting has ended is closed, which the clock of the test brings about.</summary>
    public static async Task ToTheCloseAsync(IServiceProvider services, ConsoleBrowser browser, string day, Func<bool> isClosed)
    {
        ((ForwardTime)services.GetRequiredService<TimeProvider>()).Advance(StepRules.CheckingTime(rehearsal: false));
        await Eventually.HoldsAsync(async () =>
        {
            await browser.OpenAsync(day);
            return isClosed();
        });
    }

    /// <summary>Sends the account of a day with one venue.</summary>
    public static Task AccountAsync(ConsoleBrowser browser, long received, long unused, params (string, string)[] more) => browser.SendAsync(
        "form[action*='handler=Account']",
        [("Venues[0].Received", $"{received}"), ("Venues[0].Unused", $"{unused}"), ("Venues[0].Destroyed", "0"), ("Venues[0].Slips", "0"), ("KeptBack", "0"), .. more]);

    /// <summary>Photograph, names and the second organiser.</summary>
    public static async Task SignAndValidateAsync(ConsoleBrowser browser, ConsoleBrowser second, string day)
    {
        await browser.OpenAsync($"{day}/count");
        await browser.SendFileAsync("form[action*='handler=Sheet']", "Photograph", "IMG_0001.HEIC", SheetPhoto.JpegFromPhone());
        Assert.Contains("The photograph is kept", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='handler=Signatures']", Names);
        Assert.Contains("The names are kept: 3", browser.Text, StringComparison.Ordinal);
        await browser.SendWithAsync(second, "form[action*='handler=Validate']");
        Assert.Contains("The count is validated", browser.Text, StringComparison.Ordinal);
    }
}
