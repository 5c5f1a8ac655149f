using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The rules page as a form without script.</summary>
public sealed class DayRulesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly string _day = $"rules-{Guid.NewGuid():n}"[..24];

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    private IDecisionDayGrain Day => Grains.GetGrain<IDecisionDayGrain>(_day);

    private async Task<ConsoleBrowser> OpenAsync(params (string Id, ProposalContent Content)[] proposals)
    {
        var settings = new DaySettings(
            [new("en", "A day")], "Hall", "2026-11-28", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
            [new("main", "Main pot", 2_000_000)], [new("hall", "Hall")], CheckInMode.CardsOnly, "");
        await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync(_day, "by", default);
        Assert.Equal(DayOutcome.Done, await Day.CreateAsync(new CreateDay("http://localhost:5301", true, settings, "by"), default));
        foreach (var (id, content) in proposals)
        {
            Assert.True((await Grains.GetGrain<IProposalGrain>(ProposalKey.For(_day, id)).WriteAsync(content, "by", default)).Done);
            Assert.Equal(DayOutcome.Done, await Day.AddProposalAsync(id, "by", default));
        }
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{_day}/rules");
        return browser;
    }

    private static ProposalContent Project(string title, string area = "", string? tier = null) =>
        new("A group", [new("en", title, "", "")], 100_000, 50_000, "main", area, "", "", "") { Tier = tier };

    private async Task<string> SavedAsync() => (await Day.GetAsync(default))!.Settings.Rules;

    [Fact]
    public async Task Trying_says_the_rules_in_words_and_saves_nothing()
    {
        var browser = await OpenAsync();
        Assert.Null(browser.Page.QuerySelector("#words"));
        await browser.PostAsync(
            $"/console/days/{_day}/rules?handler=Try",
            ("Form.Choose", "points"), ("Form.Points", "12"), ("Form.Fewest", "3"), ("Form.Most", "0"), ("Form.Rule", "EqualShares"), ("Form.Utility", "Points"),
            ("Form.Completion", "None"), ("Form.Number", "x"), ("Form.Ties[0].Kind", "id"), ("Form.Withdrawal", "UntilOpen"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        var words = browser.Page.QuerySelector("#words")!.TextContent;
        foreach (var sentence in new[] { "Points for each voter: 12.", "3 or more.", "Method of Equal Shares", "the points or the mark", "A project can be withdrawn until voting opens." })
            Assert.Contains(sentence, words, StringComparison.Ordinal);
        Assert.Contains("nothing is saved yet", words, StringComparison.Ordinal);
        Assert.Equal("", await SavedAsync());
    }

    [Fact]
    public async Task A_mistake_leads_to_its_box_and_what_was_typed_stays()
    {
        var browser = await OpenAsync();
        await browser.SendAsync("form.rules-form", ("Form.Choose", "up-to"), ("Form.Number", "0"), ("Form.CapPercent", "45"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal("#Form_Number", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
        Assert.Equal(("true", "0"), (browser.Page.QuerySelector("#Form_Number")!.GetAttribute("aria-invalid"), browser.Page.QuerySelector("#Form_Number")!.GetAttribute("value")));
        Assert.Equal("45", browser.Page.QuerySelector("#Form_CapPercent")!.GetAttribute("value"));
        await browser.SendAsync("form.rules-form", ("Form.Number", "many"));
        Assert.Equal("#Form_Number", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
        Assert.Equal("", await SavedAsync());
    }

    [Fact]
    public async Task A_number_that_nobody_sees_is_nobodys_mistake()
    {
        var browser = await OpenAsync();
        await browser.SendAsync("form.rules-form", ("Form.Choose", "rank"), ("Form.Most", "4"), ("Form.Number", "many"), ("Form.TopMark", ""));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.True(FrozenRules.TryParse(await SavedAsync(), out var rules, out _));
        Assert.Equal(("Rank", 4), (rules!.Form.Kind.ToString(), rules.Form.Most));
    }

    [Fact]
    public async Task Limits_of_bands_and_areas_are_kept_told_and_reach_the_paper_with_what_excludes_each_other()
    {
        var browser = await OpenAsync(
            ("1", Project("Garden", "North", "Small")), ("2", Project("Café", "North") with { Conflicts = ["1"] }), ("3", Project("Choir", "South", "Small")));
        Assert.Equal(["tier/small", "area/north", "area/south"], browser.Page.QuerySelectorAll("input[name$='.Group']").Select(row => row.GetAttribute("value")));
        Assert.Contains("Café", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form.rules-form", ("Limits[0].Projects", "one"));
        Assert.Equal("#Limits_0__Projects", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
        await browser.SendAsync("form.rules-form", ("Limits[0].Projects", "1"), ("Limits[1].Money", "1,500"));
        Assert.Equal([new GroupLimit("tier/small", 0, 1), new GroupLimit("area/north", 150_000, 0)], (await Day.GetAsync(default))!.Settings.Limits!.Value);

        await browser.OpenAsync($"/console/days/{_day}/step/published");
        foreach (var sentence in new[] { "at most this many projects of “\u2068Small\u2069” get money: 1", "the projects of “\u2068North\u2069” together get at most £1,500", "Only one of these two can get money: “\u2068Garden\u2069” or “\u2068Café\u2069”" })
            Assert.Contains(sentence, browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("main form.step");
        Assert.True(Paper.TryParse((await Day.GetAsync(default))!.Paper, out var paper, out var problem), problem);
        Assert.Equal([("tier/small", 0L, 1), ("area/north", 150_000, 0), ("area/south", 0, 0)], paper!.Groups.Select(group => (group.Id, group.MostMoney, group.MostProjects)));
        Assert.Equal(["2", "1", ""], paper.Proposals.Select(project => string.Join(' ', project.Conflicts)));
        Assert.Equal(["tier/small", null, "tier/small"], paper.Proposals.Select(project => project.Tier));
        foreach (var page in new[] { $"/days/{_day}", $"/audit/{_day}" })
        {
            using var reader = site.Client("en");
            var shown = WebUtility.HtmlDecode(await reader.GetStringAsync(page));
            Assert.Contains("Only one of these two can get money", shown, StringComparison.Ordinal);
            Assert.Contains("together get at most £1,500", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Published_rules_are_shown_and_no_longer_changed()
    {
        var browser = await OpenAsync(("1", Project("Garden")));
        await browser.SendAsync("form.rules-form", ("Form.Number", "1"));
        var saved = await SavedAsync();
        await browser.OpenAsync($"/console/days/{_day}/step/published");
        await browser.SendAsync("main form.step");
        await browser.OpenAsync($"/console/days/{_day}/rules");
        Assert.Empty(browser.Page.QuerySelectorAll("form.rules-form button"));
        Assert.All(browser.Page.QuerySelectorAll("form.rules-form > fieldset"), fieldset => Assert.True(fieldset.HasAttribute("disabled")));
        await browser.PostAsync($"/console/days/{_day}/rules", ("Form.Choose", "rank"), ("Form.Fewest", "1"), ("Form.Most", "3"), ("Form.Ties[0].Kind", "id"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Equal(saved, await SavedAsync());
    }
}
