using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Slips;

/// <summary>What the count team's page refuses: in which language, about which field, and what it says of papers that an older version printed.</summary>
public sealed class SlipRefusalTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("ar", "rtl", "لم يُحفظ هذا")]
    [InlineData("zh", "ltr", "没有保存")]
    [InlineData("en", "ltr", null)]
    public async Task What_is_said_in_English_is_marked_so_beside_words_of_the_pages_language(string language, string direction, string? words)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"refused-{language}");
        await day.StepAsync(DayPhase.Closed);
        var browser = await ConsoleBrowser.SignedInAsync(site, client: site.Client(language));
        await browser.OpenAsync($"/paper/refused-{language}");
        Assert.Equal(direction, browser.Page.DocumentElement.GetAttribute("dir"));
        await browser.SendAsync("form[action*=Open]", ("Batch", "The hall!"), ("Pile", "3"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var refusal = browser.Page.QuerySelector("#refusal")!;
        var reason = refusal.QuerySelector("[lang=en][dir=ltr]")!;
        Assert.StartsWith("The name of a batch has 1 to 32 characters", reason.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Batch", reason.GetAttribute("href"));
        Assert.Equal("true", browser.Page.QuerySelector("#Batch")!.GetAttribute("aria-invalid"));
        Assert.Equal(words is null, refusal.QuerySelector("span") is null);
        if (words is not null) Assert.Contains(words, refusal.QuerySelector("span")!.TextContent, StringComparison.Ordinal);

        // What the page itself refuses it says in the reader's language.
        await browser.SendAsync("form[action*=Open]", ("Batch", "hall"), ("Pile", "2"));
        await browser.SendAsync("#keying", ("Typed", "77"));
        Assert.Null(browser.Page.QuerySelector("#refusal span"));
        Assert.Equal(language, browser.Page.QuerySelector("#refusal a")!.GetAttribute("lang"));
        Assert.Equal(("#typed", "true"), (browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"), browser.Page.QuerySelector("#typed")!.GetAttribute("aria-invalid")));
    }

    [Fact]
    public async Task A_paper_of_an_older_version_is_told_by_its_numbers()
    {
        // The day's ids are 1, 2, 3, 4 and area/5: places are printed, and area/5 has the number 5.
        var day = await OpenDay.CreateAsync(site.Services, "old-paper");
        await day.StepAsync(DayPhase.Closed);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/paper/old-paper");
        await browser.SendAsync("form[action*=Open]", ("Batch", "hall"), ("Pile", "2"));
        Assert.Matches("Hold a paper of the box beside this: .?1.? is “.+”, and .?5.? is “.+”", browser.Page.QuerySelector("#compare")!.TextContent);
        await browser.SendAsync("#keying", ("Typed", "1 area/5"));
        Assert.Contains("is a project’s own id, as older versions printed it", browser.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
        await browser.SendAsync("#keying", ("Typed", "1 area/6"));
        Assert.Contains("is no number of a project", browser.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recount_that_is_refused_stays_with_its_batch_beside_the_field()
    {
        var day = await OpenDay.CreateAsync(site.Services, "recount-refused");
        await day.StepAsync(DayPhase.Closed);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/paper/recount-refused");
        await browser.SendAsync("form[action*=Open]", ("Batch", "hall"), ("Pile", "2"));
        foreach (var (pile, shown) in new[] { ("9999", "9999"), ("many", "many") })
        {
            await browser.SendAsync("form[action*=Recount]", ("Pile", pile));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.NotNull(browser.Page.QuerySelector("#keying"));
            Assert.Equal("#recount", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
            var field = browser.Page.QuerySelector("#recount")!;
            Assert.Equal(("true", shown), (field.GetAttribute("aria-invalid"), field.GetAttribute("value")));
            Assert.True(browser.Page.QuerySelector("details:has(#recount)")!.HasAttribute("open"));
        }
    }

    [Theory]
    [InlineData("٢", "١٢", "٠١٠٢")]
    [InlineData("۲", "۱۲", "۰۱۰۲")]
    [InlineData("２", "１２", "１ ２")]
    public async Task Numbers_are_typed_in_the_digits_of_any_keyboard(string pile, string first, string second)
    {
        var id = $"digits-{(int)pile[0]}";
        var day = await OpenDay.CreateAsync(site.Services, id);
        await day.StepAsync(DayPhase.Closed);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/paper/{id}");
        await browser.SendAsync("form[action*=Open]", ("Batch", "hall"), ("Pile", pile));
        await browser.SendAsync("#keying", ("Typed", first));
        Assert.Equal("accepted", browser.Page.QuerySelector("[data-slip='1']")!.GetAttribute("data-verdict"));
        await browser.SendAsync("#keying", ("Typed", second.Replace("٠", "", StringComparison.Ordinal).Replace("۰", "", StringComparison.Ordinal)));
        Assert.Equal("accepted", browser.Page.QuerySelector("[data-slip='2']")!.GetAttribute("data-verdict"));
    }

    [Fact]
    public async Task What_neither_of_two_read_is_shown_once_and_may_be_changed_afterwards()
    {
        var day = await OpenDay.CreateAsync(site.Services, "neither");
        await day.StepAsync(DayPhase.Closed);
        var typing = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>("neither");
        Assert.Equal(DayOutcome.Done, await typing.OpenAsync(new OpenPaperBatch("hall", 1, "STATION000000001"), default));
        foreach (var (ballot, by) in new[] { ("approve 1", "STATION000000001"), ("blank", "STATION000000002") })
            Assert.Equal(DayOutcome.Done, (await typing.KeyAsync(new KeySlip("hall", 1, SlipReading.Of(ballot), by), default)).Outcome);
        var third = await ConsoleBrowser.SignedInAsync(site);
        await third.OpenAsync("/paper/neither?batch=hall");
        await third.SendAsync("form.settling", ("Typed", "2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, third.Status);
        Assert.Contains("Neither of the two read that.", third.Page.QuerySelector("#warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#settle-1", third.Page.QuerySelector("#warning a")!.GetAttribute("href"));
        Assert.Equal(0, (await typing.ListAsync("other", default))[0].Agreed);
        await third.SendAsync("form.settling");
        Assert.Equal(1, (await typing.ListAsync("other", default))[0].Agreed);
        // Until the batch is finished they may say something else.
        await third.SendAsync("[data-settled='1'] form.settling", ("Typed", "-"));
        Assert.Contains("Blank", third.Page.QuerySelector("[data-settled='1'] .columns p:last-child")!.TextContent, StringComparison.Ordinal);
    }
}
