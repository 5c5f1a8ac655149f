using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>Who sealed, moved and opened a ballot box: what is kept for ever, and what archiving erases.</summary>
public sealed class CustodyTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly HandleBox Sealed = new("Box 1", BoxStep.Sealed, "0012345", "Town Hall", "Ann Reid", "Joe Bàn");

    [Fact]
    public async Task A_box_is_sealed_moved_and_opened_and_the_names_are_erased_with_the_archive()
    {
        await using var silo = await TestSilo.StartAsync();
        var day = await new TownDay(silo).OpenAsync();
        await HandledAsync(day, Sealed);
        await HandledAsync(day, Sealed with { Step = BoxStep.Moved, Seal = "of no use", Place = " Library ", Name = " Joe Bàn ", OtherName = "Una Black" });
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        await HandledAsync(day, Sealed with { Step = BoxStep.Opened, Place = "Library" });
        await HandledAsync(day, Sealed with { Step = BoxStep.Sealed, Seal = "0012346" });
        await HandledAsync(day, Sealed with { Step = BoxStep.Opened });
        await silo.RestartAsync();

        var boxes = (await day.ViewAsync()).Boxes;
        Assert.Equal([BoxStep.Sealed, BoxStep.Moved, BoxStep.Opened, BoxStep.Sealed, BoxStep.Opened], boxes.Select(one => one.Step));
        Assert.Equal(["0012345", "0012345", "0012345", "0012346", "0012345"], boxes.Select(one => one.Seal));
        // The last one was found with the seal that had been broken before: somebody has to say why.
        Assert.Equal([true, true, true, true, false], boxes.Select(one => one.SealHeld));
        Assert.Equal("Library", boxes[1].Place);
        Assert.Equal(new BoxNames("Joe Bàn", "Una Black"), (await day.Grain.GetBoxNamesAsync(default))[1]);
        Assert.DoesNotContain(
            await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"), written => written.Body.Contains("Reid", StringComparison.Ordinal) || written.Body.Contains("Una", StringComparison.Ordinal));

        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) TownDay.Done(await day.StepAsync(phase));
        Assert.All(await day.Grain.GetBoxNamesAsync(default), names => Assert.Equal(new BoxNames("", ""), names));
        Assert.Equal(boxes, (await day.ViewAsync()).Boxes);
        Assert.Equal(DayRefusal.WrongPhase, (await day.Grain.HandleBoxAsync(Sealed, TownDay.Anna, default)).Refusal);
    }

    [Fact]
    public async Task A_box_needs_a_name_a_seal_a_place_and_two_people_and_one_that_was_never_sealed_is_not_opened()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        HandleBox[] wrong =
        [
            Sealed with { Box = " " }, Sealed with { Box = new string('x', 41) }, Sealed with { Seal = "" }, Sealed with { Place = "" },
            Sealed with { Name = "" }, Sealed with { OtherName = "" }, Sealed with { OtherName = "ann reid" }, Sealed with { Name = "Ann\nReid" },
            Sealed with { Step = BoxStep.Opened },
        ];
        foreach (var command in wrong) Assert.Equal(DayRefusal.Invalid, (await day.Grain.HandleBoxAsync(command, TownDay.Anna, default)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.Grain.HandleBoxAsync(Sealed, "", default)).Refusal);
        Assert.Empty((await day.ViewAsync()).Boxes);
        await HandledAsync(day, Sealed with { Box = "📦" });
    }

    [Theory]
    [InlineData("Same Person", "same  person")]
    [InlineData("Same Person", "Person, Same")]
    [InlineData("Same Person", "Sаmе Реrsоn")] // Cyrillic а, е, Р, о.
    [InlineData("Same Person", "Sa\u200Bme Person")]
    [InlineData("SAME PERSON", "same person")]
    [InlineData("Seán Bàn", "Sean Ban")]
    [InlineData("ＳＡＭＥ Person", "Same Person")]
    [InlineData("李 小明", "李小明")]
    [InlineData("ΝΙΚΟ", "NIKO")] // Greek capitals.
    public async Task A_name_that_reads_as_the_other_does_is_not_a_second_person(string name, string other)
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        foreach (var command in new[] { Sealed with { Name = name, OtherName = other }, Sealed with { Name = other, OtherName = name } })
            Assert.Equal(
                new DayOutcome(DayRefusal.Invalid, "Two people handle a box. Give the names of both.") { Field = nameof(command.OtherName) }, await day.Grain.HandleBoxAsync(command, TownDay.Anna, default));
        Assert.Empty((await day.ViewAsync()).Boxes);
    }

    [Theory]
    [InlineData("Ann Reid", "Anna Reid")]
    [InlineData("Ann Reid", "Ann Reid-Black")]
    [InlineData("李 小明", "李 小红")]
    [InlineData("🦊", "🐢")]
    public async Task Two_people_with_names_much_alike_are_two(string name, string other)
    {
        var day = await new TownDay(shared.Begin()).OpenAsync();
        await HandledAsync(day, Sealed with { Name = name, OtherName = other });
    }

    private static async Task HandledAsync(TownDay day, HandleBox command) => TownDay.Done(await day.Grain.HandleBoxAsync(command, TownDay.Anna, default));
}
