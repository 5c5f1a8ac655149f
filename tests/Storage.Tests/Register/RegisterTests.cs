using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Register;

public sealed class RegisterTests : IDisposable
{
    private static readonly CheckInMark AtTheFront = new("Front door", "2026-05-30T10");
    private static readonly CheckInMark AtTheSide = new("Side door", "2026-05-30T11");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteRegister register;

    public RegisterTests() => register = SqliteRegister.Open(folder.Path);

    public void Dispose()
    {
        register.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Lines_come_back_as_they_were_added_in_the_order_of_their_ids()
    {
        byte[] pass = [.. Enumerable.Range(0, 32).Select(value => (byte)value)];
        var ailsa = new RegisterRow("b2", "Ailsa Ó Dálaigh", "KA10 6XX", pass, null);
        var zahra = new RegisterRow("B1", "زهرا", "", Array.Empty<byte>(), AtTheSide);
        await register.AddAsync("day", [ailsa, zahra], default);

        var lines = await register.ReadAsync("day", default);

        Assert.Equal(["B1", "b2"], lines.Select(line => line.Line));
        Assert.Equal(zahra with { Pass = default }, lines[0] with { Pass = default });
        Assert.Equal(ailsa with { Pass = default }, lines[1] with { Pass = default });
        Assert.Equal(pass, lines[1].Pass.ToArray());
    }

    [Fact]
    public async Task Days_do_not_see_each_others_lines()
    {
        await register.AddAsync("day", [Line("1")], default);
        await register.AddAsync("Day", [Line("1")], default);

        Assert.Single(await register.ReadAsync("day", default));
        Assert.Empty(await register.ReadAsync("da", default));
    }

    [Fact]
    public async Task Where_one_line_is_there_already_none_is_added()
    {
        await register.AddAsync("day", [Line("2")], default);

        var refused = await Assert.ThrowsAsync<RegisterUnavailableException>(
            () => register.AddAsync("day", [Line("1"), Line("2"), Line("3")], default));

        Assert.Contains("'2'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["2"], (await register.ReadAsync("day", default)).Select(line => line.Line));
    }

    [Fact]
    public async Task A_refused_upload_takes_nothing_from_the_writes_it_shares_a_commit_with()
    {
        await register.AddAsync("day", [Line("taken")], default);

        var uploads = Enumerable.Range(0, 200).Select(number => Task.Run(() => register.AddAsync(
            "day", number % 4 == 0 ? [Line($"{number}"), Line("taken")] : [Line($"{number}")], default))).ToList();
        await Task.WhenAll(uploads).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(50, uploads.Count(upload => upload.IsFaulted));
        Assert.Equal(150 + 1, (await register.ReadAsync("day", default)).Count);
    }

    [Fact]
    public async Task The_first_mark_stands_and_the_second_door_is_shown_it()
    {
        await register.AddAsync("day", [Line("1")], default);

        Assert.Equal(new MarkOutcome(AtTheFront, First: true), await register.MarkAsync("day", "1", AtTheFront, default));
        Assert.Equal(new MarkOutcome(AtTheFront, First: false), await register.MarkAsync("day", "1", AtTheSide, default));
        Assert.Equal(AtTheFront, Assert.Single(await register.ReadAsync("day", default)).CheckIn);
    }

    [Fact]
    public async Task A_line_that_is_not_there_cannot_be_marked()
    {
        await register.AddAsync("day", [Line("1")], default);

        Assert.Null(await register.MarkAsync("day", "2", AtTheFront, default));
        Assert.Null(await register.MarkAsync("other", "1", AtTheFront, default));
    }

    [Fact]
    public async Task Of_many_doors_that_mark_one_line_at_once_exactly_one_is_first()
    {
        await register.AddAsync("day", [Line("1")], default);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(
            door => Task.Run(() => register.MarkAsync("day", "1", new CheckInMark($"Door {door}", "2026-05-30T10"), default))));

        var first = Assert.Single(outcomes, outcome => outcome!.First);
        Assert.All(outcomes, outcome => Assert.Equal(first!.Standing, outcome!.Standing));
    }

    [Fact]
    public async Task Erasing_a_day_removes_its_lines_and_no_others()
    {
        await register.AddAsync("day", [Line("1"), Line("2")], default);
        await register.AddAsync("later", [Line("1")], default);

        Assert.Equal(2, await register.EraseAsync("day", default));
        Assert.Equal(0, await register.EraseAsync("day", default));

        Assert.Empty(await register.ReadAsync("day", default));
        Assert.Single(await register.ReadAsync("later", default));
    }

    [Fact]
    public async Task What_was_marked_is_there_after_closing_and_opening()
    {
        await register.AddAsync("day", [Line("1")], default);
        await register.MarkAsync("day", "1", AtTheFront, default);
        register.Dispose();

        using var reopened = SqliteRegister.Open(folder.Path);

        Assert.Equal(AtTheFront, Assert.Single(await reopened.ReadAsync("day", default)).CheckIn);
    }

    [Fact]
    public async Task A_mark_is_undone_where_it_was_made_and_counted_and_a_line_added_there_goes_with_it()
    {
        await register.AddAsync("day", [Line("1"), Line("2") with { CheckIn = AtTheFront, AddedAt = AtTheFront.Door }, Line("3")], default);
        await register.MarkAsync("day", "1", AtTheFront, default);
        await register.SaveDoorCodesAsync("day", "anna", [Hash(1), Hash(2)], default);
        await register.SaveDoorCodesAsync("day", "bela", [Hash(3), Hash(4)], default);
        Assert.Equal(UndoOutcome.NoCodes, await UndoAsync("1", AtTheFront.Door, 0, 0));
        Assert.Equal(UndoOutcome.NoMark, await UndoAsync("1", AtTheSide.Door, 0, 0));
        Assert.Equal(UndoOutcome.NoMark, await UndoAsync("3", AtTheFront.Door, 0, 0));
        Assert.Equal(UndoOutcome.Undone, await UndoAsync("1", AtTheFront.Door, 1, 3));
        Assert.Equal(UndoOutcome.NoMark, await UndoAsync("1", AtTheFront.Door, 1, 3));
        Assert.Equal(UndoOutcome.NoCodes, await UndoAsync("2", AtTheFront.Door, 1, 3));
        Assert.Equal(UndoOutcome.Undone, await UndoAsync("2", AtTheFront.Door, 2, 4));
        Assert.Equal([("1", null), ("3", null)], (await register.ReadAsync("day", default)).Select(line => (line.Line, line.CheckIn)));
        Assert.Equal(new MarkNotes(2, 0, 0), await register.ReadMarkNotesAsync("day", default));
        Assert.Equal(new MarkNotes(0, 0, 0), await register.ReadMarkNotesAsync("another", default));

        async Task<UndoOutcome> UndoAsync(string line, string door, byte first, byte second)
        {
            var step = DoorStep.Of(DoorStepKind.UndoPerson, line, door);
            await register.SpendDoorCodesAsync("day", Hash(first), Hash(second), step, default);
            return await register.UndoMarkAsync("day", line, step, default);
        }
    }

    private static byte[] Hash(byte of) => [.. Enumerable.Repeat(of, 32)];

    [Fact]
    public async Task What_a_door_settles_again_changes_nothing()
    {
        await register.AddAsync("day", [Line("1"), Line("2")], default);
        await register.MarkAsync("day", "1", AtTheSide, default);
        for (var time = 0; time < 2; time++)
        {
            var settled = await register.SettleMarksAsync("day", [new("a", "1"), new("b", "2"), new("c", "gone")], AtTheFront, isLate: time == 0, default);
            Assert.Equal([AtTheSide, AtTheFront, null], settled.Select(mark => mark?.Standing));
            Assert.Equal([false, time == 0], settled.Take(2).Select(mark => mark!.First));
            // Two things of one id are two things, and so are those of two stations.
            Assert.Equal(time == 0, await register.SettleCardsAsync("day", new AloneCards("K", AtTheFront.Door, "undone", 3, 4), isLate: true, default));
            Assert.Null(await register.SettleCardsAsync("day", new AloneCards("K", AtTheFront.Door, "another", 2, 4), isLate: true, default));
            Assert.Null(await register.SettleCardsAsync("day", new AloneCards("L", AtTheFront.Door, "undone", 1, 0), isLate: true, default));
            Assert.Equal(time == 0, await register.TakeBackOnceAsync("day", "undone", AtTheFront.Door, default));
        }

        Assert.Equal([new DoorCount(AtTheFront.Door, 2)], await register.ReadArrivalsAsync("day", default));
        Assert.Equal(new MarkNotes(0, 1, 3), await register.ReadMarkNotesAsync("day", default));
        // One marked, one marked twice, three cards: each was new once.
        Assert.Equal([new DoorCount(AtTheFront.Door, 5)], await register.ReadLateAsync("day", default));
    }

    [Fact]
    public async Task Keys_and_codes_of_doors_are_erased_with_the_lines()
    {
        var key = await register.GetDoorKeyAsync("day", "station", default);
        await register.SaveDoorCodesAsync("day", "anna", [Hash(7)], default);
        await register.SaveDoorRunsAsync("day", [new DoorRun("Main door", "", "m")], default);
        Assert.Equal(1, (await register.ReadDoorCodesAsync("day", "anna", default)).Left);
        await register.EraseAsync("day", default);
        Assert.Equal(0, (await register.ReadDoorCodesAsync("day", "anna", default)).Left);
        Assert.Empty(await register.ReadDoorRunsAsync("day", default));
        Assert.NotEqual(key, await register.GetDoorKeyAsync("day", "station", default));
    }

    [Fact]
    public async Task What_doors_keep_is_read_back_and_written_as_a_whole()
    {
        DoorRun[] runs = [new("Main door", "", "m"), new("Main door", "m", ""), new("Side door", "m", "")];
        await register.SaveDoorRunsAsync("day", runs, default);
        register.Dispose();
        using var reopened = SqliteRegister.Open(folder.Path);
        Assert.Equal(runs, await reopened.ReadDoorRunsAsync("day", default));
        Assert.Empty(await reopened.ReadDoorRunsAsync("another", default));
        await reopened.SaveDoorRunsAsync("day", runs[2..], default);
        Assert.Equal(runs[2..], await reopened.ReadDoorRunsAsync("day", default));
    }

    private static RegisterRow Line(string id) => new(id, "Name", "Detail", Array.Empty<byte>(), null);
}
