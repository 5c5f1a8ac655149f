using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Grains.Tests.Ballots;
using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Grains.Tests.Tallies;

/// <summary>What the live standings cost on a busy day: Equal Shares allocates over every ballot.</summary>
public sealed class LiveAllocationTests
{
    private static readonly RuleSettings Shares = new() { Rule = AllocationRule.EqualShares };

    [Fact]
    public async Task A_busy_day_with_Equal_Shares_allocates_at_a_bounded_rate_and_reads_only_what_is_new()
    {
        const int steps = 12;
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all its allocations are counted.
        const int ballots = 10 * (steps + 1);
        var running = await RunningBox.OpenAsync(silo, cards: ballots, rule: Shares);
        var due = ShownOf(ballots, new StepSizes(await running.Box.GetStepSeedAsync(default)));
        var read = silo.Journal.EventsRead;
        for (var step = 0; step <= steps; step++)
        {
            await Task.WhenAll(Enumerable.Range(10 * step, 10).Select(card => running.CastAsync(card, ballot: $"approve p{step % 6 + 1}")));
            Agree(await Looks.OnceAsync(silo));
        }

        // Thirteen looks are 3.25 seconds: the first step is allocated at once, and one more after three seconds.
        Assert.InRange(silo.Allocations.Begun, 1, 2);
        silo.Time.Advance(TimeSpan.FromSeconds(3));
        var last = await Looks.UntilAsync(silo, seen => seen.ShownBallots == due);
        Agree(last);
        Assert.InRange(silo.Allocations.Begun, 2, 3);
        for (var look = 0; look < 20; look++)
            Assert.Equal(last.Standings, (await Looks.OnceAsync(silo)).Standings);
        Assert.InRange(silo.Allocations.Begun, 2, 3);

        Assert.Equal(10 * (steps + 1), silo.Watch.ChangesRead);
        Assert.Equal(read, silo.Journal.EventsRead);
    }

    [Fact]
    public async Task Every_snapshot_is_answered_while_an_allocation_runs_and_its_figures_agree()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all its allocations are counted.
        var running = await RunningBox.OpenAsync(silo, cards: 100);
        var sizes = new StepSizes(await running.Box.GetStepSeedAsync(default));
        var first = sizes[0] + sizes[1];
        for (var card = 0; card < first; card++)
            await running.CastAsync(card, ballot: "approve p1");
        await Looks.UntilAsync(silo, seen => seen.ShownBallots == sizes[0]);

        // Another day's allocation takes the one lane.
        var lane = new TaskCompletionSource();
        var other = silo.Allocations.RunAsync(() => { lane.Task.Wait(); return 0; });
        for (var card = first; card < first + 60; card++)
        {
            await running.CastAsync(card, ballot: "approve p2");
            var seen = await Looks.OnceAsync(silo).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal((card + 1, (long)sizes[0]), (seen.Ballots, seen.ShownBallots));
            Agree(seen);
        }
        var begun = silo.Allocations.Begun;
        lane.SetResult();
        await other;

        Agree(await Looks.UntilAsync(silo, seen => seen.ShownBallots == ShownOf(first + 60, sizes)));
        // The step that waited, and the newest: those between are passed over.
        Assert.InRange(silo.Allocations.Begun - begun, 1, 2);
    }

    /// <summary>How many of so many first ballots are shown.</summary>
    private static int ShownOf(int ballots, StepSizes sizes)
    {
        var shown = 0;
        for (var step = 0; ballots >= shown + sizes[step] + sizes[step + 1]; step++)
            shown += sizes[step];
        return shown;
    }

    /// <summary>Each ballot of these tests names one project, so the support adds up to the casts that are shown.</summary>
    private static void Agree(TallySnapshot seen) =>
        Assert.Equal(seen.ShownBallots, seen.Standings.Sum(standing => standing.Support));
}
