using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>
/// Doors that were cut off at the close: what they tell after it, and what is told of those that cannot. When the silo ends, the ledger's audit holds the
/// people that the log counts against the cards that voted. Source: docs/adr/0068.
/// </summary>
public sealed class LateDoorsTests
{
    [Fact]
    public async Task Whom_a_door_let_in_before_the_close_is_in_the_log_and_the_account_though_it_tells_of_them_after()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: its log is audited.
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register }, cards: 6);
        foreach (var name in new[] { "Main door", "Back door" })
        {
            var offer = await day.Grain.OfferPairingAsync(new OfferPairing(StationRole.Door, name, "hall", TownDay.Anna), default);
            await day.Grain.PairAsync(offer!.Code, default);
        }

        TownDay.Done(await day.Grain.ActivateBatchAsync("a", TownDay.Anna, default));
        await day.Register.AddAsync([.. Enumerable.Range(0, 6).Select(at => new NewLine($"{at}", $"Person {at}", "", ""))], default);
        await day.Register.CheckInAsync("0", "Side door", default);
        for (var card = 0; card < 6; card++) await day.VoteAsync(card, "approve garden");
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(1, (await PublicLog.ReadAsync(day.Box)).OfType<CountEntry>().Last().CheckedIn);

        for (var time = 0; time < 2; time++)
        {
            await day.Register.SettleMarksAsync("Main door", Doors.Marks("0", "2", "3"), isLate: true, default);
            await silo.RestartAsync();
        }

        Assert.Equal([new DoorCount("Main door", 3)], (await day.Register.GetTotalsAsync(default)).Late);
        // The back door was revoked, and nobody opens what it holds.
        TownDay.Done(await TellAsync("Back door", 5));
        TownDay.Done(await TellAsync("Back door", 2));
        Assert.Equal(DayRefusal.Unknown, (await TellAsync("No door", 2)).Refusal);
        Assert.Equal([DayRefusal.Invalid, DayRefusal.Invalid], [(await TellAsync("Back door", -1)).Refusal, (await TellAsync("Back door", 10_001)).Refusal]);
        Assert.Equal([new DoorCount("Back door", 2)], (await day.ViewAsync()).Told);
        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal((6, 3, 2, 6), (figures.CheckedIn, figures.Late, figures.Told, figures.HandedOut));

        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal(DayRefusal.WrongPhase, (await TellAsync("Back door", 3)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Declared)); // A checkpoint covers it now.
        var after = (await PublicLog.ReadAsync(day.Box)).SkipWhile(entry => entry is not CloseEntry).ToArray();
        Assert.Equal(new CountEntry(6, 6), Assert.Single(after.OfType<CountEntry>()));
        Assert.True(Array.FindIndex(after, entry => entry is CountEntry) < Array.FindIndex(after, entry => entry is ResultEntry));

        Task<DayOutcome> TellAsync(string door, long people) => day.Grain.TellOfDoorAsync(new DoorCount(door, people), TownDay.Anna, default);
    }

    [Fact]
    public async Task A_day_whose_doors_told_everything_before_the_close_has_no_total_after_it()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register });
        await day.Register.AddAsync([new NewLine("0", "Ann", "", "")], default);
        await day.Register.SettleMarksAsync("Main door", Doors.Marks("0"), isLate: false, default);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        await day.Register.SettleMarksAsync("Main door", Doors.Marks("0"), isLate: true, default);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.Empty((await PublicLog.ReadAsync(day.Box)).SkipWhile(entry => entry is not CloseEntry).OfType<CountEntry>());
        Assert.Equal(0, (await day.Grain.GetFiguresAsync(default)).Late);
    }

    [Fact]
    public async Task Cards_that_a_door_handed_out_before_the_close_leave_its_pile_when_it_tells_of_them()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).OpenAsync();
        await day.VoteAsync(0, "approve garden");
        TownDay.Done(await day.AddBatchAsync($"{AddBatch.PileOf("K7Q2ZY4N8WXR5T6P")}1", 4));
        TownDay.Done(await day.Grain.ActivateBatchAsync($"{AddBatch.PileOf("K7Q2ZY4N8WXR5T6P")}1", TownDay.Anna, default));
        await day.VoteAsync(3, "approve garden");
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal((4, 0), await KeptAsync());
        for (var time = 0; time < 2; time++) Assert.True(await day.Register.SettleArrivalsAsync(new AloneCards("K7Q2ZY4N8WXR5T6P", "Main door", "first", 3, 4), isLate: true, default));
        Assert.Equal((1, 3), await KeptAsync());
        // What is left in the pile is named, and the people that the log counts are not fewer than the cards that voted.
        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(6), VoidReason.Unused), TownDay.Anna, TownDay.Bela, default));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        Assert.Equal(1, (await day.Grain.GetFiguresAsync(default)).Unused);

        async Task<(long, long)> KeptAsync()
        {
            var figures = await day.Grain.GetFiguresAsync(default);
            return (figures.Kept, figures.Late);
        }
    }
}
