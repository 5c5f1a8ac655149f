using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A day with ballots enough to be mixed, from its close to its declaration.</summary>
public sealed class MixedDayTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Cara = "CARA000000000000";
    private const string Dice = "40817263";

    [Fact]
    public async Task The_result_and_the_published_ballots_are_printed_from_one_allocation()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).BusyAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        var view = await day.ViewAsync();

        var again = await day.Box.CountAsync(new BallotFacts("Another", "", "", "", "2026-05-30", "2026-05-30"), default);

        Assert.Equal(new CountAnswer(BoxResult.AlreadyDone, view.Result), again);
    }

    [Fact]
    public async Task A_mixed_day_is_declared_only_after_the_dice()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).BusyAsync();
        Assert.Equal(MixStage.None, (await day.ViewAsync()).Mix);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal((MixStage.AwaitsDice, ""), await MixOfAsync(day));

        Assert.Equal(new DayOutcome(DayRefusal.NeedsDice, "Roll the eight dice and enter them first."), await day.StepAsync(DayPhase.Declared));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.RollAsync(Dice, secondBy: "")).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.RollAsync(Dice, TownDay.Anna, TownDay.Anna)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.RollAsync("4081726")).Refusal);
        TownDay.Done(await day.RollAsync(Dice));
        Assert.Equal((MixStage.Proved, Dice), await MixOfAsync(day));
        TownDay.Done(await day.RollAsync(Dice, Cara));
        Assert.Equal(DayRefusal.OtherDice, (await day.RollAsync("00000000")).Refusal);

        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        await silo.RestartAsync();
        Assert.Equal((MixStage.Proved, Dice), await MixOfAsync(day));
        var result = (await silo.Files.ListAsync(BoxKey.Main(day.Id), default)).Single(file => file.Name == "result.json");
        Assert.Equal((await day.ViewAsync()).ResultHash, Convert.ToBase64String(result.Sha256.Span));
        Assert.Equal(DayRefusal.WrongPhase, (await day.RollAsync(Dice)).Refusal);
        Assert.Equal(
            ["ballots-mixed", "day-counted", "lots-entered", "step-taken"],
            (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).TakeLast(4).Select(happened => happened.Kind));
    }

    [Fact]
    public async Task A_small_day_needs_no_dice()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).ReachAsync(DayPhase.Counted);

        Assert.Equal((MixStage.None, ""), await MixOfAsync(day));
        Assert.Equal(DayRefusal.WrongPhase, (await day.RollAsync(Dice)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
    }

    [Fact]
    public async Task Papers_are_keyed_while_the_day_is_closed_and_are_in_the_result()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).BusyAsync();
        TownDay.Done(await day.KeyAsync(1, "approve football"));
        TownDay.Done(await day.KeyAsync(2, "approve football"));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.KeyAsync(2, "approve garden", Cara)).Refusal);
        TownDay.Done(await day.KeyAsync(2, "approve garden", Cara, TownDay.Bela));

        Assert.Equal(DayRefusal.TooManyPapers, (await day.KeyAsync(3, "blank")).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await day.KeyAsync(1, "approve nothing")).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal(DayRefusal.WrongPhase, (await day.KeyAsync(1, "approve garden")).Refusal);

        Assert.Contains("\"ballots\": 33", (await day.ViewAsync()).Result, StringComparison.Ordinal);
        var keyed = (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).Where(happened => happened.Kind == "paper-keyed").ToList();
        Assert.Equal(3, keyed.Count);
        Assert.All(keyed, happened => Assert.DoesNotContain("approve", happened.Body, StringComparison.Ordinal));
        Assert.Contains(Cara, keyed[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_ballots_say_what_the_frozen_settings_say()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).BusyAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Counted));

        var file = Assert.Single(await silo.Files.ListAsync(BoxKey.Main(day.Id), default));
        var text = System.Text.Encoding.UTF8.GetString((await silo.Files.ReadAsync(file, 0, default)).Span);

        Assert.StartsWith(
            "META\nkey;value\ndescription;Troon decides, Town Hall\ncountry;GB\nunit;pb.south.example\ninstance;Troon decides\n", text, StringComparison.Ordinal);
        Assert.Contains("date_begin;30.05.2026\ndate_end;30.05.2026\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_write_between_close_and_declaration_is_lost_asking_again_ends_it_once(bool written)
    {
        var silo = shared.Begin();
        for (var writes = 0; ; writes++)
        {
            Assert.InRange(writes, 0, 30);
            var day = await new TownDay(silo, $"{silo.Day}-{writes}").BusyAsync();
            silo.Journal.LetPass(writes);
            if (written) silo.Journal.LoseNextAnswer();
            else silo.Journal.FailNext();

            var asked = 0;
            asked += await UntilDoneAsync(() => day.StepAsync(DayPhase.Counted));
            asked += await UntilDoneAsync(() => day.RollAsync(Dice));
            asked += await UntilDoneAsync(() => day.StepAsync(DayPhase.Declared));

            Assert.Equal((MixStage.Proved, Dice), await MixOfAsync(day));
            var log = await PublicLog.ReadAsync(day.Box);
            Assert.Equal(["mix", "lots", "proof", "result"], log.TakeLast(4).Select(entry => entry.Kind));
            if (silo.Journal.FaultsLeft > 0) return;
            Assert.InRange(asked, 3, 4);
        }
    }

    private static async Task<int> UntilDoneAsync(Func<Task<DayOutcome>> ask)
    {
        for (var asked = 1; asked < 4; asked++)
        {
            var outcome = await ask();
            if (outcome.Refusal == DayRefusal.None) return asked;
            Assert.Equal(DayRefusal.Unavailable, outcome.Refusal);
        }
        throw new InvalidOperationException("It never ended.");
    }

    private static async Task<(MixStage Mix, string Dice)> MixOfAsync(TownDay day)
    {
        var view = await day.ViewAsync();
        return (view.Mix, view.Dice);
    }
}
