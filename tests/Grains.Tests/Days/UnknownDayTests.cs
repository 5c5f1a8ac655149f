using System.Runtime.CompilerServices;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Anyone can ask for days that do not exist, as often as they like: none of them stays in memory.</summary>
public sealed class UnknownDayTests
{
    private const int Days = 50;

    [Fact]
    public async Task Nothing_of_a_day_that_does_not_exist_stays_in_memory_though_nobody_collects()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all of it has to leave memory.
        await AskAsync(silo);
        Assert.NotEmpty(silo.Watch.StillInMemory());

        await Eventually.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Task.FromResult(!silo.Watch.StillInMemory().Any());
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AskAsync(TestSilo silo)
    {
        for (var number = 0; number < Days; number++)
        {
            var day = $"none-{number}";
            var box = silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
            Assert.Equal(CastStatus.NotOpen, (await box.CastAsync(new CastBallot("", 1, "", "", ""), default)).Status);
            Assert.Equal(CastStatus.NotOpen, (await box.ChallengeAsync(new ChallengeCard("", 1, "", ""), default)).Status);
            Assert.Equal(IssueResult.WrongPhase, await box.IssueAsync("", default));
            await box.GetCardAsync("", default);
            await box.ReadTileAsync("", default);
            await box.ProveInclusionAsync("", default);
            Assert.Null(await silo.Grains.GetGrain<IDecisionDayGrain>(day).GetAsync(default));
            Assert.Equal(0, (await silo.Grains.GetGrain<ITallyGrain>(day).GetSnapshotAsync(default)).Ballots);
        }
    }
}
