using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>What whoever closes a day is told first, since nobody can take it back.</summary>
public sealed class CloseWarningTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string NotBegun = "Nobody has said yet that all groups have spoken", Nobody = "Nobody has voted.", OnlyPaper = "Cards handed in for paper: 1.";

    [Fact]
    public async Task A_day_whose_groups_still_speak_warns_whoever_closes_it_and_whoever_agrees()
    {
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        var second = await ConsoleBrowser.SecondAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "speaking", from: VotesFrom.KiosksEarlier);
        Assert.Equal([NotBegun, Nobody], await WarnedAsync(organiser, "speaking"));
        await organiser.SendAsync("main form.step");
        await second.OpenAsync(organiser.Asked);
        Assert.Equal([NotBegun, Nobody], Warnings(second));

        await day.BeginVotingAsync();
        Assert.Equal([Nobody], await WarnedAsync(organiser, "speaking"));
        await day.EveryoneVotesAsync();
        Assert.Empty(await WarnedAsync(organiser, "speaking"));
    }

    [Fact]
    public async Task A_day_on_which_nobody_voted_warns_and_says_when_there_is_paper()
    {
        var organiser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "empty");
        Assert.Equal([Nobody], await WarnedAsync(organiser, "empty"));
        await day.SurrenderAsync(0);
        Assert.Equal([OnlyPaper], await WarnedAsync(organiser, "empty"));
        await organiser.OpenAsync("/console/days/empty/step/paused");
        Assert.Empty(Warnings(organiser));
        await day.StepAsync(DayPhase.Paused);
        Assert.Equal([OnlyPaper], await WarnedAsync(organiser, "empty"));
    }

    private static async Task<string[]> WarnedAsync(ConsoleBrowser browser, string day)
    {
        await browser.OpenAsync($"/console/days/{day}/step/closed");
        return Warnings(browser);
    }

    private static string[] Warnings(ConsoleBrowser browser) =>
        [.. browser.Page.QuerySelectorAll(".notice.warn").Select(warning => new[] { NotBegun, Nobody, OnlyPaper }.FirstOrDefault(known => warning.TextContent.Contains(known, StringComparison.Ordinal)) ?? warning.TextContent)];
}
