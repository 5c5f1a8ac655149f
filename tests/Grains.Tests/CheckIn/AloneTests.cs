using System.Collections.Immutable;
using System.Security.Cryptography;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>What a door keeps to go on without a network, whom others let in meanwhile, and how it settles. Source: docs/adr/0068.</summary>
public sealed class AloneTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly ImmutableArray<string> Doors = ["Main door", "Side door"];

    // Below what a door waits for before it works alone.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(16);

    private static Task<AddLinesResult> FillAsync(TownDay day, int people = 10) =>
        day.Register.AddAsync([.. Enumerable.Range(0, people).Select(at => new NewLine($"{at}", $"{(char)('a' + at)}nne", "", $"PASSNUMBER{at}"))], default);

    [Fact]
    public async Task Every_line_has_one_keeper_and_a_person_added_at_a_door_moves_nobody()
    {
        var day = new TownDay(shared.Begin());
        await FillAsync(day);
        var (main, side) = (await day.Register.GetPartAsync("Main door", Doors, "", default), await day.Register.GetPartAsync("Side door", Doors, "", default));
        Assert.Equal(["0", "1", "2", "3", "4"], main.Lines.Select(line => line.Line));
        Assert.Equal(["5", "6", "7", "8", "9"], side.Lines.Select(line => line.Line));
        Assert.Equal([new DoorRange("Main door", ""), new DoorRange("Side door", "fnne")], main.Ranges);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData("PASSNUMBER0"u8)), main.Lines[0].Pass);

        await day.Register.CheckInAsync("1", "Side door", default);
        var again = await day.Register.GetPartAsync("Main door", Doors, main.Stamp, default);
        Assert.Equal((main.Stamp, 0, "1"), (again.Stamp, again.Lines.Length, Assert.Single(again.CameIn)));

        foreach (var name in new[] { "Bernard", "Bertha", "Betty" })
            await day.Register.AddAtDoorAsync(new AddAtDoor(name, "", true, "Main door"), default);
        Assert.Equal(side.Stamp, (await day.Register.GetPartAsync("Side door", Doors, side.Stamp, default)).Stamp);
        var grown = await day.Register.GetPartAsync("Main door", Doors, main.Stamp, default);
        Assert.Equal(8, grown.Lines.Length);
        Assert.Equal(4, grown.CameIn.Length);
    }

    [Fact]
    public async Task While_a_door_is_silent_no_other_lets_in_whom_it_keeps_until_it_is_heard_again_or_is_a_door_no_more()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await FillAsync(day);
        await day.Register.GetPartAsync("Main door", Doors, "", default);
        await day.Register.GetPartAsync("Side door", Doors, "", default);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("0", "Side door", default)).Status);

        silo.Time.Advance(Silence);
        await day.Register.GetPartAsync("Side door", Doors, "", default);
        var kept = await day.Register.CheckInAsync("1", "Side door", default);
        Assert.Equal((CheckInStatus.KeptElsewhere, "Main door", ""), (kept.Status, kept.KeptBy, kept.Line!.Door));
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("9", "Side door", default)).Status);
        Assert.Equal(CheckInStatus.AlreadyCheckedIn, (await day.Register.CheckInAsync("0", "Side door", default)).Status);

        await day.Register.GetPartAsync("Main door", Doors, "", default);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("1", "Side door", default)).Status);
        // It says that it goes to sleep.
        await day.Register.LeaveAsync("Main door", default);
        silo.Time.Advance(Silence);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("3", "Side door", default)).Status);
        await day.Register.GetPartAsync("Main door", Doors, "", default);
        silo.Time.Advance(Silence);
        // Somebody revoked it: its lines are the other's.
        await day.Register.GetPartAsync("Side door", ["Side door"], "", default);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("2", "Side door", default)).Status);
    }

    [Fact]
    public async Task Two_marks_of_one_person_are_found_when_the_door_settles_and_noted_once_for_the_account()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register });
        await FillAsync(day);
        await day.Register.CheckInAsync("0", "Main door", default); // Its answer was lost.
        await day.Register.CheckInAsync("1", "Side door", default);
        for (var time = 0; time < 2; time++)
        {
            var settled = await day.Register.SettleMarksAsync("Main door", ["0", "1", "2", "gone"], default);
            Assert.Equal([SettledStatus.Settled, SettledStatus.Twice, SettledStatus.Settled, SettledStatus.Unknown], settled.Select(mark => mark.Status));
            Assert.Equal(["Main door", "Side door", "Main door", null], settled.Select(mark => mark.Standing?.Door));
            await silo.RestartAsync();
        }

        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((3, 1, 4, 4), (totals.People, totals.Twice, totals.Drew, totals.Marks));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal((4, 1), (figures.CheckedIn, figures.Twice));
        Assert.Equal(4, (await PublicLog.ReadAsync(day.Box)).OfType<CountEntry>().Last().CheckedIn);
        await day.Register.EraseAsync(default);
        Assert.Equal(1, (await day.Register.GetTotalsAsync(default)).Twice);
    }

    [Fact]
    public async Task Cards_kept_for_a_door_vote_though_it_has_no_network_and_are_counted_once_when_it_settles()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync();
        var cards = Enumerable.Range(0, 5).Select(_ => CardSecret.Draw().Derive(day.Origin)).ToArray();
        var batch = $"{AddBatch.PileOf("K7Q2ZY4N8WXR5T6P")}1";
        TownDay.Done(await day.Grain.AddBatchAsync(new AddBatch(batch, [.. cards.Select(card => card.Number.ToString())], true), TownDay.Anna, TownDay.Bela, default));
        Assert.Empty(await day.Box.GetPileAsync("K7Q2ZY4N8WXR5T6P", default));
        TownDay.Done(await day.Grain.ActivateBatchAsync(batch, TownDay.Anna, default));
        Assert.Equal(
            cards.Select(card => ShortNumber.Of(card.Number).Symbols).Order(StringComparer.Ordinal), await day.Box.GetPileAsync("K7Q2ZY4N8WXR5T6P", default));
        Assert.Empty(await day.Box.GetPileAsync("K7Q2ZY4N8WXR5T6Q", default));
        // Another door takes no card of the pile for a new one.
        Assert.Equal(IssueResult.AlreadyIssued, await day.Box.IssueAsync(ShortNumber.Of(cards[0].Number).Symbols, default));

        for (var time = 0; time < 2; time++)
        {
            await day.Register.SettleArrivalsAsync("Main door", "first", 2, default);
            await silo.RestartAsync();
        }

        await day.Register.SettleArrivalsAsync("Main door", "second", 1, default);
        await day.Register.TakeBackOnceAsync("Main door", "undone", default);
        await day.Register.TakeBackOnceAsync("Main door", "undone", default);
        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((2, 3), (totals.People, totals.Alone));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal((2, figures.Issued - 2), (figures.Kept, figures.HandedOut));
    }

    [Fact]
    public async Task Only_a_batch_kept_for_a_door_is_made_usable_where_no_register_is()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        var number = CardSecret.Draw().Derive(day.Origin).Number.ToString();
        TownDay.Done(await day.Grain.AddBatchAsync(new AddBatch("late", [number], true), TownDay.Anna, TownDay.Bela, default));
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.ActivateBatchAsync("late", TownDay.Anna, default)).Refusal);
    }

    [Fact]
    public async Task A_door_has_a_key_of_its_own_that_stays_until_the_register_is_erased()
    {
        var day = new TownDay(shared.Begin());
        var key = await day.Register.GetDoorKeyAsync("one", default);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, await day.Register.GetDoorKeyAsync("one", default));
        Assert.NotEqual(key, await day.Register.GetDoorKeyAsync("two", default));
        await day.Register.EraseAsync(default);
        Assert.NotEqual(key, await day.Register.GetDoorKeyAsync("one", default));
    }
}
