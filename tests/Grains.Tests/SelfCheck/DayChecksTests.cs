using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.SelfCheck;

namespace PbDecisionDay.Grains.Tests.SelfCheck;

/// <summary>The day asks for its checks by itself, and waits for none.</summary>
public sealed class DayChecksTests
{
    [Fact]
    public async Task A_day_is_checked_at_its_opening_every_minute_while_open_and_at_every_step_to_the_declaration()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its clock runs for minutes.
        var day = await new TownDay(silo).OpenAsync();
        var check = silo.Grains.GetGrain<ISelfCheckGrain>(day.Id);
        await Eventually.HoldsAsync(() => IsCheckedAsync(check, day));

        await day.VoteAsync(0, "approve garden");
        Assert.False(await IsCheckedAsync(check, day));
        await Eventually.HoldsAsync(() =>
        {
            silo.Time.Advance(TimeSpan.FromSeconds(60));
            return IsCheckedAsync(check, day);
        });

        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared })
        {
            TownDay.Done(await day.StepAsync(phase));
            await Eventually.HoldsAsync(() => IsCheckedAsync(check, day));
        }
    }

    [Fact]
    public async Task A_damage_is_found_again_after_a_restart_as_soon_as_anybody_asks_for_the_day()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var day = await new TownDay(silo).OpenAsync();
        await day.VoteAsync(0, "approve garden");
        await silo.RestartAsync(() => silo.Change("UPDATE events SET body = CAST(json_remove(body, '$.opening') AS BLOB) WHERE kind = 'cast'"));

        await day.ViewAsync();

        await Eventually.HoldsAsync(async () => (await silo.Grains.GetGrain<ISelfCheckGrain>(day.Id).GetAsync(default)).State == SelfCheckState.Wrong);
    }

    private static async Task<bool> IsCheckedAsync(ISelfCheckGrain check, TownDay day) =>
        await check.GetAsync(default) is { State: SelfCheckState.Fine } report && report.LogSize == (await day.Box.GetStatusAsync(default)).LogSize;
}
