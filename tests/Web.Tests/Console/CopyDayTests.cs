using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Console;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>"Copy this day": what is not dated goes along, and what is dated is asked for anew.</summary>
public sealed class CopyDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task A_copy_has_names_rules_words_and_projects_and_asks_for_what_is_dated()
    {
        var old = await OpenDay.CreateAsync(
            site.Services, "copied", themes: true, colour: DayColour.Plum, from: VotesFrom.LastGroup, money: MoneyChanges.UntilMix, withdrawal: Withdrawals.UntilMix);
        await old.StepAsync(DayPhase.Closed);
        await old.ChangeAsync();
        var was = (await Grains.GetGrain<IDecisionDayGrain>("copied").GetAsync(default))!;
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/copied");
        Assert.NotNull(browser.Page.QuerySelector("a[href='/console/days/copied/copy']"));
        await browser.OpenAsync("/console/days/copied/copy");
        Assert.Equal("", browser.Page.QuerySelector("#Date")!.GetAttribute("value") ?? "");
        foreach (var date in new[] { "", "2026-11-28", "2026-11-27" })
        {
            await browser.SendAsync("#copy", ("Date", date));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains("Give the date of the new day. It comes after", browser.Text, StringComparison.Ordinal);
        }
        await browser.SendAsync("#copy", ("Date", "2027-06-19"), ("Hours", " "));
        Assert.Contains("Say when people can vote.", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("#copy", ("Titles[0].Text", "Westhaven decides again"), ("Hours", "10:00 to 15:00"), ("Rehearsal", "true"));
        Assert.Contains("The new day is made as a draft.", browser.Text, StringComparison.Ordinal);

        var made = (await Grains.GetGrain<IDecisionDayGrain>("westhaven-decides-again-2027").GetAsync(default))!;
        Assert.Equal((DayPhase.Draft, true, "2027-06-19"), (made.Phase, made.Rehearsal, made.Settings.Date));
        // Its log has a name of its own.
        Assert.EndsWith("/westhaven-decides-again-2027", made.Origin, StringComparison.Ordinal);
        Assert.Equal(["Westhaven decides again", "Tha Westhaven a’ co-dhùnadh"], made.Settings.Title.Select(title => title.Text));
        Assert.Equal(
            (was.Settings.Hours, was.Settings.TimeZone, was.Settings.Rules, DayColour.Plum, VotesFrom.LastGroup),
            (made.Settings.Hours, made.Settings.TimeZone, made.Settings.Rules, made.Settings.Colour, made.Settings.VotesFrom));
        Assert.Equal([.. was.Settings.Languages], made.Settings.Languages.ToArray());
        Assert.Equal([.. was.Settings.Pots], made.Settings.Pots.ToArray());
        // The withdrawn one is left out, and the pot holds what the paper said.
        Assert.Equal(["2", "3", "4", "area/5"], made.Proposals.ToArray());
        var swims = (await Grains.GetGrain<IProposalGrain>(ProposalKey.For(made.Day, "area/5")).GetAsync(default))!;
        Assert.Equal((310_000, "food", false), (swims.Content.Ask, swims.Content.Theme, swims.Frozen));
        Assert.Empty(made.Withdrawn);
        Assert.Empty(made.PaperChanges);
        Assert.Empty(made.Approvers);
        Assert.Equal(("", "", false), (made.PaperHash, made.ResultHash, made.VotingBegan));
        Assert.Empty((await Grains.GetDayStatusAsync(made.Day, default)).Batches);

        await browser.OpenAsync("/console/days/copied/copy");
        await browser.SendAsync("#copy", ("Titles[0].Text", "Westhaven decides again"), ("Date", "2027-09-19"), ("Projects", "false"), ("Rehearsal", "true"));
        Assert.Empty((await Grains.GetGrain<IDecisionDayGrain>("westhaven-decides-again-2027-2").GetAsync(default))!.Proposals);
    }

    [Fact]
    public async Task Lots_are_drawn_from_new_words()
    {
        await OpenDay.CreateAsync(site.Services, "drawn", rule: new RuleSettings { Ties = [new(TieBreakKind.LowerCost), new(TieBreakKind.Lots, "harbour 2026")] }, upTo: DayPhase.Published);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/drawn/copy");
        foreach (var seed in new[] { "", "harbour 2026", "a, b" })
        {
            await browser.SendAsync("#copy", ("Date", "2027-01-16"), ("Seed", seed), ("Rehearsal", "true"));
            Assert.Contains("Give new public words for the lots", browser.Text, StringComparison.Ordinal);
        }
        await browser.SendAsync("#copy", ("Seed", "harbour 2027"));
        var made = (await Grains.GetGrain<IDecisionDayGrain>("westhaven-decides-2027").GetAsync(default))!;
        Assert.Equal(["harbour 2027"], CopiedDay.SeedsOf(made.Settings.Rules));
    }

    [Fact]
    public void A_summers_day_copied_into_winter_opens_at_the_hour_on_the_clock_and_has_no_witnesses()
    {
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(3), new RuleSettings { CapPercent = 40, Threshold = 5 }, LiveResults.Turnout, true, "en").Allowing(MoneyChanges.UntilLast, Withdrawals.UntilOpen);
        var summer = new DaySettings(
            [new("en", "Troon")], "Hall", "2026-06-20", "10:00 to 15:00", "Europe/London", ["en"], "GBP", [new("pot", "Pot", 100)], [new("hall", "Hall")], CheckInMode.Register, rules.Text)
        { Witnesses = [new("Council", "council+aa+bb")], EntryQuestion = "Do you live here?", Limits = [new("area/north", 10, 1)] };
        var winter = CopiedDay.Settings(summer, summer.Title, "2027-01-16", summer.Hours, "");
        Assert.Equal(summer with { Date = "2027-01-16", Witnesses = winter.Witnesses }, winter);
        Assert.Empty(winter.Witnesses);
        // Ten on the clock of the hall is nine by universal time on the first day, and ten on the second.
        Assert.Equal("10:00", LocalTime.ClockOf(new DateTimeOffset(2026, 6, 20, 9, 0, 0, TimeSpan.Zero), summer.TimeZone));
        Assert.Equal("10:00", LocalTime.ClockOf(new DateTimeOffset(2027, 1, 16, 10, 0, 0, TimeSpan.Zero), winter.TimeZone));
        Assert.StartsWith("10:00", winter.Hours, StringComparison.Ordinal);
        // Rules that cannot be read are chosen anew.
        Assert.Equal("", CopiedDay.Settings(summer with { Rules = "{}" }, summer.Title, "2027-01-16", "10", "").Rules);
    }

    [Fact]
    public async Task A_days_copy_is_an_organisers_alone()
    {
        await OpenDay.CreateAsync(site.Services, "theirs", upTo: DayPhase.Published);
        using var stranger = site.Client();
        Assert.Contains("/console/sign-in", (await stranger.GetAsync("/console/days/theirs/copy")).RequestMessage!.RequestUri!.ToString() + (await stranger.GetAsync("/console/days/theirs/copy")).Headers.Location, StringComparison.Ordinal);
    }
}
