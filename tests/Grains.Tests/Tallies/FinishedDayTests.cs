using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Tests.Ballots;

namespace PbDecisionDay.Grains.Tests.Tallies;

/// <summary>A day that is over leaves memory.</summary>
public sealed class FinishedDayTests
{
    [Fact]
    public async Task Nothing_holds_the_box_and_the_tally_of_a_day_that_is_over()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all of it has to leave memory.
        await PlayAsync(silo);
        Assert.NotEmpty(silo.Watch.StillInMemory());

        await Eventually.HoldsAsync(async () =>
        {
            await silo.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !silo.Watch.StillInMemory().Any();
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task PlayAsync(TestSilo silo)
    {
        var running = await RunningBox.OpenAsync(silo);
        for (var card = 0; card < 25; card++)
            await running.CastAsync(card);
        var seen = await Looks.Tally(silo).NextAsync(-1, default);
        var waiting = Looks.Tally(silo).NextAsync(seen.Number, default);
        Assert.Equal(BoxResult.Done, await running.Box.EndAndCloseAsync());
        await Eventually.HoldsAsync(() =>
        {
            silo.Time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(waiting.IsCompleted);
        });
        // The tally has counted all of it: what has to leave is a whole day, not an empty one.
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        Assert.Equal([new CountedBallots("approve p1 p2", 25)], await Looks.Tally(silo).GetBallotsAsync(default));
    }
}
