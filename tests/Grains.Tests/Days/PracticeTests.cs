using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Days.Practice;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A day is practised on a hidden day of its own, of which nothing is left.</summary>
public sealed class PracticeTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_run_has_the_days_settings_and_projects_and_another_log_and_is_wiped_whole()
    {
        var silo = shared.Begin();
        var real = await new TownDay(silo, rehearsal: false).DraftAsync();
        var runs = silo.Grains.GetGrain<IPracticeGrain>(real.Id);
        TownDay.Done(await runs.BeginAsync(TownDay.Anna, default));
        TownDay.Done(await runs.BeginAsync(TownDay.Bela, default));

        var running = (await runs.GetAsync(default)).Running;
        var practice = new TownDay(silo, running);
        var view = await practice.ViewAsync();
        Assert.Equal((true, DayPhase.Published, real.Id, $"pb.south.example/{running}"), (view.Rehearsal, view.Phase, view.PracticeOf, view.Origin));
        Assert.Equal((await real.ViewAsync()).Proposals, view.Proposals);
        Assert.Equal(TownDay.Settings.Pots, view.Settings.Pots);
        Assert.Equal((TownDay.Football.Ask, "Walking football"), Shown(await practice.Proposal("football").GetAsync(default)));
        TownDay.Done(await practice.AddBatchAsync("a", 3));
        TownDay.Done(await practice.StepAsync(DayPhase.Open));
        await practice.VoteAsync(0, "approve garden");
        foreach (var step in new[] { DayPhase.Closed, DayPhase.Counted }) TownDay.Done(await practice.StepAsync(step));
        Assert.True((await runs.GetAsync(default)).Done);
        Assert.Contains(running, await ListedAsync(silo));
        Assert.NotEmpty(await Journalled.ReadAsync(silo.Journal, $"box/{running}/main"));
        var before = await Journalled.ReadAsync(silo.Journal, $"day/{real.Id}");

        await runs.EndAsync(TownDay.Anna, default);
        await runs.EndAsync(TownDay.Anna, default);

        Assert.Null(await practice.Grain.GetAsync(default));
        Assert.Equal(0, (await practice.Box.GetStatusAsync(default)).Ballots);
        foreach (var stream in new[] { $"day/{running}", $"box/{running}/main", $"notes/{running}/main", $"proposal/{running}/football" })
            Assert.Empty(await Journalled.ReadAsync(silo.Journal, stream));
        Assert.Empty(await silo.Journal.ReadMarksAsync($"box/{running}/main", default));
        Assert.Empty(await silo.Files.ListAsync($"{running}/main", default));
        Assert.DoesNotContain(running, await ListedAsync(silo));
        Assert.False(Directory.Exists(Path.Combine(silo.Folder, "keys", running)));
        Assert.Equal(before, await Journalled.ReadAsync(silo.Journal, $"day/{real.Id}"));
        Assert.Equal((TownDay.Football.Ask, "Walking football"), Shown(await real.Proposal("football").GetAsync(default)));
        var after = await runs.GetAsync(default);
        Assert.Equal(("", 1, DayPhase.Counted), (after.Running, after.Runs, after.Reached));
    }

    [Fact]
    public async Task A_run_is_wiped_when_its_time_is_over_and_another_is_another_day()
    {
        var silo = shared.Begin();
        var real = await new TownDay(silo, rehearsal: false).DraftAsync();
        var runs = silo.Grains.GetGrain<IPracticeGrain>(real.Id);
        TownDay.Done(await runs.BeginAsync(TownDay.Anna, default));
        var first = await runs.GetAsync(default);
        Assert.Equal(silo.Time.GetUtcNow() + PracticeView.Lasts, first.Until);
        Assert.False(await runs.SweepAsync(default));
        Assert.Equal(first.Running, (await runs.GetAsync(default)).Running);

        silo.Time.Advance(PracticeView.Lasts);
        Assert.False(await runs.SweepAsync(default));
        Assert.Null(await silo.Grains.GetGrain<IDecisionDayGrain>(first.Running).GetAsync(default));
        TownDay.Done(await runs.BeginAsync(TownDay.Anna, default));
        Assert.NotEqual(first.Running, (await runs.GetAsync(default)).Running);
        await runs.EndAsync(TownDay.Anna, default);
    }

    [Fact]
    public async Task A_day_that_cannot_be_published_begins_no_run_and_keeps_nothing_of_it()
    {
        var silo = shared.Begin();
        var real = await new TownDay(silo, rehearsal: false).DraftAsync(TownDay.Settings with { Rules = "" });
        var listed = await ListedAsync(silo);
        var runs = silo.Grains.GetGrain<IPracticeGrain>(real.Id);
        var refused = await runs.BeginAsync(TownDay.Anna, default);
        Assert.NotEqual(DayRefusal.None, refused.Refusal);
        Assert.Contains("how the money is shared", refused.Detail, StringComparison.Ordinal);
        Assert.Equal("", (await runs.GetAsync(default)).Running);
        Assert.Equal(listed, await ListedAsync(silo));
    }

    [Fact]
    public async Task Only_a_day_that_counts_and_has_not_opened_is_practised()
    {
        var silo = shared.Begin();
        var rehearsal = await new TownDay(silo).DraftAsync();
        Assert.Equal(DayRefusal.Invalid, (await silo.Grains.GetGrain<IPracticeGrain>(rehearsal.Id).BeginAsync(TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await silo.Grains.GetGrain<IPracticeGrain>("nowhere").BeginAsync(TownDay.Anna, default)).Refusal);
        Assert.True(await silo.Grains.GetGrain<IPracticeGrain>("nowhere").SweepAsync(default));
    }

    [Fact]
    public async Task No_other_day_has_a_practice_runs_id_and_no_other_day_leaves_the_list()
    {
        var silo = shared.Begin();
        var taken = new TownDay(silo, "practice-of-ours");
        Assert.Equal(DayRefusal.Invalid, (await taken.CreateAsync()).Refusal);
        var command = new CreateDay(TownDay.Site, Rehearsal: false, TownDay.Settings, TownDay.Anna) { PracticeOf = silo.Day };
        Assert.Equal(DayRefusal.Invalid, (await taken.Grain.CreateAsync(command, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await silo.Grains.GetGrain<IDecisionDayGrain>(silo.Day).CreateAsync(command with { Rehearsal = true }, default)).Refusal);

        var organisation = silo.Grains.GetGrain<IOrganisationGrain>(silo.Organisation);
        Assert.True(await organisation.EnterDayAsync("kept", TownDay.Anna, default));
        await organisation.LeaveDayAsync("kept", default);
        Assert.Equal(["kept"], await organisation.ListDaysAsync(default));
    }

    [Fact]
    public void What_is_written_of_runs_stays_readable()
    {
        EventJson.IsFrozen(PracticeEventNames.All, new PracticeBegan("practice-1", "A", At), "practice-began", """{"practice":"practice-1","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(PracticeEventNames.All, new PracticeWiped("practice-1", DayPhase.Counted, "", At), "practice-wiped",
            """{"practice":"practice-1","reached":"Counted","by":"","at":"2026-05-30T09:00:00+00:00"}""");
    }

    private static (long, string) Shown(ProposalView? proposal) => (proposal!.Content.Ask, proposal.Content.Texts[0].Title);

    private static async Task<IReadOnlyList<string>> ListedAsync(TestSilo silo) =>
        await silo.Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListDaysAsync(default);
}
