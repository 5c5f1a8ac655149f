using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>What screens, doors and phones read of a day waits for no command.</summary>
public sealed class ReadingTests
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_day_is_read_while_a_command_waits_for_the_disk()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds the disk.
        var day = await new TownDay(silo).OpenAsync();
        silo.Journal.Hold();
        var closing = day.StepAsync(DayPhase.Closed);
        await silo.Journal.WaitForWaitingAsync(1);

        var seen = await day.ViewAsync().WaitAsync(Enough);
        var figures = await day.Grain.GetFiguresAsync(default).WaitAsync(Enough);
        var proposal = day.Proposal("football").GetAsync(default).WaitAsync(Enough);

        Assert.False(closing.IsCompleted);
        Assert.Equal(DayPhase.Open, seen.Phase);
        Assert.Equal(3, figures.Printed);
        Assert.NotNull(await proposal);
        silo.Journal.Release();
        TownDay.Done(await closing);
        Assert.Equal(DayPhase.Closed, (await day.ViewAsync()).Phase);
    }
}
