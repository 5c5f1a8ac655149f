using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>The slips that the dice named, held beside what was keyed. Source: docs/adr/0053.</summary>
public sealed class ComparingTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const int Papers = 30;

    [Fact]
    public async Task A_slip_that_is_the_same_is_noted_and_one_that_differs_stands_in_the_log_for_ever()
    {
        var silo = shared.Begin();
        var day = await DrawnAsync(silo);
        var drawn = (await day.Box.GetStatusAsync(default)).Samples;
        Assert.Equal(10, drawn.Length);
        ComparePaper Of(int at, bool same) => new(drawn[at].Batch, drawn[at].Number, same);

        TownDay.Done(await CompareAsync(day, Of(0, same: true)));
        TownDay.Done(await CompareAsync(day, Of(1, same: true)));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Disputed);
        // Somebody looked again: it was the wrong batch.
        TownDay.Done(await CompareAsync(day, Of(1, same: false)));
        TownDay.Done(await CompareAsync(day, Of(1, same: false)));
        TownDay.Done(await CompareAsync(day, Of(4, same: false)));
        Assert.Equal(DayRefusal.WrongPhase, (await CompareAsync(day, Of(1, same: true))).Refusal);

        Assert.Equal(2, (await day.Box.GetStatusAsync(default)).Disputed);
        Assert.Equal([Of(0, same: true), Of(1, same: false), Of(4, same: false)], (await day.ViewAsync()).Compared);
        Assert.Equal(
            ["lots-entered", "paper-compared", "paper-compared", "paper-compared", "paper-compared"],
            (await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}")).TakeLast(5).Select(happened => happened.Kind));
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        TownDay.Done(await CompareAsync(day, Of(5, same: true)));
    }

    [Fact]
    public async Task Only_a_slip_that_the_dice_named_is_compared_and_only_between_the_dice_and_the_ratification()
    {
        var silo = shared.Begin();
        var day = await CountedAsync(silo);
        Assert.Equal(DayRefusal.Unknown, (await CompareAsync(day, new ComparePaper("hall", 1, Same: false))).Refusal);
        TownDay.Done(await day.RollAsync("40817263"));
        var drawn = (await day.Box.GetStatusAsync(default)).Samples;
        var other = Enumerable.Range(1, Papers).First(number => drawn.All(paper => paper.Number != number));
        Assert.Equal(DayRefusal.Unknown, (await CompareAsync(day, new ComparePaper("hall", other, Same: false))).Refusal);
        Assert.Equal(DayRefusal.Unknown, (await CompareAsync(day, new ComparePaper("cafe", drawn[0].Number, Same: false))).Refusal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Disputed);
        TownDay.Done(await day.StepAsync(DayPhase.Declared));
        TownDay.Done(await day.StepAsync(DayPhase.Ratified));
        Assert.Equal(DayRefusal.WrongPhase, (await CompareAsync(day, new ComparePaper("hall", drawn[0].Number, Same: false))).Refusal);
    }

    private static Task<DayOutcome> CompareAsync(TownDay day, ComparePaper command) => day.Grain.ComparePaperAsync(command, TownDay.Anna, default);

    private static async Task<TownDay> DrawnAsync(TestSilo silo)
    {
        var day = await CountedAsync(silo);
        TownDay.Done(await day.RollAsync("40817263"));
        return day;
    }

    /// <summary>Thirty slips in one batch, and as many ballots of cards: so few that ten may be opened, and no fewer.</summary>
    private static async Task<TownDay> CountedAsync(TestSilo silo)
    {
        var day = await new TownDay(silo).OpenAsync(cards: Papers + 30);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(card => day.VoteAsync(card, card % 2 == 0 ? "approve garden" : "approve football")));
        await Task.WhenAll(Enumerable.Range(30, Papers).Select(day.SurrenderAsync));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        for (var number = 1; number <= Papers; number++)
            TownDay.Done(await day.KeyAsync(number, number % 2 == 0 ? "approve garden" : "approve football"));
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        return day;
    }
}
