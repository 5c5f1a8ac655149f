using System.Net;
using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>The page that tells scrutineers what the checks of votes are worth.</summary>
public sealed class ChecksPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task It_counts_the_checks_and_says_how_likely_they_find_a_cheat()
    {
        var day = await OpenDay.CreateAsync(site.Services, "checked", cards: 12);
        Assert.Contains("Nobody has voted yet.", (await PageAsync(day, "en")).Body!.TextContent, StringComparison.Ordinal);
        for (var card = 0; card < 10; card++) await PostAsync(day, "ballots", day.Cast(card));
        for (var card = 0; card < 5; card++) await PostAsync(day, "challenges", day.Challenge(card));

        var page = await PageAsync(day, "en");
        Assert.Equal(("10", "5"), (page.QuerySelector("#votes")!.TextContent, page.QuerySelector("#checks")!.TextContent));
        // One wrong of ten and five checked: half; 95 of 100 cases take all ten. Nothing is said of more wrong votes than were cast.
        Assert.Equal(
            [("1", "in 50 of 100 cases", "10"), ("2", "in 77 of 100 cases", "8"), ("5", "in 99 of 100 cases", "4"), ("10", "in 100 of 100 cases", "1")],
            page.QuerySelectorAll("tbody tr").Select(row => (row.Children[0].TextContent, row.Children[1].TextContent, row.Children[2].TextContent)));

        await day.StepAsync(DayPhase.Closed);
        Assert.Equal("5", (await PageAsync(day, "en")).QuerySelector("#checks")!.TextContent);
    }

    [Theory]
    [InlineData("en", "What the checks are worth")]
    [InlineData("gd", "Dè as fhiach na dearbhaidhean")]
    [InlineData("ar", "ما قيمة عمليات التحقق")]
    public async Task The_audit_page_leads_to_it_in_the_readers_language(string language, string says)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"worth-{language}");
        using var reader = site.Client(language);
        Assert.Contains($"href=\"/audit/{day.Id}/checks\"", await reader.GetStringAsync($"/audit/{day.Id}"), StringComparison.Ordinal);
        Assert.Equal(says, (await PageAsync(day, language)).QuerySelector("h1")!.TextContent);
    }

    private async Task PostAsync(OpenDay day, string what, object body)
    {
        using var answer = await client.PostAsJsonAsync($"/api/days/{day.Id}/{what}", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<IDocument> PageAsync(OpenDay day, string language)
    {
        using var reader = site.Client(language);
        return await new HtmlParser().ParseDocumentAsync(await reader.GetStringAsync($"/audit/{day.Id}/checks"));
    }
}
