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
        var (main, side) = (await day.Register.GetPartAsync("Main door", Doors, "", null, default), await day.Register.GetPartAsync("Side door", Doors, "", null, default));
        Assert.Equal(["0", "1", "2", "3", "4"], main.Lines.Select(line => line.Line));
        Assert.Equal(["5", "6", "7", "8", "9"], side.Lines.Select(line => line.Line));
        Assert.Equal([new DoorRange("Main door", ""), new DoorRange("Side door", "fnne")], main.Ranges);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData("PASSNUMBER0"u8)), main.Lines[0].Pass);

        await day.Register.CheckInAsync("1", "Side door", default);
        var again = await day.Register.GetPartAsync("Main door", Doors, main.Stamp, null, default);
        Assert.Equal((main.Stamp, 0, "1"), (again.Stamp, again.Lines.Length, Assert.Single(again.CameIn)));

        foreach (var name in new[] { "Bernard", "Bertha", "Betty" })
            await AddedAsync(day.Register, name);
        Assert.Equal(side.Stamp, (await day.Register.GetPartAsync("Side door", Doors, side.Stamp, null, default)).Stamp);
        var grown = await day.Register.GetPartAsync("Main door", Doors, main.Stamp, null, default);
        Assert.Equal(8, grown.Lines.Length);
        Assert.Equal(4, grown.CameIn.Length);
    }

    [Theory]
    [InlineData(SharedSilo.ForcedDeactivation)]
    [InlineData(0.5)] // The service starts anew with every other call.
    public async Task While_a_door_is_silent_no_other_lets_in_whom_it_keeps_until_it_is_heard_again_or_is_a_door_no_more(double forcedDeactivation)
    {
        var silo = shared.Begin(forcedDeactivation);
        var day = new TownDay(silo);
        await FillAsync(day);
        await PollAsync(day, "Main door", Doors);
        Assert.Equal(CheckInStatus.CheckedIn, (await SendUntilHeardAsync(day, "0")).Status);

        silo.Time.Advance(Silence);
        await PollAsync(day, "Side door", Doors);
        var kept = await day.Register.CheckInAsync("1", "Side door", default);
        Assert.Equal((CheckInStatus.KeptElsewhere, "Main door", ""), (kept.Status, kept.KeptBy, kept.Line!.Door));
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("9", "Side door", default)).Status);
        Assert.Equal(CheckInStatus.AlreadyCheckedIn, (await day.Register.CheckInAsync("0", "Side door", default)).Status);

        Assert.Equal(CheckInStatus.CheckedIn, (await SendUntilHeardAsync(day, "1")).Status);
        // It says that it goes to sleep.
        await day.Register.LeaveAsync("Main door", default);
        silo.Time.Advance(Silence);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("3", "Side door", default)).Status);
        await PollAsync(day, "Main door", Doors);
        silo.Time.Advance(Silence);
        // Somebody revoked it: its lines are the other's.
        await PollAsync(day, "Side door", ["Side door"]);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("2", "Side door", default)).Status);
    }

    [Fact]
    public async Task After_a_new_start_a_door_that_keeps_a_part_is_silent_until_it_asks()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var day = new TownDay(silo);
        await FillAsync(day);
        await PollAsync(day, "Main door", Doors);
        var side = await PollAsync(day, "Side door", Doors);
        await silo.RestartAsync();
        // Not a second has passed: the one is not heard yet, and the other may have been cut off for an hour.
        var kept = await day.Register.CheckInAsync("1", "Side door", default);
        Assert.Equal((CheckInStatus.KeptElsewhere, "Main door"), (kept.Status, kept.KeptBy));
        // An answer of before the start shows nothing now; the next one does.
        side = await day.Register.GetPartAsync("Side door", Doors, side.Stamp, side.At, default);
        Assert.Equal(CheckInStatus.KeptElsewhere, (await day.Register.CheckInAsync("6", "Main door", default)).Status);
        await day.Register.GetPartAsync("Side door", Doors, side.Stamp, side.At, default);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("6", "Main door", default)).Status);
        Assert.Equal(CheckInStatus.KeptElsewhere, (await day.Register.CheckInAsync("1", "Side door", default)).Status);
        await PollAsync(day, "Main door", Doors);
        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("1", "Side door", default)).Status);
    }

    [Fact]
    public async Task A_door_that_asks_and_whose_answers_are_lost_is_silent_too()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var day = new TownDay(silo);
        await FillAsync(day);
        var last = await PollAsync(day, "Main door", Doors);
        for (var asked = 0; asked < 3; asked++)
        {
            Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync($"{asked}", "Side door", default)).Status);
            silo.Time.Advance(Silence / 3);
            await day.Register.GetPartAsync("Main door", Doors, last.Stamp, last.At, default);
        }

        Assert.Equal(CheckInStatus.KeptElsewhere, (await day.Register.CheckInAsync("3", "Side door", default)).Status);
        // Nor does a time that has not come yet help it.
        await day.Register.GetPartAsync("Main door", Doors, last.Stamp, silo.Time.GetUtcNow().AddHours(1), default);
        Assert.Equal(CheckInStatus.KeptElsewhere, (await day.Register.CheckInAsync("3", "Side door", default)).Status);
    }

    [Fact]
    public async Task What_a_silent_door_was_allotted_stays_its_own_when_the_lines_are_split_anew_until_it_has_the_new_part()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await FillAsync(day);
        var old = await PollAsync(day, "Main door", Doors);
        silo.Time.Advance(Silence);
        ImmutableArray<string> three = ["Back door", .. Doors];
        await PollAsync(day, "Side door", three);
        // Of the back door's now, and still on the main door's device.
        var kept = await day.Register.CheckInAsync("0", "Side door", default);
        Assert.Equal((CheckInStatus.KeptElsewhere, "Main door"), (kept.Status, kept.KeptBy));

        var sent = await day.Register.GetPartAsync("Main door", three, old.Stamp, old.At, default); // This answer is lost.
        Assert.Equal(["3", "4", "5"], sent.Lines.Select(line => line.Line));
        silo.Time.Advance(Silence);
        Assert.Equal(["Main door", "Main door"], [await KeeperAsync("1"), await KeeperAsync("5")]);
        await day.Register.GetPartAsync("Main door", three, sent.Stamp, sent.At, default);
        silo.Time.Advance(Silence);
        Assert.Equal(["", "Main door"], [await KeeperAsync("1"), await KeeperAsync("5")]);

        async Task<string> KeeperAsync(string line) => (await day.Register.CheckInAsync(line, "Side door", default)).KeptBy;
    }

    // As a door does: it says what it has and when that was answered.
    private static async Task<DoorPart> PollAsync(TownDay day, string door, ImmutableArray<string> doors)
    {
        var part = await day.Register.GetPartAsync(door, doors, "", null, default);
        return await day.Register.GetPartAsync(door, doors, part.Stamp, part.At, default);
    }

    // Where the service has started anew since the main door asked, it sends people there until that door asks again.
    private static async Task<CheckInAnswer> SendUntilHeardAsync(TownDay day, string line)
    {
        for (var sent = 0; ; sent++)
        {
            await PollAsync(day, "Main door", Doors);
            var answer = await day.Register.CheckInAsync(line, "Side door", default);
            if (answer.Status != CheckInStatus.KeptElsewhere || sent == 100) return answer;
        }
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
            var settled = await day.Register.SettleMarksAsync("Main door", CheckIn.Doors.Marks("0", "1", "2", "gone"), isLate: false, default);
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
            Assert.True(await SettleAsync("K7Q2ZY4N8WXR5T6P", "first", 2));
            await silo.RestartAsync();
        }

        // No more than its pile has held, under whatever id; and not one for a door that has none.
        Assert.False(await SettleAsync("K7Q2ZY4N8WXR5T6P", "undone", 4));
        Assert.False(await SettleAsync("K7Q2ZY4N8WXR5T6Q", "first", 1));
        Assert.True(await SettleAsync("K7Q2ZY4N8WXR5T6P", "undone", 1));
        await day.Register.TakeBackOnceAsync("Main door", "undone", default);
        await day.Register.TakeBackOnceAsync("Main door", "undone", default);
        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((2, 3), (totals.People, totals.Alone));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal((2, figures.Issued - 2), (figures.Kept, figures.HandedOut));

        async Task<bool> SettleAsync(string station, string id, int cards) => await day.Register.SettleArrivalsAsync(
            new AloneCards(station, "Main door", id, cards, await day.Box.CountPileAsync(station, default)), isLate: false, default);
    }

    [Fact]
    public async Task A_copy_of_a_mark_that_comes_late_marks_nobody_who_was_undone_since()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        await FillAsync(day);
        await day.Register.SettleMarksAsync("Main door", CheckIn.Doors.Marks("0", "1"), isLate: false, default);
        await day.Register.UndoByTwoAsync("0", "Main door");
        await silo.RestartAsync();
        var late = await day.Register.SettleMarksAsync("Main door", CheckIn.Doors.Marks("0", "1"), isLate: false, default);
        Assert.Equal([(SettledStatus.Settled, ""), (SettledStatus.Settled, "Main door")], late.Select(mark => (mark.Status, mark.Standing!.Door)));
        Assert.Equal(1, (await day.Register.GetTotalsAsync(default)).People);
        // Another mark of the same person is another thing.
        await day.Register.CheckInAsync("0", "Side door", default);
        Assert.Equal(SettledStatus.Twice, Assert.Single(await day.Register.SettleMarksAsync("Main door", [new AloneMark("anew", "0")], isLate: false, default)).Status);
        Assert.Equal(SettledStatus.Settled, (await day.Register.SettleMarksAsync("Main door", CheckIn.Doors.Marks("0"), isLate: false, default))[0].Status);
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

    // Whoever is like others is none of those that the door is shown.
    private static async Task AddedAsync(IRegisterGrain register, string name)
    {
        var person = new AddAtDoor(name, "", [], "Main door");
        var answer = await register.AddAtDoorAsync(person, default);
        if (answer.Status == AddAtDoorStatus.MayBeSame) answer = await register.AddAtDoorAsync(person with { NoneOf = [.. answer.Alike.Select(line => line.Line)] }, default);
        Assert.Equal(AddAtDoorStatus.Added, answer.Status);
    }
}
