using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Outcomes;

/// <summary>The page of one project's result: what it got, why, and what would have changed it.</summary>
public sealed class OutcomePageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task A_project_reads_what_it_got_and_what_would_have_changed_it()
    {
        // 8, 7, 4, 0 and 3 votes; the pot is cut to 7,000 and the first withdraws: the second takes 4,200, the third 1,800, and 1,000 is left.
        var day = await OpenDay.CreateAsync(site.Services, "came", money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await day.EveryoneVotesAsync();
        await day.StepAsync(DayPhase.Closed);
        Assert.Equal("The result is not declared yet. This page is here when it is.", Last(await PageAsync("/days/came/result/area/5")));
        Assert.Empty((await PageAsync("/days/came")).QuerySelectorAll(".came-of"));
        await day.ChangeAsync();
        var offers = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOffersGrain>("came");
        for (var at = 0; at < IOffersGrain.LeastTold; at++)
            Assert.Equal(LeaveStatus.Left, (await offers.LeaveAsync(new LeaveOffer("area/5", OfferKind.Come, "me@example.org", true), default)).Status);
        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);

        var page = await PageAsync("/days/came/result/area/5");
        Assert.Equal("Not", Lead(page));
        Assert.Equal(["3", "11", "£3,100", "£0"], page.QuerySelectorAll(".facts dd").Select(fact => fact.TextContent));
        Assert.Contains("Quiet swims is not funded: it costs £3,100, and £1,000 was left.", Words(page), StringComparison.Ordinal);
        // Before the third it would not fit either: it has to come before the second, and a tie goes to the lower cost.
        Assert.Equal(
            ["It would have got money with more voters who vote for it alone. So many more: 4.",
                "It would have got money with a cost of £1,000. That is £2,100 less.", "It would have got money with more in its pot. So much more: £2,100."],
            page.QuerySelectorAll(".lacking li").Select(line => line.TextContent));
        Assert.Contains("10+", page.QuerySelector(".join li[data-kind=Come]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("me@example.org", page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        // Nobody chose the fourth: eight votes put it before the second, of which one more than a tie, since it costs more.
        var unchosen = await PageAsync("/days/came/result/4");
        Assert.Equal(("Not", "0"), (Lead(unchosen), unchosen.QuerySelector("#support")!.TextContent));
        Assert.Contains("it had fewer votes than a project needs (1). Votes: 0.", Words(unchosen), StringComparison.Ordinal);
        Assert.EndsWith("So many more: 8.", unchosen.QuerySelector(".lacking li")!.TextContent, StringComparison.Ordinal);

        var funded = await PageAsync("/days/came/result/2");
        Assert.Equal("Funded", Lead(funded));
        Assert.Equal(["7", "11", "£4,200", "£4,200"], funded.QuerySelectorAll(".facts dd").Select(fact => fact.TextContent));
        Assert.Null(funded.QuerySelector("#changed"));

        var withdrawn = await PageAsync("/days/came/result/1");
        Assert.Equal("Withdrawn", Lead(withdrawn));
        Assert.Contains("It gets no money. Votes for it stay as they are.", Words(withdrawn), StringComparison.Ordinal);
        Assert.Null(withdrawn.QuerySelector("#changed"));
    }

    [Fact]
    public async Task Everywhere_a_result_stands_it_leads_to_the_pages_of_its_projects_and_they_are_in_each_language()
    {
        var day = await OpenDay.CreateAsync(site.Services, "linked");
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        var paths = new[] { "1", "2", "3", "4", "area/5" }.Select(project => $"/days/linked/result/{project}").Order(StringComparer.Ordinal).ToArray();
        foreach (var from in new[] { "/days/linked", "/audit/linked", "/audit/linked/statement" })
            Assert.Equal(paths, (await PageAsync(from)).QuerySelectorAll("main a[href*='/result/']").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.Equal(["Funded: £2,850", "Funded: £4,200", "Funded: £1,800", "Not funded", "Funded: £3,100"], (await PageAsync("/days/linked")).QuerySelectorAll(".came-of").Select(mark => mark.TextContent.Trim()));
        Assert.Contains("There was enough money for every project.", Words(await PageAsync("/days/linked/result/4")), StringComparison.Ordinal);
        Assert.NotNull((await PageAsync("/days/linked/result/1")).QuerySelector("a[href='/audit/linked#whatif']"));
        foreach (var language in SiteLanguage.All)
        {
            var page = await PageAsync("/days/linked/result/4", language.Tag);
            Assert.Equal(language.Tag, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(3, page.QuerySelectorAll(".lacking li").Length);
            Assert.EndsWith("1", page.QuerySelector(".lacking li")!.TextContent.TrimEnd('.', '。', '۔'), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Of_a_few_ballots_under_shares_nothing_is_tried_and_what_nobody_has_is_not_found()
    {
        var day = await OpenDay.CreateAsync(site.Services, "few", rule: new RuleSettings { Rule = AllocationRule.EqualShares });
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        var page = await PageAsync("/days/few/result/4");
        Assert.Empty(page.QuerySelectorAll(".lacking li"));
        Assert.Contains("This was not worked out for this day.", Words(page), StringComparison.Ordinal);
        using var http = site.Client();
        foreach (var path in new[] { "/days/few/result/6", "/days/few/result/", "/days/nobody/result/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
        // Nothing of eleven ballots is told as a group, either.
        Assert.Contains("Nothing is told here.", Words(await PageAsync("/audit/few")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_the_largest_group_is_told_beside_the_other_rules()
    {
        var day = await OpenDay.DrawnAsync(site.Services, "halves");
        Assert.Null((await PageAsync("/audit/halves")).QuerySelector("#halved"));
        await day.StepAsync(DayPhase.Declared);
        // 42 ballots say the same, 12 another thing, and 6 are blank. There is money for all that anybody chose.
        var page = Words(await PageAsync("/audit/halves"));
        Assert.Contains("Ballots in that group: 42. Counted here: 21.", page, StringComparison.Ordinal);
        Assert.Contains("No award would change.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_who_give_money_are_listed_by_organisers_and_shown_to_whoever_was_not_funded()
    {
        var day = await OpenDay.CreateAsync(site.Services, "others");
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        Assert.Null((await PageAsync("/days/others/result/4")).QuerySelector("#funders"));
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/others/stalls");
        await browser.SendAsync("#funders", ("Rows[0].Name", "The Trust"), ("Rows[0].Address", "http://trust.example.org"), ("Rows[0].Sentence[0].Text", "For sheds."));
        Assert.Contains("The address of the page of The Trust begins with https://", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("#funders", ("Rows[0].Address", "https://trust.example.org/apply"), ("Rows[0].Sentence[1].Text", "Airson sheds."));
        Assert.Contains("The list is saved.", browser.Text, StringComparison.Ordinal);
        Assert.Equal("The Trust", browser.Page.QuerySelector("[name='Rows[0].Name']")!.GetAttribute("value"));

        var link = (await PageAsync("/days/others/result/4")).QuerySelector(".funders a")!;
        Assert.Equal(("https://trust.example.org/apply", "The Trust", "noopener noreferrer external"), (link.GetAttribute("href"), link.TextContent, link.GetAttribute("rel")));
        Assert.Equal("For sheds.", (await PageAsync("/days/others/result/4", "zh")).QuerySelector(".funders [lang=en]")!.TextContent);
        Assert.Equal("Airson sheds.", (await PageAsync("/days/others/result/4", "gd")).QuerySelector(".funders [lang=gd]")!.TextContent);
        Assert.Null((await PageAsync("/days/others/result/1")).QuerySelector("#funders"));
    }

    private static string Lead(IDocument page) => page.QuerySelector("[data-outcome]")!.GetAttribute("data-outcome")!;

    private static string Last(IDocument page) => page.QuerySelectorAll("main article p").Last().TextContent;

    private static string Words(IDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<IDocument> PageAsync(string path, string language = "en")
    {
        using var http = site.Client(language);
        return await new HtmlParser().ParseDocumentAsync(await http.GetStringAsync(path));
    }
}
