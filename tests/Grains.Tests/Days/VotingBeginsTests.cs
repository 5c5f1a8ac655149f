using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Votes that wait for the last group, and the word that lets everybody vote.</summary>
public sealed class VotingBeginsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly DaySettings Talks = TownDay.Settings with { VotesFrom = VotesFrom.LastGroup };

    [Fact]
    public async Task It_is_said_once_and_said_again_changes_nothing()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync(Talks);
        await OpenAsync(day);
        Assert.False((await day.ViewAsync()).VotingBegan);

        TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Bela, default));
        var first = (await day.ViewAsync()).Beginning;
        TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Anna, default));

        var view = await day.ViewAsync();
        Assert.True(view.VotingBegan);
        Assert.Equal((TownDay.Bela, first), (view.Beginning!.By, view.Beginning));
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), entry => entry.Kind == "voting-began");
    }

    [Fact]
    public async Task It_is_refused_unless_the_day_is_open_and_stands_in_every_phase_after()
    {
        var day = await new TownDay(shared.Begin()).DraftAsync(Talks);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.BeginVotingAsync(TownDay.Anna, default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Published));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.BeginVotingAsync(TownDay.Anna, default)).Refusal);
        await OpenAsync(day);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.BeginVotingAsync("", default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Paused));
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.BeginVotingAsync(TownDay.Anna, default)).Refusal);
        Assert.False((await day.ViewAsync()).VotingBegan);

        TownDay.Done(await day.StepAsync(DayPhase.Open));
        TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Anna, default));
        foreach (var phase in new[] { DayPhase.Paused, DayPhase.Closed })
        {
            TownDay.Done(await day.StepAsync(phase));
            Assert.True((await day.ViewAsync()).VotingBegan);
            TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Anna, default));
        }
    }

    [Fact]
    public async Task A_day_that_waits_for_no_group_has_begun_with_its_opening_and_writes_nothing()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).PublishedAsync();
        await OpenAsync(day);
        Assert.True((await day.ViewAsync()).VotingBegan);
        var before = (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).Count;
        TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Anna, default));
        Assert.Equal(before, (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).Count);
        Assert.Null((await day.ViewAsync()).Beginning);
    }

    [Fact]
    public async Task It_is_there_again_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).PublishedAsync(Talks with { VotesFrom = VotesFrom.KiosksEarlier });
        await OpenAsync(day);
        TownDay.Done(await day.Grain.BeginVotingAsync(TownDay.Anna, default));
        var before = (await day.ViewAsync()).Beginning;
        await silo.RestartAsync();
        Assert.Equal(before, (await day.ViewAsync()).Beginning);
        Assert.NotNull(before);
    }

    [Fact]
    public async Task Settings_name_a_time_that_there_is()
    {
        var day = new TownDay(shared.Begin());
        Assert.Equal(DayRefusal.Invalid, (await day.CreateAsync(TownDay.Settings with { VotesFrom = (VotesFrom)7 })).Refusal);
    }

    private static async Task OpenAsync(TownDay day)
    {
        TownDay.Done(await day.AddBatchAsync("a", 3));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
    }
}
