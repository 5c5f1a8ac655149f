using PbDecisionDay.Contracts.Tallies;

namespace PbDecisionDay.Grains.Tests.Tallies;

/// <summary>Looks at the tally as the clock goes on.</summary>
internal static class Looks
{
    public static ITallyGrain Tally(TestSilo silo) => silo.Grains.GetGrain<ITallyGrain>(silo.Day);

    /// <summary>The snapshot of a new look.</summary>
    public static async Task<TallySnapshot> OnceAsync(TestSilo silo)
    {
        silo.Time.Advance(TimeSpan.FromMilliseconds(250));
        return await Tally(silo).GetSnapshotAsync(default);
    }

    /// <summary>The first snapshot of which something holds.</summary>
    public static async Task<TallySnapshot> UntilAsync(TestSilo silo, Func<TallySnapshot, bool> condition)
    {
        TallySnapshot seen = null!;
        await Eventually.HoldsAsync(async () => condition(seen = await OnceAsync(silo)));
        return seen;
    }
}
