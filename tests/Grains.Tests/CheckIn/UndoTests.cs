using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>Undoing at a door while another door acts, people added at a door, and the codes of those who may. Source: docs/adr/0068.</summary>
public sealed class UndoTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Of_one_door_that_undoes_and_another_that_presses_both_are_told_how_the_person_stands()
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([.. Enumerable.Range(0, 20).Select(at => new NewLine($"{at}", $"Person {at}", "", ""))], default);
        var pressedFirst = 0;
        for (var at = 0; at < 20; at++)
        {
            var line = $"{at}";
            Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync(line, "Main door", default)).Status);
            var press = () => day.Register.CheckInAsync(line, "Side door", default);
            var undo = () => day.Register.UndoAsync(line, "Main door", default);
            await day.Register.SpendForAsync(line, "Main door");
            // Whoever is first, in turn.
            Task<CheckInAnswer> pressing;
            Task<UndoAnswer> undoing;
            if (at % 2 == 0) (undoing, pressing) = (undo(), press());
            else (pressing, undoing) = (press(), undo());
            var (pressed, undone) = (await pressing, await undoing);
            var now = (await day.Register.GetAsync(line, default))!;

            Assert.Equal(UndoStatus.Undone, undone.Status);
            if (pressed.Status == CheckInStatus.CheckedIn)
            {
                Assert.Equal("Side door", now.Door);
                continue;
            }

            // The press came first: it was told of the mark that stood then, and who asks how the line stands is told that it is free.
            pressedFirst++;
            Assert.Equal((CheckInStatus.AlreadyCheckedIn, "Main door", ""), (pressed.Status, pressed.Line!.Door, now.Door));
            Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync(line, "Side door", default)).Status);
        }

        Assert.InRange(pressedFirst, 1, 19);
        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((20, 20, 40), (totals.CheckedIn, totals.Undone, totals.Marks));
        Assert.Equal([new DoorCount("Side door", 20)], totals.Doors);
    }

    [Fact]
    public async Task A_door_undoes_what_it_did_and_is_told_what_stands_otherwise()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        await day.Register.AddAsync([new NewLine("1", "Iain Ross", "", ""), new NewLine("2", "Iain Rose", "", "")], default);
        await day.Register.CheckInAsync("1", "Main door", default);

        var elsewhere = await day.Register.UndoByTwoAsync("1", "Side door");
        Assert.Equal((UndoStatus.AtAnotherDoor, "Main door"), (elsewhere.Status, elsewhere.Line!.Door));
        Assert.Equal(UndoStatus.NotCheckedIn, (await day.Register.UndoByTwoAsync("2", "Main door")).Status);
        Assert.Equal(new UndoAnswer(UndoStatus.Unknown, null), await day.Register.UndoByTwoAsync("3", "Main door"));
        Assert.Equal(UndoStatus.Undone, (await day.Register.UndoByTwoAsync("1", "Main door")).Status);
        Assert.Equal(UndoStatus.NotCheckedIn, (await day.Register.UndoByTwoAsync("1", "Main door")).Status);
        await day.Register.CheckInAsync("2", "Main door", default);

        await silo.RestartAsync();
        Assert.Equal("", (await day.Register.GetAsync("1", default))!.Door);
        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((1, 1, 2, 1), (totals.People, totals.Undone, totals.Marks, totals.Drew));
    }

    [Fact]
    public async Task What_the_log_tells_never_falls_though_a_mark_is_undone()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register });
        await day.Register.AddAsync([new NewLine("1", "Iain Ross", "", ""), new NewLine("2", "Iain Rose", "", "")], default);
        await day.Register.CheckInAsync("1", "Main door", default);
        await day.Register.UndoByTwoAsync("1", "Main door");
        await day.Register.CheckInAsync("2", "Main door", default);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));

        var figures = await day.Grain.GetFiguresAsync(default);
        Assert.Equal(1, figures.CheckedIn);
        Assert.Equal(2, (await PublicLog.ReadAsync(day.Box)).OfType<CountEntry>().Last().CheckedIn);
    }

    [Fact]
    public async Task A_person_added_at_a_door_is_off_the_register_once_it_is_undone()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        var added = await day.Register.AddAtDoorAsync(new AddAtDoor("Wren Quill", "Shore Road", [], "Main door"), default);
        Assert.Equal((AddAtDoorStatus.Added, "Main door"), (added.Status, added.Line!.Door));
        Assert.Equal(UndoStatus.AtAnotherDoor, (await day.Register.UndoByTwoAsync(added.Line.Line, "Side door")).Status);
        Assert.Equal(UndoStatus.TakenOut, (await day.Register.UndoByTwoAsync(added.Line.Line, "Main door")).Status);
        Assert.Empty(await day.Register.FindAsync("Wren", default));

        await silo.RestartAsync();
        Assert.Equal(0, (await day.Register.GetTotalsAsync(default)).Lines);
        Assert.Equal(AddAtDoorStatus.Added, (await day.Register.AddAtDoorAsync(new AddAtDoor("Wren Quill", "Shore Road", [], "Side door"), default)).Status);
    }

    [Fact]
    public async Task Of_two_who_look_the_same_one_is_taken_out_and_the_other_is_asked_about_still()
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("1", "Wren Quill", "Shore Road", "")], default);
        var added = await day.Register.AddAtDoorAsync(new AddAtDoor("wren quill", "shore road", ["1"], "Main door"), default);
        Assert.Equal(UndoStatus.TakenOut, (await day.Register.UndoByTwoAsync(added.Line!.Line, "Main door")).Status);
        Assert.True((await day.Register.AddAsync([new NewLine("", "WREN QUILL", "Shore Road", "")], default)).Asks);
        var other = await day.Register.AddAtDoorAsync(new AddAtDoor("Isla Boyd", "", [], "Main door"), default);
        Assert.Equal(UndoStatus.TakenOut, (await day.Register.UndoByTwoAsync(other.Line!.Line, "Main door")).Status);
        Assert.Equal(1, (await day.Register.AddAsync([new NewLine("", "ISLA BOYD", "", "")], default)).Added);
    }

    [Theory]
    [InlineData("Mohammed Khan", "Muhamad Khan", true)]
    [InlineData("Catherine MacLeod", "Kathryn McLeod", true)]
    [InlineData("Seán Ó Néill", "sean oneil", true)]
    [InlineData("Stephen Ann Wallace", "Steven Wallace", true)]
    [InlineData("李小明", "小明 李", true)]
    [InlineData("김철수", "철수 김", true)]
    [InlineData("李小明", "王小明", true)]
    [InlineData("李小明", "王大卫", false)]
    [InlineData("Ann Smith", "Anne Smyth", true)]
    [InlineData("Katherine Thompson", "Kathy Thompson", false)]
    [InlineData("Ann Reid", "Ian Reed", false)]
    [InlineData("Mary Smith", "Mary Campbell", false)]
    public async Task Who_might_be_the_same_is_shown_before_anybody_is_added(string known, string typed, bool shown)
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("1", known, "1 Quay", ""), new NewLine("2", "Somebody Different", "", "")], default);
        var command = new AddAtDoor(typed, "", [], "Main door");
        var answer = await day.Register.AddAtDoorAsync(command, default);
        Assert.Equal(shown ? AddAtDoorStatus.MayBeSame : AddAtDoorStatus.Added, answer.Status);
        Assert.Equal(shown ? ["1"] : [], answer.Alike.Select(line => line.Line));
        // Somebody who came onto the register after the door was shown who might be the same is asked about too.
        if (shown) Assert.Equal(AddAtDoorStatus.MayBeSame, (await day.Register.AddAtDoorAsync(command with { NoneOf = ["2"] }, default)).Status);
        if (shown) Assert.Equal(AddAtDoorStatus.Added, (await day.Register.AddAtDoorAsync(command with { NoneOf = ["1"] }, default)).Status);
        Assert.Equal(3, (await day.Register.GetTotalsAsync(default)).Lines);
    }

    [Theory]
    [InlineData("Katherine Thompson", "Kathy Thompson", "10 Pier Rd", "10 pier rd", true)]
    [InlineData("Katherine Thompson", "Kathy Thompson", "10 Pier Rd", "12 Pier Rd", false)]
    [InlineData("Katherine Thompson", "Kathy Thompson", "", "", false)]
    [InlineData("Katherine Thompson", "Mary Campbell", "10 Pier Rd", "10 Pier Rd", false)]
    public async Task Whoever_shares_a_name_and_an_address_is_asked_about(string known, string typed, string detail, string given, bool shown)
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("1", known, detail, "")], default);
        var answer = await day.Register.AddAtDoorAsync(new AddAtDoor(typed, given, [], "Main door"), default);
        Assert.Equal(shown ? AddAtDoorStatus.MayBeSame : AddAtDoorStatus.Added, answer.Status);
    }

    [Theory]
    [InlineData("Ian MacDonald", "Iain Macdonald")]
    [InlineData("Ian Mac Donald", "Macdonnald")]
    [InlineData("Morag MacDonald", "Morag McDonald")]
    [InlineData("Ann Smith", "Anne Smyth")]
    [InlineData("Siobhán O'Brien", "Shivaun O'Brien")]
    [InlineData("李小明", "李")]
    [InlineData("李小明", "小明李")]
    public async Task A_name_is_found_as_somebody_heard_it(string known, string typed)
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("1", known, "1 Quay", ""), new NewLine("2", "Somebody Different", "", "")], default);
        Assert.Equal("1", Assert.Single(await day.Register.FindAsync(typed, default)).Line);
    }

    [Fact]
    public async Task Of_two_doors_that_add_one_person_at_once_one_is_shown_the_other()
    {
        var day = new TownDay(shared.Begin());
        var answers = await Task.WhenAll(
            day.Register.AddAtDoorAsync(new AddAtDoor("Wren Quill", "", [], "Main door"), default),
            day.Register.AddAtDoorAsync(new AddAtDoor("Wren Quil", "", [], "Side door"), default));
        var added = Assert.Single(answers, answer => answer.Status == AddAtDoorStatus.Added);
        var shown = Assert.Single(answers, answer => answer.Status == AddAtDoorStatus.MayBeSame);
        Assert.Equal([added.Line!], shown.Alike);
    }

    [Theory]
    [InlineData("", "Quay")]
    [InlineData("a\nb", "")]
    public async Task What_is_no_name_adds_nobody(string name, string detail)
    {
        var day = new TownDay(shared.Begin());
        Assert.Equal(AddAtDoorStatus.Refused, (await day.Register.AddAtDoorAsync(new AddAtDoor(name, detail, [], "Main door"), default)).Status);
        Assert.Equal(0, (await day.Register.GetTotalsAsync(default)).Lines);
    }

    [Theory]
    [InlineData("Mohamed Can", "1")]
    [InlineData("muhammad khan", "1")]
    [InlineData("Catriona mcleod", "2")]
    [InlineData("macloed", "2")]
    [InlineData("oneill", "3")]
    [InlineData("nial o", "3")]
    [InlineData("wallace", "")]
    public async Task People_are_found_though_their_names_are_misspelt(string query, string lines)
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync(
            [new NewLine("1", "Mohammed Khan", "", ""), new NewLine("2", "Catrìona MacLeod", "", ""), new NewLine("3", "Niall O Neill", "", "")], default);
        Assert.Equal(lines, string.Join(',', (await day.Register.FindAsync(query, default)).Select(line => line.Line)));
    }

    [Fact]
    public async Task Two_peoples_own_codes_are_told_apart_from_one_persons_and_guessing_stops()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        var step = DoorStep.Of(DoorStepKind.UndoCard, "one", "Main door");
        Assert.Equal(new TwoDoorCodes(DoorCodesStatus.Wrong, "", ""), await day.Register.SpendDoorCodesAsync("K7Q2ZY4N", "8WXR5T6P", step, default));
        var (anna, bela) = (await day.Register.MakeDoorCodesAsync("anna", default), await day.Register.MakeDoorCodesAsync("bela", default));
        Assert.Equal(5, anna.Distinct(StringComparer.Ordinal).Count());
        Assert.All(anna, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{8}$", code));
        foreach (var second in anna[..2])
            Assert.Equal(DoorCodesStatus.OnePerson, (await day.Register.SpendDoorCodesAsync(anna[0], second, step, default)).Status);
        Assert.Equal(
            new TwoDoorCodes(DoorCodesStatus.Read, "anna", "bela"),
            await day.Register.SpendDoorCodesAsync(anna[0].ToLowerInvariant().Insert(4, " "), bela[0], step, default));

        var old = anna[1];
        anna = await day.Register.MakeDoorCodesAsync("anna", default);
        for (var guess = 0; guess < 9; guess++)
            Assert.Equal(new TwoDoorCodes(DoorCodesStatus.Wrong, "", ""), await day.Register.SpendDoorCodesAsync(old, bela[1], step, default));
        Assert.Equal(new TwoDoorCodes(DoorCodesStatus.Wait, "", ""), await day.Register.SpendDoorCodesAsync(anna[1], bela[1], step, default));
        silo.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(DoorCodesStatus.Read, (await day.Register.SpendDoorCodesAsync(anna[1], bela[1], step, default)).Status);
        await day.Register.EraseAsync(default);
        Assert.Equal(DoorCodesStatus.Wrong, (await day.Register.SpendDoorCodesAsync(anna[1], bela[1], step, default)).Status);
    }

    [Fact]
    public async Task A_code_is_good_for_one_step_however_often_that_is_asked_for_and_its_owner_is_told()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        var (anna, bela) = (await day.Register.MakeDoorCodesAsync("anna", default), await day.Register.MakeDoorCodesAsync("bela", default));
        var (one, other) = (DoorStep.Of(DoorStepKind.UndoCard, "one", "Main door"), DoorStep.Of(DoorStepKind.UndoCard, "other", "Main door"));
        // Two steps race for the same codes, and one has them.
        var raced = await Task.WhenAll(new[] { one, one, other, other }.Select(step => day.Register.SpendDoorCodesAsync(anna[0], bela[0], step, default)));
        Assert.Equal([DoorCodesStatus.Read, DoorCodesStatus.Read, DoorCodesStatus.Spent, DoorCodesStatus.Spent], raced.Select(two => two.Status));

        await silo.RestartAsync();
        Assert.Equal(new TwoDoorCodes(DoorCodesStatus.Read, "anna", "bela"), await day.Register.SpendDoorCodesAsync(anna[0], bela[0], one, default));
        foreach (var (first, second) in new[] { (anna[0], bela[0]), (anna[1], bela[0]), (anna[0], bela[1]) })
            Assert.Equal(new TwoDoorCodes(DoorCodesStatus.Spent, "", ""), await day.Register.SpendDoorCodesAsync(first, second, other, default));
        // Also the same thing, of another kind.
        Assert.Equal(
            DoorCodesStatus.Spent, (await day.Register.SpendDoorCodesAsync(anna[0], bela[0], DoorStep.Of(DoorStepKind.ReplaceLost, "one", "Main door"), default)).Status);
        // One that was refused because the other was spent is good still.
        Assert.Equal(
            DoorCodesStatus.Read, (await day.Register.SpendDoorCodesAsync(anna[1], bela[1], DoorStep.Of(DoorStepKind.ReplaceLost, "one", "Side door"), default)).Status);

        var own = await day.Register.GetDoorCodesAsync("anna", default);
        Assert.Equal(3, own.Left);
        Assert.Equal([new DoorCodeUse("Main door", DoorStepKind.UndoCard, 1), new DoorCodeUse("Side door", DoorStepKind.ReplaceLost, 1)], own.Uses);
        Assert.Equal((0, 0), ((await day.Register.GetDoorCodesAsync("carla", default)).Left, (await day.Register.GetDoorCodesAsync("carla", default)).Uses.Length));
        await day.Register.MakeDoorCodesAsync("anna", default);
        Assert.Equal((5, 2), ((await day.Register.GetDoorCodesAsync("anna", default)).Left, (await day.Register.GetDoorCodesAsync("anna", default)).Uses.Length));
    }

    [Fact]
    public async Task A_door_alone_undoes_nothing_with_codes_that_were_typed_there_before()
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("1", "Iain Ross", "", ""), new NewLine("2", "Iain Rose", "", "")], default);
        foreach (var line in new[] { "1", "2" }) await day.Register.CheckInAsync(line, "Main door", default);
        Assert.Equal(UndoStatus.CodesSpent, (await day.Register.UndoAsync("1", "Main door", default)).Status);
        Assert.Equal(UndoStatus.Undone, (await day.Register.UndoByTwoAsync("1", "Main door")).Status);
        await day.Register.CheckInAsync("1", "Main door", default);
        // Neither the same person again, nor another.
        foreach (var line in new[] { "1", "2" })
        {
            Assert.Equal(UndoStatus.CodesSpent, (await day.Register.UndoAsync(line, "Main door", default)).Status);
            Assert.Equal("Main door", (await day.Register.GetAsync(line, default))!.Door);
        }
    }

    [Fact]
    public async Task A_card_that_is_undone_at_another_door_is_one_person_fewer()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        for (var card = 0; card < 3; card++) await day.Register.NoteArrivalAsync("Main door", default);
        await day.Register.TakeBackOnceAsync("Side door", "undone", default);
        for (var time = 0; time < 2; time++)
        {
            var totals = await day.Register.GetTotalsAsync(default);
            Assert.Equal((2, 1), (totals.People, totals.BackElsewhere));
            Assert.Equal([new DoorCount("Main door", 3)], totals.Doors);
            await silo.RestartAsync();
        }

        await day.Register.NoteArrivalAsync("Side door", default);
        Assert.Equal(3, (await day.Register.GetTotalsAsync(default)).People);
    }
}
