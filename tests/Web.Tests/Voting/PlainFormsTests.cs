using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>Every form of ballot with a browser that runs no script: the fields that the page has, what they come to, and what is said of a fault.</summary>
public sealed class PlainFormsTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private readonly HttpClient client = site.Client();

    [Theory]
    [InlineData("up-to", "1 3 area/5", "approve 1 3 area/5")]
    [InlineData("exactly", "1 3", "approve 1 3")]
    [InlineData("at-least", "1 3 4", "approve 1 3 4")]
    [InlineData("score", "1=5 3=0", "score 1=5 3=0")]
    [InlineData("score-typed", "1=88 3=٠", "score 1=88 3=0")]
    [InlineData("choose-then-score", "1=4 3=2", "score 1=4 3=2")]
    [InlineData("points", "1=6 3=4 4=0", "points 1=6 3=4")]
    [InlineData("rank", "3=1 area/5=2 1=3", "rank 3 area/5 1")]
    [InlineData("knapsack", "1 4", "approve 1 4")]
    [InlineData("per-pot", "1 2", "approve 1 2")]
    [InlineData("points-per-pot", "1=4 4=4", "points 1=4 4=4")]
    [InlineData("rank-per-pot", "4=1 2=1 1=2", "rank 2 1 4")]
    [InlineData("knapsack-per-pot", "3 4", "approve 3 4")]
    [InlineData("extra", "1 2", "approve 1 2")]
    public async Task It_is_filled_in_and_cast(string form, string filled, string ballot)
    {
        var day = await FormDays.OpenAsync(site.Services, form, $"plain-{form}");
        var (status, page) = await PostAsync(day, filled);
        Assert.True(status == HttpStatusCode.OK, page.QuerySelector("#problem")?.TextContent);
        Assert.True(Receipt.TryParse(page.QuerySelector("#receipt-text")!.TextContent, out var receipt));
        Assert.NotEqual(Contracts.Ballots.InclusionState.NotInLog, (await day.Box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default)).State);
        Assert.Equal(ballot, Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
    }

    [Theory]
    [InlineData("exactly", "1", "Choose exactly 2")]
    [InlineData("score-typed", "1=880", "has the mark 880; the highest is 100")]
    [InlineData("score-typed", "1=many", "holds ⁨many⁩. Write a whole number")]
    [InlineData("choose-then-score", "1=4", "Choose at least 2")]
    [InlineData("points", "1=6 3=3", "Points given: 9. Points to give: 10")]
    [InlineData("points", "1=10", "Spread the points over at least 2")]
    [InlineData("rank", "3=1 1=1", "Two projects have the place 1")]
    [InlineData("rank", "3=1 1=3", "No project has the place 2")]
    [InlineData("knapsack", "4 area/5", "⁨Young people⁩: the chosen projects ask for £8,300, and there is £7,000")]
    [InlineData("per-pot", "1 2 3", "⁨Health and wellbeing⁩: chosen: 3. Choose 2 at most")]
    [InlineData("points-per-pot", "1=4 4=3", "⁨Young people⁩: points given: 3. Give 4")]
    [InlineData("extra", "1 3", "Choose 1 at most")]
    [InlineData("score", "", "Choose at least one project")]
    public async Task What_is_wrong_is_said_and_what_was_filled_in_stays(string form, string filled, string says)
    {
        var day = await FormDays.OpenAsync(site.Services, form, $"wrong-{Guid.NewGuid():n}");
        var (status, page) = await PostAsync(day, filled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(says, page.QuerySelector("#problem")!.TextContent, StringComparison.Ordinal);
        foreach (var (project, value) in Parts(filled)) Assert.Equal(value, ShownAt(page, project));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Theory]
    [InlineData("score-typed", "1=5 3=880", "3")]
    [InlineData("score-typed", "1=5 3=many", "3")]
    [InlineData("points", "1=6 3=x", "3")]
    [InlineData("rank", "3=1 1=1", "3")]
    [InlineData("rank", "3=1 1=3", "1")]
    [InlineData("points", "1=6 3=3", null)]
    public async Task What_is_wrong_leads_to_the_projects_own_field_where_it_is_one(string form, string filled, string? project)
    {
        var day = await FormDays.OpenAsync(site.Services, form, $"field-{Guid.NewGuid():n}");
        var (_, page) = await PostAsync(day, filled);
        var field = page.QuerySelector(page.QuerySelector("#problem a")!.GetAttribute("href")!)!;
        if (project is null) Assert.Equal("choices", field.Id);
        else Assert.Same(FieldOf(page, project), field);
        Assert.Equal(project is null ? null : "true", field.GetAttribute("aria-invalid"));
        Assert.Equal(project is null ? 0 : 1, page.QuerySelectorAll(".ballot-form [aria-invalid]").Length);
    }

    [Fact]
    public async Task A_withdrawn_project_has_no_field_and_a_blank_vote_needs_none()
    {
        var day = await FormDays.OpenAsync(site.Services, "score", "plain-blank");
        var page = await PageAsync(day);
        Assert.Equal(5, page.QuerySelectorAll("select[name^='value/']").Length);
        Assert.Equal(5, page.QuerySelectorAll(".ballot-form img.thumb[src^='/pictures/']").Length);
        var (status, _) = await PostAsync(day, "", blank: true);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("blank", Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
    }

    [Fact]
    public async Task After_the_close_the_form_the_stalls_and_their_list_say_the_same()
    {
        var day = await OpenDay.CreateAsync(site.Services, "plain-over");
        await day.StepAsync(DayPhase.Closed);
        foreach (var path in new[] { $"/v/{day.Id}?plain", $"/days/{day.Id}", $"/days/{day.Id}/stalls/1", "/" })
            Assert.Contains("Voting is closed", await client.GetStringAsync(path), StringComparison.Ordinal);
        var (status, page) = await PostAsync(day, "1");
        Assert.Equal(HttpStatusCode.Locked, status);
        Assert.Contains("Voting is closed", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up-to", "1 3", "Projects", "9")]
    [InlineData("up-to", "1 3", "Projects", "no id at all!")]
    [InlineData("up-to", "1 3", "Projects", "")]
    [InlineData("up-to", "1 3", "value/1", "2")]
    [InlineData("up-to", "1 3", "value/6", "2")]
    [InlineData("score", "1=5 3=0", "value/6", "2")]
    [InlineData("rank", "3=1 1=2", "Projects", "1")]
    [InlineData("points-per-pot", "1=4 4=4", "value/", "4")]
    public async Task A_form_with_something_of_no_paper_casts_nothing_says_so_and_keeps_what_was_chosen(string form, string filled, string field, string value)
    {
        var day = await FormDays.OpenAsync(site.Services, form, $"mixed-{Guid.NewGuid():n}");
        var (status, page) = await PostAsync(day, filled, more: new(field, value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("a choice that is not on this ballot paper", page.QuerySelector("#problem")!.TextContent, StringComparison.Ordinal);
        foreach (var (project, kept) in Parts(filled)) Assert.Equal(kept, ShownAt(page, project));
        Assert.Equal(day.Cards[0].Code, page.QuerySelector("#code")!.TextContent);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
        // The page that came back has those choices alone, and casts them.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(day, filled)).Status);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task A_form_sent_after_the_close_is_told_that_it_was_not_cast()
    {
        var day = await OpenDay.CreateAsync(site.Services, "plain-late");
        var page = await PageAsync(day);
        await day.StepAsync(DayPhase.Closed);
        var nonce = page.QuerySelector("input[name=Nonce]")!.GetAttribute("value")!;
        using var answer = await client.PostAsync($"/v/{day.Id}", new FormUrlEncodedContent([new("Code", day.Cards[0].Code), new("Nonce", nonce), new("Projects", "1")]));
        Assert.Contains("Your vote was not cast: voting is over.", (await ParseAsync(await answer.Content.ReadAsStringAsync())).QuerySelector("#over")!.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Project, string Value)> Parts(string filled) => filled
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=')).Select(part => (part[0], part.ElementAtOrDefault(1) ?? "ticked"));

    private static string? ShownAt(IDocument page, string project) =>
        FieldOf(page, project) is { } field
            ? field.QuerySelector("option[selected]")?.GetAttribute("value") ?? field.GetAttribute("value")
            : page.QuerySelector($"input[name=Projects][value='{project}']")!.HasAttribute("checked") ? "ticked" : null;

    private static IElement? FieldOf(IDocument page, string project) => page.QuerySelector($"[data-project='{project}'] [name^='value/']");

    private async Task<IDocument> PageAsync(OpenDay day) => await ParseAsync(await client.GetStringAsync($"/v/{day.Id}?plain"));

    // Sends what stands in the page's own fields: one that the page does not have cannot be sent.
    private async Task<(HttpStatusCode Status, IDocument Page)> PostAsync(OpenDay day, string filled, bool blank = false, KeyValuePair<string, string>? more = null)
    {
        var page = await PageAsync(day);
        var fields = new List<KeyValuePair<string, string>> { new("Code", day.Cards[0].Code), new("Nonce", page.QuerySelector("input[name=Nonce]")?.GetAttribute("value") ?? "") };
        if (more is { } stranger) fields.Add(stranger);
        if (blank) fields.Add(new("Blank", "true"));
        foreach (var (project, value) in Parts(filled))
        {
            if (value == "ticked") fields.Add(new("Projects", project));
            else if (FieldOf(page, project) is { } field) fields.Add(new(field.GetAttribute("name")!, value));
            else Assert.Fail($"The page has no field for {project}.");
        }
        using var answer = await client.PostAsync($"/v/{day.Id}", new FormUrlEncodedContent(fields));
        return (answer.StatusCode, await ParseAsync(await answer.Content.ReadAsStringAsync()));
    }

    private static Task<IDocument> ParseAsync(string html) => BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(request => request.Content(html));
}
