using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>A small day from its draft to its declaration, its grains on two silos and those who ask on neither.</summary>
[Collection(OnTwoSilos.Name)]
public sealed class ClusterDayTests(TwoSilos silos)
{
    [Fact]
    public async Task Days_whose_grains_stand_on_both_silos_go_from_draft_to_declaration()
    {
        silos.ForcedDeactivation = 0;
        var used = new HashSet<string>(StringComparer.Ordinal);
        // Where a grain is placed is chance: of many days' grains both silos have some.
        for (var days = 0; days < 10 && used.Count < 2; days++)
            await PlayAsync(new TownDay(() => silos.Grains, silos.NewDay()), used);

        Assert.Equal(2, used.Count);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public async Task A_day_ends_the_same_though_any_call_may_end_a_grain(double probability)
    {
        silos.ForcedDeactivation = probability;
        try
        {
            await PlayAsync(new TownDay(() => silos.Grains, silos.NewDay()), used: null);
        }
        finally
        {
            silos.ForcedDeactivation = 0;
        }
    }

    private async Task PlayAsync(TownDay day, HashSet<string>? used)
    {
        await day.OpenAsync(cards: 8);
        for (var card = 0; card < 6; card++)
            await day.VoteAsync(card, "approve football");
        for (var card = 0; card < 4; card++)
        {
            var replaced = await day.Box.CastAsync(day.Ballot(card, "approve garden", version: 2), default);
            Assert.Equal(CastStatus.Accepted, replaced.Status);
            var again = await day.Box.CastAsync(day.Ballot(card, "approve garden", version: 2), default);
            Assert.Equal((CastStatus.AcceptedBefore, replaced.Receipt), (again.Status, again.Receipt));
        }
        await day.SurrenderAsync(6);
        if (used is not null)
            used.UnionWith([silos.SiloOf(day.Box).Name, silos.SiloOf(day.Grain).Name]);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.KeyAsync(1, "approve garden"));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));

        var ballots = await silos.Grains.GetGrain<ITallyGrain>(day.Id).GetBallotsAsync(default);
        Assert.Equal([new CountedBallots("approve football", 2), new CountedBallots("approve garden", 5)], ballots);
        var log = await PublicLog.ReadAsync(day.Box);
        Assert.Equal(10, log.OfType<CastEntry>().Count());
        Assert.Single(log.OfType<ResultEntry>());
    }
}
