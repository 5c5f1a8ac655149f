using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Stalls;
using PbDecisionDay.Grains.Tests.Days;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>The wall of needs: nothing on it before an organiser puts it up.</summary>
public sealed class NeedsTests
{
    private const string Anna = TownDay.Anna;

    [Fact]
    public async Task Nothing_is_on_the_wall_before_an_organiser_puts_it_up_and_what_is_taken_down_is_gone()
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync("  A bus\r\non Sundays ", default));
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync("Ring Isla", default));
        Assert.Empty(await Of(silo).GetAsync(default));
        var waiting = await Of(silo).ListAsync(default);
        Assert.Equal(["A bus on Sundays", "Ring Isla"], waiting.Select(need => need.Text).Order(StringComparer.Ordinal));
        TownDay.Done(await Of(silo).PutUpAsync(waiting.Single(need => need.Text == "A bus on Sundays").Id, Anna, default));
        TownDay.Done(await Of(silo).TakeDownAsync(waiting.Single(need => need.Text == "Ring Isla").Id, Anna, default));
        await silo.RestartAsync();
        Assert.Equal(["A bus on Sundays"], await Of(silo).GetAsync(default));
        var kept = Assert.Single(await Of(silo).ListAsync(default));
        TownDay.Done(await Of(silo).PutUpAsync(kept.Id, Anna, default));
        TownDay.Done(await Of(silo).TakeDownAsync(kept.Id, Anna, default));
        TownDay.Done(await Of(silo).TakeDownAsync(kept.Id, Anna, default));
        Assert.Empty(await Of(silo).GetAsync(default));
        Assert.Equal(DayRefusal.Invalid, (await Of(silo).PutUpAsync(kept.Id, "", default)).Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u202e")]
    [InlineData("\u200b")]
    public async Task What_says_nothing_or_hides_something_is_refused(string text)
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(LeaveNeedResult.Wrong, await Of(silo).LeaveAsync(text, default));
        Assert.Equal(LeaveNeedResult.Wrong, await Of(silo).LeaveAsync(new string('x', 201), default));
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync(string.Concat(Enumerable.Repeat("🌳", 200)), default));
        Assert.Single(await Of(silo).ListAsync(default));
    }

    [Fact]
    public async Task Hidden_signs_that_phones_put_round_a_copied_text_are_left_out()
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync("\u200eA be\u200bn\u00adch\u202c by\U000e0041 the sea\u200f", default));
        Assert.Equal("A bench by the sea", Assert.Single(await Of(silo).ListAsync(default)).Text);
    }

    [Fact]
    public async Task So_many_come_in_a_minute_and_so_many_wait()
    {
        await using var silo = await PublishedAsync();
        for (var at = 0; at < INeedsGrain.MostWaiting; at++)
        {
            if (at % INeedsGrain.MostInMinute == 0) silo.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync($"A bus, number {at}", default));
        }
        silo.Time.Advance(TimeSpan.FromMinutes(1));
        for (var at = 0; at < INeedsGrain.MostInMinute + 1; at++) Assert.Equal(LeaveNeedResult.Full, await Of(silo).LeaveAsync("One more", default));
        var one = (await Of(silo).ListAsync(default))[0];
        TownDay.Done(await Of(silo).PutUpAsync(one.Id, Anna, default));
        Assert.Equal(DayRefusal.Invalid, (await Of(silo).RefuseWaitingAsync("", default)).Refusal);
        TownDay.Done(await Of(silo).RefuseWaitingAsync(Anna, default));
        Assert.Equal(one with { OnWall = true }, Assert.Single(await Of(silo).ListAsync(default)));
        for (var at = 0; at < INeedsGrain.MostInMinute; at++) Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync($"A bench, number {at}", default));
        Assert.Equal(LeaveNeedResult.Wait, await Of(silo).LeaveAsync("One more", default));
    }

    [Fact]
    public async Task Sixty_days_after_the_day_all_of_them_are_erased_though_nobody_archives_it()
    {
        await using var silo = await PublishedAsync();
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync("A bus", default));
        silo.Time.Advance(TimeSpan.FromDays(IOffersGrain.DaysKept));
        Assert.False(await Of(silo).EndAsync(default));
        Assert.Single(await Of(silo).ListAsync(default));
        silo.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(LeaveNeedResult.Closed, await Of(silo).LeaveAsync("A bus", default));
        Assert.True(await Of(silo).EndAsync(default));
        Assert.Empty(await Of(silo).ListAsync(default));
    }

    [Fact]
    public async Task A_draft_takes_none_and_archiving_erases_them()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = new TownDay(silo);
        Assert.Equal(LeaveNeedResult.Closed, await Of(silo).LeaveAsync("A bus", default));
        await day.OpenAsync();
        Assert.Equal(LeaveNeedResult.Left, await Of(silo).LeaveAsync("A bus", default));
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) TownDay.Done(await day.StepAsync(phase));
        Assert.Empty(await Of(silo).ListAsync(default));
        Assert.Equal(LeaveNeedResult.Closed, await Of(silo).LeaveAsync("A bus", default));
    }

    [Fact]
    public void Its_events_keep_their_names_and_their_json()
    {
        var at = new DateTimeOffset(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);
        EventJson.IsFrozen(NeedsEventNames.All, new NeedPutUp("N", "A", at), "need-put-up", """{"need":"N","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        EventJson.IsFrozen(NeedsEventNames.All, new NeedTakenDown("N", "A", at), "need-taken-down", """{"need":"N","by":"A","at":"2026-05-30T09:00:00+00:00"}""");
        Assert.Equal(2, NeedsEventNames.All.All.Count());
    }

    private static async Task<TestSilo> PublishedAsync()
    {
        var silo = await TestSilo.StartAsync();
        await new TownDay(silo).PublishedAsync();
        return silo;
    }

    private static INeedsGrain Of(TestSilo silo) => silo.Grains.GetGrain<INeedsGrain>(silo.Day);
}
