using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>The count and the proof may outlast every call: they are answered at once, asked after, and done once.</summary>
public sealed class LongStepTests
{
    private const string Dice = "40817263";
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Counting_is_answered_at_once_and_ends_though_nobody_asks_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds or breaks the disk.
        var day = await new TownDay(silo).BusyAsync();
        silo.Journal.Hold();

        Assert.Equal(DayOutcome.Working, await day.AskAsync(DayPhase.Counted).WaitAsync(Enough));
        await silo.Journal.WaitForWaitingAsync(1);
        var appends = silo.Journal.Appends;
        Assert.Equal(DayOutcome.Working, await day.AskAsync(DayPhase.Counted).WaitAsync(Enough));
        Assert.Equal(DayOutcome.Working, await day.AskAsync(DayPhase.Counted, by: TownDay.Bela).WaitAsync(Enough));
        Assert.Equal(DayOutcome.Working, await day.AskAsync(DayPhase.Void).WaitAsync(Enough));
        Assert.Equal(DayOutcome.Working, await day.KeyAsync(1, "approve garden").WaitAsync(Enough));
        var seen = await day.ViewAsync().WaitAsync(Enough);
        Assert.Equal((DayPhase.Closed, DayWork.Counting), (seen.Phase, seen.Work));
        Assert.Equal(appends, silo.Journal.Appends);
        silo.Journal.Release();

        await Eventually.HoldsAsync(async () => (await day.ViewAsync()).Phase == DayPhase.Counted);
        var counted = await day.ViewAsync();
        Assert.Equal((DayWork.None, TownDay.Anna), (counted.Work, counted.Steps[^1].By));
        Assert.Equal(DayOutcome.Done, await day.AskAsync(DayPhase.Counted));
        Assert.Single(await PublicLog.ReadAsync(day.Box), entry => entry.Kind == "mix");
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), happened => happened.Kind == "day-counted");
    }

    [Fact]
    public async Task The_proof_is_answered_at_once_and_ends_though_nobody_asks_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds or breaks the disk.
        var day = await new TownDay(silo).BusyAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        silo.Journal.Hold();

        Assert.Equal(DayOutcome.Working, await day.Grain.RecordDiceAsync(Dice, TownDay.Anna, TownDay.Bela, default).WaitAsync(Enough));
        await silo.Journal.WaitForWaitingAsync(1);
        Assert.Equal(DayOutcome.Working, await day.Grain.RecordDiceAsync("00000000", TownDay.Anna, TownDay.Bela, default).WaitAsync(Enough));
        Assert.Equal(DayWork.Proving, (await day.ViewAsync().WaitAsync(Enough)).Work);
        silo.Journal.Release();

        await Eventually.HoldsAsync(async () => await day.ViewAsync() is { Mix: MixStage.Proved, Work: DayWork.None });
        Assert.Equal(DayRefusal.OtherDice, (await day.RollAsync("00000000")).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), happened => happened.Kind == "lots-entered");
    }

    [Fact]
    public async Task A_failed_count_is_shown_and_told_to_the_next_who_asks_and_then_begun_anew()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds or breaks the disk.
        var day = await new TownDay(silo).BusyAsync();
        silo.Files.FailNext();

        Assert.Equal(DayOutcome.Working, await day.AskAsync(DayPhase.Counted));
        await Eventually.HoldsAsync(async () => (await day.ViewAsync()).Work == DayWork.None);

        Assert.Equal(DayRefusal.Unavailable, (await day.ViewAsync()).WorkFailure?.Refusal);
        Assert.Equal(DayRefusal.Unavailable, (await day.AskAsync(DayPhase.Counted)).Refusal);
        Assert.Null((await day.ViewAsync()).WorkFailure);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal(MixStage.AwaitsDice, (await day.ViewAsync()).Mix);
    }
}
