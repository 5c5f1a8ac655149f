using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The page on which two organisers change money and take projects out.</summary>
public sealed class ChangesTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task Two_organisers_cut_a_pot_and_take_a_project_out_and_the_page_says_who_gained_and_why()
    {
        var (browser, second) = (await ConsoleBrowser.SignedInAsync(site), await ConsoleBrowser.SecondAsync(site));
        var day = await OpenDay.CreateAsync(site.Services, "cut", money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await day.EveryoneVotesAsync();

        await browser.OpenAsync(Page("cut"));
        Assert.Contains("Nobody can see how the votes stand now", Section(browser, "#awards"), StringComparison.Ordinal);
        Assert.Contains("None.", Section(browser, "#made"), StringComparison.Ordinal);
        await browser.SendAsync("#change-money", Money("7,000", "withdrawn"));
        Assert.Contains("£20,000", Section(browser, ".approved-step"), StringComparison.Ordinal);
        Assert.Contains("£7,000", Section(browser, ".approved-step"), StringComparison.Ordinal);

        // Whoever asked does not agree, from whichever session.
        var alone = await ConsoleBrowser.SignedInAsync(site);
        await alone.OpenAsync(browser.Asked);
        Assert.Null(alone.Page.QuerySelector("#approve"));
        await browser.SendAsync("#agreed");
        Assert.Empty((await ViewAsync("cut")).PaperChanges);

        await browser.AgreedAsync(second);
        Assert.Contains("The pot has its new total.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("on the ballot paper: £20,000", Section(browser, "#money"), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Closed);
        await browser.OpenAsync($"{Page("cut")}?Project=1");
        Assert.Equal("1", browser.Page.QuerySelector("#Project option[selected]")!.GetAttribute("value"));
        await browser.SendWithAsync(second, "#withdraw", ("Project", "1"), ("ProjectReason", "withdrawn"), ("Consent", "true"));
        Assert.Equal(["1"], (await ViewAsync("cut")).Withdrawn);
        // Before the result it says who, when and why, and nothing of the votes.
        var told = Section(browser, "#made");
        Says("Money was taken out of Health and wellbeing: from £20,000 to £7,000. Whose money: the council.", told);
        Says("Slow walks, good company: its group withdrew it.", told);
        Says("by Morag and Iain", told);
        Says("The group's signed consent is held.", told);
        Assert.DoesNotContain("By the votes", told, StringComparison.Ordinal);
        Assert.Contains("Nobody can see", Section(browser, "#awards"), StringComparison.Ordinal);

        await day.StepAsync(DayPhase.Counted);
        await browser.OpenAsync(Page("cut"));
        Assert.Contains("The result is counted and not declared yet.", Section(browser, "#awards"), StringComparison.Ordinal);
        Assert.DoesNotContain("By the votes", Section(browser, "#made"), StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/cut/result");
        Assert.Contains("Funded without the changes", browser.Text, StringComparison.Ordinal);

        await day.StepAsync(DayPhase.Declared);
        await browser.OpenAsync(Page("cut"));
        // 8, 7, 4, 3 and 0 votes for 2,850, 4,200, 1,800, 3,100 and 5,200 pounds: with 20,000 all that have votes, with 7,000 the first and the third, without the first the second and the third.
        told = Section(browser, "#made");
        Says("this gave less to Cook once, eat together (£4,200), Quiet swims (£3,100).", told);
        Says("this gave less to Slow walks, good company (£2,850), and more to Cook once, eat together (£4,200).", told);
        Assert.Equal(
            ["£2,850 £0", "£4,200 £4,200", "£1,800 £1,800", "£0 £0", "£3,100 £0"],
            browser.Page.QuerySelectorAll("#awards tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll(".number").Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("The ballots are counted", Section(browser, "#money"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#withdraw"));
        await browser.OpenAsync("/console/days/cut/result");
        Assert.Contains("and more to Cook once, eat together (£4,200).", Plain(browser.Text), StringComparison.Ordinal);

        using var anyone = site.Client();
        var statement = Plain(WebUtility.HtmlDecode(await anyone.GetStringAsync("/audit/cut/statement")));
        Says("Slow walks, good company: its group withdrew it. Votes for it stay as they are.", statement);
        Says("this gave less to Slow walks, good company (£2,850), and more to Cook once, eat together (£4,200).", statement);
        Assert.DoesNotContain("Morag", statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_organisers_correct_a_cost_before_the_opening_and_everybody_sees_both_papers()
    {
        var (browser, second) = (await ConsoleBrowser.SignedInAsync(site), await ConsoleBrowser.SecondAsync(site));
        var day = await OpenDay.CreateAsync(site.Services, "cost", upTo: DayPhase.Published);
        var before = await ViewAsync("cost");
        using var anyone = site.Client();
        Assert.DoesNotContain("id=\"corrections\"", await anyone.GetStringAsync("/days/cost"), StringComparison.Ordinal);
        await browser.OpenAsync(Page("cost"));
        foreach (var (cost, least, says) in new[]
        {
            ("nothing", "", "Type what the project asks for"), ("3,000", "3,100", "The least is an amount above 0"), ("3,100", "1,550", "The paper says this already."),
        })
        {
            await browser.SendAsync("#correct-cost", ("Project", "area/5"), ("Cost", cost), ("Least", least));
            Says(says, browser.Text);
        }
        await browser.SendAsync("#correct-cost", ("Project", "area/5"), ("Cost", "1,300"), ("Least", ""));
        Says("Quiet swims", Section(browser, ".approved-step"));
        Says("£3,100", Section(browser, ".approved-step"));
        Says("£1,300", Section(browser, ".approved-step"));
        await browser.AgreedAsync(second);
        Says("The cost is corrected, and the paper published again.", browser.Text);
        Says("Quiet swims asked for £3,100. It asks for £1,300. The least that it takes was £1,550. It is £1,300.", Section(browser, "#costs"));
        Says("by Morag and Iain", Section(browser, "#costs"));

        var after = await ViewAsync("cost");
        Assert.NotEqual(before.PaperHash, after.PaperHash);
        foreach (var path in new[] { "/days/cost", "/days/cost/stalls/area/5", "/audit/cost" })
        {
            var page = Plain(WebUtility.HtmlDecode(await anyone.GetStringAsync(path)));
            Says("asked for £3,100. It asks for £1,300.", page);
            Assert.DoesNotContain("Morag", page, StringComparison.Ordinal);
            if (!path.Contains("stalls", StringComparison.Ordinal)) Says(before.PaperHash, page);
        }
        Assert.DoesNotContain("It asks for £1,300", await anyone.GetStringAsync("/days/cost/stalls/1"), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Open);
        await browser.OpenAsync(Page("cost"));
        Assert.Null(browser.Page.QuerySelector("#correct-cost"));
        Says("the group withdraws its project", Section(browser, "#costs"));
        Says("asked for £3,100", Plain(WebUtility.HtmlDecode(await anyone.GetStringAsync("/days/cost"))));
    }

    [Fact]
    public async Task Residents_read_on_the_days_page_what_was_changed_and_why_and_nothing_of_the_votes()
    {
        var (browser, second) = (await ConsoleBrowser.SignedInAsync(site), await ConsoleBrowser.SecondAsync(site));
        await OpenDay.CreateAsync(site.Services, "told", money: MoneyChanges.UntilLast, withdrawal: Withdrawals.UntilLast);
        using var anyone = site.Client();
        Assert.DoesNotContain("id=\"changes\"", await anyone.GetStringAsync("/days/told"), StringComparison.Ordinal);
        await browser.OpenAsync(Page("told"));
        await browser.SendWithAsync(second, "#change-money", Money("£21,500.50", "added", "sponsor"));
        await browser.SendWithAsync(second, "#withdraw", ("Project", "area/5"), ("ProjectReason", "merged"));
        var page = Plain(WebUtility.HtmlDecode(await anyone.GetStringAsync("/days/told")));
        Says("Money was added to Health and wellbeing: from £20,000 to £21,500.50. Whose money: a sponsor.", page);
        Says("Quiet swims was taken out: it joined another project.", page);
        Assert.DoesNotContain("By the votes", page, StringComparison.Ordinal);

        await browser.SendWithAsync(second, "form.restore");
        Assert.Empty((await ViewAsync("told")).Withdrawn);
        Assert.Contains("Taken in again: Quiet swims.", Section(browser, "#made"), StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/told");
        Assert.NotNull(browser.Page.QuerySelector("#task-run a[href='/console/days/told/changes']"));
        await browser.OpenAsync("/console/days/told/proposal/1");
        Assert.NotNull(browser.Page.QuerySelector("a[href='/console/days/told/changes?Project=1#projects']"));
    }

    [Fact]
    public async Task What_cannot_be_changed_is_refused_before_anybody_is_asked()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "wrong", money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await RefusedAsync("#change-money", "Total", Money("lots", "added"));
        await RefusedAsync("#change-money", "Total", Money("", "added"));
        await RefusedAsync("#change-money", "Total", Money("19,000", "added"));
        await RefusedAsync("#change-money", "Total", Money("21,000", "withdrawn"));
        await RefusedAsync("#change-money", "Total", Money("20,000", "corrected"));
        await RefusedAsync("#change-money", "Total", Money("100000000001", "added"));
        await RefusedAsync("#change-money", "MoneyReason-added", Money("21,000", "for fun"));
        await RefusedAsync("#change-money", "Source", Money("21,000", "added", "nobody"));
        await RefusedAsync("#change-money", "Pot", [.. Money("21,000", "added"), ("Pot", "another")]);
        await RefusedAsync("#withdraw", "Project", ("Project", "none"), ("ProjectReason", "withdrawn"));
        await RefusedAsync("#withdraw", "Project", ("Project", ""), ("ProjectReason", "withdrawn"));
        await RefusedAsync("#withdraw", "ProjectReason-withdrawn", ("Project", "1"), ("ProjectReason", "restored"));
        await browser.PostAsync($"{Page("wrong")}?handler=Restore", ("Project", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Empty((await ViewAsync("wrong")).PaperChanges);

        async Task RefusedAsync(string form, string field, params (string, string)[] values)
        {
            await browser.OpenAsync(Page("wrong"));
            await browser.SendAsync(form, values);
            Assert.True(browser.Status == HttpStatusCode.UnprocessableEntity, $"{field}: {browser.Status} {browser.Text}");
            Assert.Null(browser.Page.QuerySelector("[data-approval]"));
            // A day with one pot has no field for it.
            if (field != "Pot") Assert.Equal($"#{field}", browser.Page.QuerySelector("#refusal a")?.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task Where_the_rules_forbid_it_one_sentence_says_so_and_no_form_stands_there()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "never");
        await browser.OpenAsync(Page("never"));
        Assert.Contains("let no pot change", Section(browser, "#money"), StringComparison.Ordinal);
        Assert.Contains("let no project be taken out", Section(browser, "#projects"), StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("#change-money, #withdraw"));
        await OpenDay.CreateAsync(site.Services, "late", withdrawal: Withdrawals.UntilOpen);
        await browser.OpenAsync(Page("late"));
        Assert.Contains("until voting opens, and it has opened", Section(browser, "#projects"), StringComparison.Ordinal);
        await OpenDay.CreateAsync(site.Services, "early", upTo: DayPhase.Draft);
        await browser.OpenAsync(Page("early"));
        Assert.Contains("not published yet", browser.Text, StringComparison.Ordinal);

        var other = await OpenDay.CreateAsync(site.Services, "sent", money: MoneyChanges.UntilLast, withdrawal: Withdrawals.UntilLast);
        await browser.OpenAsync(Page("sent"));
        await other.StepAsync(DayPhase.Closed);
        await browser.SendAsync("#change-money", Money("21,000", "added"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("until voting ends, and it has ended", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LiveResults.Standings)]
    [InlineData(LiveResults.Rounded)]
    public async Task Where_people_can_see_who_leads_no_money_moves_and_only_a_group_takes_its_own_project_out(LiveResults live)
    {
        var (browser, second) = (await ConsoleBrowser.SignedInAsync(site), await ConsoleBrowser.SecondAsync(site));
        var name = $"seen-{live}".ToLowerInvariant();
        var day = await OpenDay.CreateAsync(site.Services, name, live: live, upTo: DayPhase.Published, money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await browser.OpenAsync(Page(name));
        Assert.Contains("Nobody has voted yet", Section(browser, "#awards"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector("#change-money"));
        await day.StepAsync(DayPhase.Open);

        await browser.OpenAsync(Page(name));
        Assert.Contains("Money could be aimed at a project that leads", Section(browser, "#money"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#change-money"));
        await browser.SendAsync("#withdraw", ("Project", "2"), ("ProjectReason", "ineligible"), ("Consent", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.OpenAsync(Page(name));
        await browser.SendAsync("#withdraw", ("Project", "2"), ("ProjectReason", "withdrawn"));
        Assert.Equal("#Consent", browser.Page.QuerySelector("#refusal a")?.GetAttribute("href"));
        await browser.SendWithAsync(second, "#withdraw", ("Project", "2"), ("Consent", "true"));
        var made = Assert.Single((await ViewAsync(name)).PaperChanges);
        Assert.Equal(new WithdrawFromPaper("2", WithdrawReason.Withdrawn, true), made.Project);
        // It cannot come back, since somebody would decide that with the standings in sight.
        Assert.Null(browser.Page.QuerySelector("form.restore"));
        await browser.PostAsync($"{Page(name)}?handler=Restore", ("Project", "2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
    }

    private static (string, string)[] Money(string total, string reason, string source = "council") => [("Total", total), ("MoneyReason", reason), ("Source", source)];

    /// <summary>The whole text is in the failure: the sentence that is missing stands there otherwise.</summary>
    private static void Says(string sentence, string text) => Assert.True(text.Contains(sentence, StringComparison.Ordinal), $"Not '{sentence}' in: {text}");

    private static string Section(ConsoleBrowser browser, string section) => Plain(browser.Page.QuerySelector(section)!.TextContent);

    /// <summary>Without the marks that isolate a name from the sentence around it, and with one space where there are several.</summary>
    private static string Plain(string text) =>
        string.Join(' ', text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Page(string day) => $"/console/days/{day}/changes";

    private async Task<DayView> ViewAsync(string day) => (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day).GetAsync(default))!;
}
