using System.Net;
using PbDecisionDay.Contracts.Days;
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
}
