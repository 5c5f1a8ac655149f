using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The count's pages, by their forms: a real day with thirty ballots, so that the dice are rolled.</summary>
public sealed class CountTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    [Fact]
    public async Task Thirty_ballots_go_from_the_account_over_the_dice_to_a_declared_and_public_statement()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var iain = await ConsoleBrowser.SecondAsync(site);
        await RealDay.ClosedAsync(site.Services, "west", ballots: 30);
        const string day = "/console/days/west", count = $"{day}/count";

        // The account: a number missing, numbers that do not agree, words for one, and words for both.
        await browser.OpenAsync(count);
        Assert.Contains("30", browser.Page.QuerySelector(".figures")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='handler=Account']", ("Venues[0].Received", "32"), ("Venues[0].Unused", "two"));
        Assert.Contains("A number is missing", browser.Text, StringComparison.Ordinal);
        await CountWalk.AccountAsync(browser, received: 31, unused: 2);
        Assert.Contains("Comparisons that do not agree: 3", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Handed out, says the log: 30. Handed out, counted by hand: 29.", browser.Text, StringComparison.Ordinal);
        Assert.Equal("31", browser.Page.QuerySelector("[name='Venues[0].Received']")!.GetAttribute("value"));
        await CountWalk.AccountAsync(browser, received: 31, unused: 2, ("Explanations[0].Text", "One card was stuck to another."));
        Assert.Contains("Comparisons that do not agree: 2", browser.Text, StringComparison.Ordinal);
        Assert.Contains("One card was stuck to another.", browser.Page.QuerySelector("[name='Explanations[0].Text']")!.TextContent, StringComparison.Ordinal);
        await CountWalk.AccountAsync(
            browser, received: 31, unused: 2,
            ("Explanations[0].Text", "One card was <b>stuck</b> to another."), ("Explanations[1].Text", "The same card."), ("Explanations[2].Text", "The same card."));
        Assert.Contains("The ballot account is closed", browser.Text, StringComparison.Ordinal);

        // Count; the dice, wrong, unequal, and right.
        await browser.SendAsync("form[action*='handler=Count']");
        Assert.Contains("Roll the dice in the hall", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync($"{day}/step/declared");
        await browser.SendAsync("main form.step");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.OpenAsync(count);
        await browser.SendAsync("form[action*='handler=Dice']", ("Digits", "1234567"));
        Assert.Contains("Eight digits from 0 to 9 are needed", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='handler=Dice']", ("Digits", "1234 5678"));
        Assert.Equal("12345678", string.Concat(browser.Page.QuerySelectorAll(".dice-digits span").Select(digit => digit.TextContent)));
        await browser.SendAsync("form[action*='handler=Lots']", ("Again", "12345679"));
        Assert.Contains("The two entries are not the same. Nothing was entered.", browser.Text, StringComparison.Ordinal);
        Assert.Equal("", (await ViewAsync()).Dice);
        await browser.SendAsync("form[action*='handler=Dice']", ("Digits", "12345678"));
        await browser.SendWithAsync(iain, "form[action*='handler=Lots']", ("Again", "1 2 3 4 5 6 7 8"));
        Assert.Contains("The dice are in the log", browser.Text, StringComparison.Ordinal);
        Assert.Equal("12345678", (await ViewAsync()).Dice);

        // The statement to be signed; photograph, names, second person.
        await browser.OpenAsync($"{day}/statement");
        Assert.Contains("To be signed", browser.Text, StringComparison.Ordinal);
        Assert.Equal(5, browser.Page.QuerySelectorAll(".signatures tbody tr").Length);
        await browser.OpenAsync(count);
        await browser.SendFileAsync("form[action*='handler=Sheet']", "Photograph", "sheet.jpg", "not a picture"u8.ToArray());
        Assert.Contains("neither a JPEG nor a PNG", browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendFileAsync("form[action*='handler=Sheet']", "Photograph", "sheet.jpg", SheetPhoto.Jpeg[..300]);
        Assert.Contains("damaged or cut off", browser.Text, StringComparison.Ordinal);
        await CountWalk.SignAndValidateAsync(browser, iain, day);
        await browser.OpenAsync($"{count}?step=photograph");
        Assert.Empty(browser.Page.QuerySelectorAll("input[type=file]"));
        await browser.OpenAsync($"{count}?handler=Sheet");
        Assert.Equal("image/jpeg", SheetPicture.MediaTypeOf(browser.Content));
        Assert.All(SheetPhoto.Traces, trace => Assert.DoesNotContain(trace, Encoding.Latin1.GetString(browser.Content), StringComparison.Ordinal));

        // Not public before the declaration, public after it, in three languages and without a name.
        using var anyone = site.Client();
        Assert.DoesNotContain("1 2 3 4 5 6 7 8", await anyone.GetStringAsync("/audit/west/statement"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync($"{count}?handler=Sheet")).StatusCode);
        await browser.OpenAsync($"{day}/step/declared");
        await browser.SendWithAsync(iain, "main form.step");
        foreach (var language in new[] { "en", "gd", "ar" })
        {
            var statement = await site.Client(language).GetStringAsync("/audit/west/statement");
            Assert.Contains("1 2 3 4 5 6 7 8", statement, StringComparison.Ordinal);
            Assert.Contains("One card was &lt;b&gt;stuck&lt;/b&gt; to another.", statement, StringComparison.Ordinal);
            Assert.Contains((await ViewAsync()).ResultHash, WebUtility.HtmlDecode(statement), StringComparison.Ordinal);
            Assert.Contains("<svg class=\"qr\"", statement, StringComparison.Ordinal);
            Assert.All(CountWalk.Names, name => Assert.DoesNotContain(name.Item2, statement, StringComparison.Ordinal));
            Assert.DoesNotContain("<table class=\"signatures\"", statement, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(site.Log, line => CountWalk.Names.Any(name => line.Contains(name.Item2, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rehearsal_may_be_counted_and_declared_without_the_paperwork()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await (await OpenDay.CreateAsync(site.Services, "practice")).StepAsync(DayPhase.Closed);
        await browser.OpenAsync("/console/days/practice/count?step=result");
        await browser.SendAsync("form[action*='handler=Count']");
        Assert.Contains("Left out", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Declare the rehearsal without the rest", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/practice/statement");
        Assert.Contains("No ballot account was made", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_close_there_is_nothing_to_count_and_no_statement()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "voting");
        await browser.OpenAsync("/console/days/voting/count");
        Assert.Contains("The count begins when the voting is closed.", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll(".count-step"));
        await browser.OpenAsync("/console/days/voting/statement");
        Assert.Contains("There is no result yet.", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/audit/voting/statement");
        Assert.Contains("not declared yet", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/audit/nowhere/statement");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private async Task<DayView> ViewAsync() =>
        (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("west").GetAsync(default))!;
}
