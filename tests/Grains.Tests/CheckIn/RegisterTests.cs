using PbDecisionDay.Grains.Tests.Days;
using System.Collections.Immutable;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Grains.Tests.CheckIn;

/// <summary>Marking people at the doors, and adding them.</summary>
public sealed class RegisterTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly ImmutableArray<NewLine> People =
    [
        new("1", "Seán Ó Néill", "KA10 6AA", "seanspass1"), new("2", "Zoë Łukasz-Smith", "KA10 6BB", ""), new("3", "Mary Smith", "KA10 6CC", "MARY-1L0O"),
    ];

    [Fact]
    public async Task Of_two_doors_one_lets_the_person_in_and_the_other_says_where_and_when_they_came()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).PublishedAsync();
        Assert.Equal(new AddLinesResult(0, -1, ""), await day.Register.AddAsync([], default));
        Assert.Equal(new AddLinesResult(3, -1, ""), await day.Register.AddAsync(People, default));

        var answers = await Task.WhenAll(day.Register.CheckInAsync("3", "Main door", default), day.Register.CheckInAsync("3", "Side door", default));

        var first = Assert.Single(answers, answer => answer.Status == CheckInStatus.CheckedIn);
        var second = Assert.Single(answers, answer => answer.Status == CheckInStatus.AlreadyCheckedIn);
        Assert.Equal(first.Line, second.Line);
        Assert.Equal(("Mary Smith", "2026-05-30T10"), (first.Line!.Name, first.Line.Hour));
        Assert.Equal(new CheckInAnswer(CheckInStatus.Unknown, null), await day.Register.CheckInAsync("4", "Main door", default));

        await silo.RestartAsync();
        Assert.Equal(second, await day.Register.CheckInAsync("3", "Back door", default));
        var totals = await day.Register.GetTotalsAsync(default);
        Assert.Equal((3, 1), (totals.Lines, totals.CheckedIn));
        Assert.Equal([new DoorCount(first.Line.Door, 1)], totals.Doors);
    }

    [Theory]
    [InlineData("mary-1l0o")]
    [InlineData("MARY 110 0")]
    [InlineData("maryILOO")]
    public async Task A_pass_is_read_however_it_was_typed(string typed)
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.AddAsync(People, default);
        var answer = await day.Register.CheckInPassAsync(typed, "Main door", default);
        Assert.Equal((CheckInStatus.CheckedIn, "3"), (answer.Status, answer.Line?.Line));
        Assert.Equal(CheckInStatus.AlreadyCheckedIn, (await day.Register.CheckInAsync("3", "Main door", default)).Status);
    }

    public static TheoryData<string, ImmutableArray<NewLine>, int> WrongLines() => new()
    {
        { "An id takes", [new("5", "Ann Reid", "", ""), new("a b", "Bob", "", "")], 1 },
        { "name is missing", [new("", " ", "", "")], 0 },
        { "shorten it to 120", [new("", new string('x', 121), "", "")], 0 },
        { "one line", [new("", "Ann\nReid", "", "")], 0 },
        { "A pass has", [new("", "Ann Reid", "", "12345")], 0 },
        { "belongs to somebody else on the register", [new("3", "Ann Reid", "", "")], 0 },
        { "stands twice", [new("5", "Ann Reid", "", ""), new("5", "Bob", "", "")], 1 },
        { "tell", [new("", "Ann Reid", "", ""), new("", "Ann Reid", "", "")], 1 },
        { "on the register already", [new("", "Mary Smith", "KA10 6CC", "")], 0 },
        { "pass of 'Ann Reid' belongs", [new("", "Ann Reid", "", "mary-110o")], 0 },
        { "pass of 'Bob' belongs", [new("", "Ann Reid", "", "annspass"), new("", "Bob", "", "ANNSPASS")], 1 },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task A_list_with_something_wrong_is_refused_whole_and_says_which_line(string sentence, ImmutableArray<NewLine> lines, int at)
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.AddAsync(People, default);

        var refused = await day.Register.AddAsync(lines, default);

        Assert.Equal((0, at), (refused.Added, refused.ProblemAt));
        Assert.Contains(sentence, refused.Problem, StringComparison.Ordinal);
        Assert.Equal(3, (await day.Register.GetTotalsAsync(default)).Lines);
    }

    [Theory]
    [InlineData("\u0430bc123")]
    [InlineData("PASS\u00e91234")]
    [InlineData("ABC12\u0663")]
    [InlineData("ABC/123")]
    public async Task A_pass_that_no_door_could_send_is_refused(string pass)
    {
        var day = new TownDay(shared.Begin());
        Assert.Contains("letters a to z and digits", (await day.Register.AddAsync([new NewLine("h1", "Hal", "", pass)], default)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_that_is_another_persons_id_lets_in_its_own_person_alone()
    {
        var day = new TownDay(shared.Begin());
        await day.Register.AddAsync([new NewLine("ABC123", "Gil Id", "", ""), new NewLine("h1", "Hal Pass", "", "ABC123")], default);
        foreach (var typed in new[] { "ABC123", "abc-123", "abc 123" })
            Assert.Equal("h1", (await day.Register.CheckInPassAsync(typed, "Main door", default)).Line?.Line);
        Assert.Equal(1, (await day.Register.GetTotalsAsync(default)).CheckedIn);
        Assert.Equal(CheckInStatus.Unknown, (await day.Register.CheckInAsync("abc-123", "Main door", default)).Status);
        Assert.Equal("ABC123", (await day.Register.CheckInAsync("ABC123", "Main door", default)).Line?.Line);
    }

    [Theory]
    [InlineData("zoë ní bhriain", "1 Quay")]
    [InlineData("Zoë  Ní Bhriain", "1 Quay")]
    [InlineData("Zoë\u00a0Ní Bhriain", "1 Quay")]
    [InlineData("Zoë\u200b Ní Bhriain", "1 Quay")]
    [InlineData("Zoe Ni Bhriain", "1 quay")]
    [InlineData("Bhriain Zoë Ní", "1 Quay")]
    [InlineData("Zoë Ní Bhriain", "1Quay")]
    [InlineData("Zоë Ní Bhriain", "1 Quay")]
    public async Task One_person_in_another_spelling_is_asked_about_and_added_when_it_is_somebody_else(string name, string detail)
    {
        var day = new TownDay(shared.Begin());
        var other = new NewLine("", name, detail, "");
        var asked = await day.Register.AddAsync([new NewLine("", "Zoë Ní Bhriain", "1 Quay", ""), other], default);
        Assert.Equal((0, 1), (asked.Added, asked.ProblemAt));
        Assert.Equal([1], asked.MayBeSame);
        // An id of its own makes nobody another person.
        Assert.True((await day.Register.AddAsync([new NewLine("p0", "Zoë Ní Bhriain", "1 Quay", ""), other with { Line = "p1" }], default)).Asks);
        Assert.Equal(1, (await day.Register.AddAsync([new NewLine("", "Zoë Ní Bhriain", "1 Quay", "")], default)).Added);
        Assert.True((await day.Register.AddAsync([other], default)).Asks);
        Assert.Equal(1, (await day.Register.AddAsync([other with { IsSomebodyElse = true }], default)).Added);
    }

    [Theory]
    [InlineData("Sean O Neill", "Sean ONeill", true)]
    [InlineData("Sean O Neill", "Seán O’Néill", true)]
    [InlineData("O Neill Sean", "Sean ONeill", true)]
    [InlineData("李 小明", "李小明", true)]
    [InlineData("Team 1", "Team 11", false)]
    [InlineData("Ann Marie Reid", "Ann Mary Reid", false)]
    public async Task Names_that_differ_by_spaces_and_apostrophes_alone_are_asked_about(string one, string other, bool asks)
    {
        var day = new TownDay(shared.Begin());
        var added = await day.Register.AddAsync([new NewLine("", one, "1 Quay", ""), new NewLine("", other, "1 Quay", "")], default);
        Assert.Equal((asks, asks ? 0 : 2), (added.Asks, added.Added));
        if (asks) Assert.Equal(1, (await day.Register.AddAsync([new NewLine("", one, "1 Quay", "")], default)).Added);
        Assert.Equal(asks, (await day.Register.AddAsync([new NewLine("", other, "1 Quay", "")], default)).Asks);
    }

    [Fact]
    public async Task A_list_sent_again_adds_nobody_twice()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        ImmutableArray<NewLine> list = [.. People, new NewLine("", "Ann Reid", "KA10 6DD", "annspass")];
        Assert.Equal(new AddLinesResult(4, -1, ""), await day.Register.AddAsync(list, default));
        Assert.Equal(new AddLinesResult(0, -1, "") { Same = 4 }, await day.Register.AddAsync(list, default));
        Assert.Equal(4, (await day.Register.GetTotalsAsync(default)).Lines);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", Assert.Single(await day.Register.FindAsync("Ann Reid", default)).Line);
    }

    [Theory]
    [InlineData("sean", "1")]
    [InlineData("NEILL sean", "1")]
    [InlineData("o néill", "1")]
    [InlineData("zoe lukasz", "2")]
    [InlineData("smith", "3,2")]
    [InlineData("smi ka10", "3,2")]
    [InlineData("mary 6cc", "3")]
    [InlineData("mary 6bb", "")]
    [InlineData("s", "")]
    [InlineData(" - ", "")]
    public async Task People_are_found_by_any_of_their_words_in_any_spelling(string query, string lines)
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.AddAsync(People, default);
        Assert.Equal(lines, string.Join(',', (await day.Register.FindAsync(query, default)).Select(line => line.Line)));
    }

    [Fact]
    public async Task A_broken_letter_neither_adds_a_broken_line_nor_breaks_the_search()
    {
        var day = new TownDay(shared.Begin());
        Assert.Contains("broken sign", (await day.Register.AddAsync([new NewLine("1", "Mary \ud83d Smith", "", "")], default)).Problem, StringComparison.Ordinal);
        await day.Register.AddAsync(People, default);
        Assert.Empty(await day.Register.FindAsync("\ud83d\ud83d", default));
        Assert.Empty(await day.Register.FindAsync("\ufffe\uffff", default));
        Assert.Single(await day.Register.FindAsync("mary smith", default));
    }

    [Fact]
    public async Task While_the_register_cannot_be_written_nobody_is_let_in_and_the_day_does_not_close()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = Contracts.Days.CheckInMode.Register });
        await day.Register.AddAsync(People, default);
        ((IDisposable)silo.Register.Inner).Dispose();

        Assert.Equal(CheckInStatus.Unavailable, (await day.Register.CheckInAsync("1", "Main door", default)).Status);
        Assert.Equal(Contracts.Days.DayRefusal.Unavailable, (await day.StepAsync(Contracts.Days.DayPhase.Closed)).Refusal);
        await silo.RestartAsync();

        Assert.Equal(CheckInStatus.CheckedIn, (await day.Register.CheckInAsync("1", "Main door", default)).Status);
        TownDay.Done(await day.StepAsync(Contracts.Days.DayPhase.Closed));
    }

    [Fact]
    public async Task At_most_twenty_are_found_whole_names_before_beginnings()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.AddAsync(
            [.. Enumerable.Range(0, 30).Select(number => new NewLine($"{number:00}", $"Annabel {number:00}", "", "")), new NewLine("last", "Zara Ann", "", "")], default);
        var found = await day.Register.FindAsync("ann", default);
        Assert.Empty(await day.Register.FindAsync("ann smith", default));
        Assert.Equal(["07"], (await day.Register.FindAsync("07 annabel", default)).Select(line => line.Line));
        Assert.Equal(["last", .. Enumerable.Range(0, 19).Select(number => $"{number:00}")], found.Select(line => line.Line));
    }

    [Fact]
    public async Task An_arrival_is_on_the_disk_before_the_door_is_answered()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var day = new TownDay(silo);
        string[] doors = ["Main door", "Side door", "Main door"];
        await Task.WhenAll(Enumerable.Range(0, 60).Select(guest => day.Register.NoteArrivalAsync(doors[guest % 3], default)));

        // What a process that ends here would leave behind.
        Assert.Equal([new DoorCount("Main door", 40), new DoorCount("Side door", 20)], await silo.Register.ReadArrivalsAsync(day.Id, default));
        Assert.Equal([new DoorCount("Main door", 40), new DoorCount("Side door", 20)], (await day.Register.GetTotalsAsync(default)).Doors);
    }

    [Fact]
    public async Task People_who_cannot_be_written_are_not_added_and_the_list_can_be_sent_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk fails.
        var day = new TownDay(silo);
        silo.Register.FailWrites = true;
        var unwritten = await day.Register.AddAsync(People, default);
        Assert.Equal((0, -1), (unwritten.Added, unwritten.ProblemAt));
        Assert.Contains("send the list again", unwritten.Problem, StringComparison.Ordinal);
        silo.Register.FailWrites = false;
        Assert.Equal(0, (await day.Register.GetTotalsAsync(default)).Lines);
        Assert.Equal(People.Length, (await day.Register.AddAsync(People, default)).Added);
    }

    [Fact]
    public async Task An_arrival_that_cannot_be_written_is_told_to_the_door_and_counted_once_when_it_asks_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk fails.
        var day = new TownDay(silo);
        await day.Register.NoteArrivalAsync("Main door", default);

        silo.Register.FailWrites = true;
        await Assert.ThrowsAsync<RegisterUnavailableException>(() => day.Register.NoteArrivalAsync("Main door", default));
        Assert.Equal([new DoorCount("Main door", 1)], (await day.Register.GetTotalsAsync(default)).Doors);
        silo.Register.FailWrites = false;
        await day.Register.NoteArrivalAsync("Main door", default);

        // What a process that ends here would leave behind.
        Assert.Equal([new DoorCount("Main door", 2)], await silo.Register.ReadArrivalsAsync(day.Id, default));
        Assert.Equal([new DoorCount("Main door", 2)], (await day.Register.GetTotalsAsync(default)).Doors);
    }

    [Fact]
    public async Task An_arrival_whose_card_was_not_handed_out_is_taken_back()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.NoteArrivalAsync("Main door", default);
        await day.Register.NoteArrivalAsync("Side door", default);
        await day.Register.TakeBackArrivalAsync("Main door", default);

        Assert.Equal([new DoorCount("Side door", 1)], (await day.Register.GetTotalsAsync(default)).Doors);
    }

    [Fact]
    public async Task Arrivals_outlive_the_grain_that_counted_them_and_are_counted_once()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0.3); // Its own: it is restarted.
        var day = new TownDay(silo);
        for (var guest = 0; guest < 40; guest++)
            await day.Register.NoteArrivalAsync("Main door", default);
        Assert.Equal([new DoorCount("Main door", 40)], (await day.Register.GetTotalsAsync(default)).Doors);
        await silo.RestartAsync();
        Assert.Equal([new DoorCount("Main door", 40)], (await day.Register.GetTotalsAsync(default)).Doors);
    }

    [Fact]
    public async Task Erasing_leaves_nobody_and_can_be_repeated()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.Register.AddAsync(People, default);
        await day.Register.CheckInAsync("3", "Main door", default);
        Assert.Equal(3, await day.Register.EraseAsync(default));
        Assert.Equal(0, await day.Register.EraseAsync(default));
        Assert.Empty(await day.Register.FindAsync("smith", default));
        Assert.Equal(CheckInStatus.Unknown, (await day.Register.CheckInAsync("3", "Main door", default)).Status);
        Assert.Equal(new RegisterTotals(0, 0, []).CheckedIn, (await day.Register.GetTotalsAsync(default)).CheckedIn);
    }

    [Fact]
    public async Task No_name_reaches_the_ballots_database()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = Contracts.Days.CheckInMode.Register });
        await day.Register.AddAsync([new NewLine("1", "Quirinius Abernethy", "", "")], default);
        await day.Register.CheckInAsync("1", "Main door", default);
        TownDay.Done(await day.StepAsync(Contracts.Days.DayPhase.Closed));
        await silo.RestartAsync();

        var data = Path.Combine(silo.Folder, "data");
        var holding = Directory.GetFiles(data, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Where(file => Holds(file, "Quirinius"))
            .Select(file => Path.GetFileName(file).Split('-')[0])
            .Distinct(StringComparer.Ordinal);
        Assert.Equal(["register.db"], holding);
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
