using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A day from draft to archive, and what each step asks of people.</summary>
public sealed class LifeCycleTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_day_goes_from_draft_to_archive_and_each_step_says_who_took_it()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync();
        await day.VoteAsync(0, "approve football");
        await day.VoteAsync(1, "approve football garden");
        TownDay.Done(await day.StepAsync(DayPhase.Paused, reason: "Fire alarm"));
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        DayPhase[] rest = [DayPhase.Closed, DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived];
        foreach (var phase in rest)
        {
            silo.Time.Advance(TimeSpan.FromMinutes(30));
            TownDay.Done(await day.StepAsync(phase));
        }

        await silo.RestartAsync();
        var view = await day.ViewAsync();

        Assert.Equal([DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Open, .. rest], view.Steps.Select(step => step.To));
        Assert.Equal("Fire alarm", view.Steps[2].Reason);
        Assert.All(view.Steps, step => Assert.Equal((TownDay.Anna, TownDay.Bela), (step.By, step.SecondBy)));
        Assert.Equal(silo.Time.GetUtcNow(), view.Steps[^1].At);
        Assert.Equal(TimeSpan.FromHours(2), view.Steps[^1].At - view.Steps[4].At);
        Assert.Contains("football", view.Result, StringComparison.Ordinal);
        Assert.Equal(Hash(view.Result), view.ResultHash);
        var result = Assert.Single((await PublicLog.ReadAsync(day.Box)).OfType<ResultEntry>());
        Assert.Equal(view.ResultHash, result.Result.ToString());
    }

    [Theory]
    [InlineData(DayPhase.Published, DayPhase.Open)]
    [InlineData(DayPhase.Open, DayPhase.Closed)]
    [InlineData(DayPhase.Counted, DayPhase.Declared)]
    [InlineData(DayPhase.Open, DayPhase.Void)]
    [InlineData(DayPhase.Open, DayPhase.Postponed)]
    [InlineData(DayPhase.Closed, DayPhase.Postponed)]
    [InlineData(DayPhase.Counted, DayPhase.Postponed)]
    public async Task A_second_person_other_than_the_first_has_to_agree(DayPhase from, DayPhase to)
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        if (from == DayPhase.Published)
        {
            await day.PublishedAsync();
            TownDay.Done(await day.AddBatchAsync("a", 3));
        }
        else
        {
            await day.ReachAsync(from);
        }

        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.StepAsync(to, secondBy: "")).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.StepAsync(to, secondBy: TownDay.Anna)).Refusal);
        Assert.Equal(from, (await day.ViewAsync()).Phase);
        TownDay.Done(await day.StepAsync(to));
    }

    [Fact]
    public async Task Pausing_and_going_on_need_one_person_and_pausing_a_reason()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();

        Assert.Equal(DayRefusal.NeedsReason, (await day.StepAsync(DayPhase.Paused, secondBy: "", reason: " ")).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Paused, secondBy: ""));
        Assert.Equal(BoxPhase.Paused, (await day.Box.GetStatusAsync(default)).Phase);
        TownDay.Done(await day.StepAsync(DayPhase.Open, secondBy: ""));
        Assert.Equal(BoxPhase.Open, (await day.Box.GetStatusAsync(default)).Phase);
    }

    [Theory]
    [InlineData(DayPhase.Void)]
    [InlineData(DayPhase.Postponed)]
    public async Task Ending_an_open_day_closes_its_box_and_it_can_be_archived(DayPhase end)
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        await day.Register.AddAsync([new NewLine("1", "Mary Smith", "", "")], default);

        Assert.Equal(DayRefusal.NeedsReason, (await day.StepAsync(end, reason: "")).Refusal);
        TownDay.Done(await day.StepAsync(end, reason: "The hall flooded."));
        Assert.Equal(BoxPhase.Closed, (await day.Box.GetStatusAsync(default)).Phase);
        Assert.Equal(DayRefusal.WrongPhase, (await day.StepAsync(DayPhase.Counted)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Archived));
        Assert.Equal(0, (await day.Register.GetTotalsAsync(default)).Lines);
    }

    [Fact]
    public async Task Closing_writes_how_many_people_were_checked_in_on_the_register()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register });
        await day.Register.AddAsync([new NewLine("1", "Mary Smith", "", ""), new NewLine("2", "Ann Reid", "", "")], default);
        await day.Register.CheckInAsync("2", "Main door", default);
        TownDay.Done(await day.Grain.ActivateBatchAsync("a", TownDay.Anna, default));

        TownDay.Done(await day.StepAsync(DayPhase.Closed));

        var count = Assert.Single((await PublicLog.ReadAsync(day.Box)).OfType<CountEntry>());
        Assert.Equal(1, count.CheckedIn);
    }

    [Fact]
    public async Task While_the_day_is_open_its_totals_go_into_the_log_every_minute()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var day = await new TownDay(silo).OpenAsync();
        var before = (await day.Box.GetStatusAsync(default)).LogSize;
        await day.Box.IssueAsync(day.ShortNumber(0), default);

        silo.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(before, (await day.Box.GetStatusAsync(default)).LogSize);
        silo.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(async () => (await day.Box.GetStatusAsync(default)).LogSize == before + 1);
        TownDay.Done(await day.StepAsync(DayPhase.Paused));
        await day.Box.IssueAsync(day.ShortNumber(1), default);
        silo.Time.Advance(TimeSpan.FromMinutes(5));
        // Queued behind whatever the clock set off.
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.ConfigureAsync(TownDay.Settings, TownDay.Anna, default)).Refusal);
        Assert.Equal(before + 2, (await day.Box.GetStatusAsync(default)).LogSize);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal([1, 2], (await PublicLog.ReadAsync(day.Box)).OfType<CountEntry>().Select(count => count.Issued));
    }

    [Fact]
    public async Task Without_a_day_there_is_nothing_to_see_and_nothing_to_do()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);

        Assert.Null(await day.Grain.GetAsync(default));
        Assert.Equal(DayRefusal.NoSuchDay, (await day.StepAsync(DayPhase.Void)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await day.AddBatchAsync("a", 3)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await day.Grain.ConfigureAsync(TownDay.Settings, TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await day.Grain.RevokeStationAsync("X", TownDay.Anna, default)).Refusal);
        Assert.Null(await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Door, "Main door", "hall", TownDay.Anna), default));
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
