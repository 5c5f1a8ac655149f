using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The openings leave the service by two people, after the result, for a reason that stays with the day.</summary>
public sealed class OpeningsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Reason = "The council's auditor";

    [Fact]
    public async Task Two_organisers_hand_every_opening_to_the_auditor_and_it_stays_written_down()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await DeclaredAsync("west");

        await browser.OpenAsync(Page("west"));
        Assert.Null(browser.Page.QuerySelector("form[data-download]"));
        await browser.SendAsync("#ask-for-release", ("Reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendWithAsync(await ConsoleBrowser.SecondAsync(site), "#ask-for-release", ("Reason", Reason));
        Assert.Contains(Reason, browser.Page.QuerySelector(".approved-step")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await ViewAsync()).Releases);

        await browser.SendAsync("form[data-download]");
        Assert.True(Bundle.TryOpen(new MemoryStream(browser.Content), browser.Content.Length, out var bundle, out var problem), problem);
        Assert.True(OpeningsFile.TryParse(bundle.Read(BundleNames.Openings), out var openings, out problem), problem);
        Assert.Equal(11, openings.Count);
        Assert.Equal(Reason, Assert.Single((await ViewAsync()).Releases).Reason);
        // Nobody keeps a share of a rehearsal's key, so the service keeps its own.
        await browser.OpenAsync(Page("west"));
        Assert.Null(browser.Page.QuerySelector("[name='ShareText[1]']"));
        await browser.OpenAsync(Page("west"));
        Assert.Contains("by Morag and Iain", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_people_vote_nobody_gets_the_openings_and_without_an_organiser_nobody_ever_does()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.CreateAsync(site.Services, "voting");

        await browser.OpenAsync(Page("voting"));
        Assert.Null(browser.Page.QuerySelector("form[data-download]"));
        Assert.Equal(
            DayRefusal.WrongPhase,
            (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("voting").ReleaseOpeningsAsync(ReleasedTo.Auditor, Reason, "a", "b", default)).Refusal);
        using var anyone = site.Client();
        Assert.Equal(HttpStatusCode.Redirect, (await anyone.GetAsync(Page("voting"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/api/days/voting/bundle/auditor.zip")).StatusCode);
    }

    /// <summary>A rehearsal that is declared, with eleven ballots.</summary>
    private async Task DeclaredAsync(string day)
    {
        await (await OpenDay.CreateAsync(site.Services, day)).EveryoneVotesAsync();
        var grain = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day);
        foreach (var to in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared })
        {
            var step = new Transition(to, "", "a", "b");
            Assert.Equal(DayOutcome.Done, await LongSteps.UntilEndedAsync(() => grain.TransitionAsync(step, default), TimeSpan.FromMinutes(1), default));
        }
    }

    private static string Page(string day) => $"/console/days/{day}/openings";

    private async Task<DayView> ViewAsync() =>
        (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>("west").GetAsync(default))!;
}
