using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>
/// A machine may die between any two writes of a step: those of the day, of its ballot box and of its proposals. Whichever
/// write fails, or is done and its answer lost, asking again takes the step once, and the box's log is believed.
/// </summary>
public sealed class LostAnswerTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Cara = "CARA000000000000";
    private const string Dora = "DORA000000000000";

    public static TheoryData<DayPhase, DayPhase, bool> Steps()
    {
        (DayPhase From, DayPhase To)[] steps =
        [
            (DayPhase.Draft, DayPhase.Published), (DayPhase.Published, DayPhase.Open), (DayPhase.Open, DayPhase.Paused), (DayPhase.Paused, DayPhase.Open),
            (DayPhase.Open, DayPhase.Closed), (DayPhase.Paused, DayPhase.Closed), (DayPhase.Open, DayPhase.Void), (DayPhase.Paused, DayPhase.Postponed),
            (DayPhase.Closed, DayPhase.Counted), (DayPhase.Counted, DayPhase.Declared), (DayPhase.Ratified, DayPhase.Archived),
        ];
        var data = new TheoryData<DayPhase, DayPhase, bool>();
        foreach (var (from, to) in steps)
        {
            data.Add(from, to, false);
            data.Add(from, to, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Whichever_write_of_a_step_is_lost_asking_again_takes_it_once(DayPhase from, DayPhase to, bool written)
    {
        var silo = shared.Begin();
        for (var writes = 0; ; writes++)
        {
            Assert.InRange(writes, 0, 30);
            var day = await InAsync(new TownDay(silo, $"{silo.Day}-{writes}"), from);
            var steps = (await day.ViewAsync()).Steps.Length;

            silo.Journal.LetPass(writes);
            if (written) silo.Journal.LoseNextAnswer();
            else silo.Journal.FailNext();
            var first = await day.StepAsync(to);
            if (first.Refusal == DayRefusal.None && silo.Journal.FaultsLeft > 0) return;

            // A checkpoint that could not be stored is the box's to make good; the step may then have been taken at once.
            Assert.True(first.Refusal is DayRefusal.Unavailable or DayRefusal.None, first.ToString());
            var between = await day.ViewAsync();
            Assert.Equal(Seen(await day.Box.GetStatusAsync(default), between.Phase), between.Phase);

            TownDay.Done(await day.StepAsync(to, Cara, Dora));
            var view = await day.ViewAsync();
            Assert.Equal(to, view.Phase);
            Assert.Equal(steps + 1, view.Steps.Length);
            var firstPeople = between.Phase == to || between.Phase == DayPhase.Checking;
            Assert.Equal(firstPeople ? (TownDay.Anna, TownDay.Bela) : (Cara, Dora), (view.Steps[^1].By, view.Steps[^1].SecondBy));
        }
    }

    [Fact]
    public async Task After_a_restart_the_box_is_believed_and_the_day_goes_on_from_there()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync();

        // Begun, taken by the box, checkpoint signed; what is lost is the day's own note that it happened.
        silo.Journal.LetPass(3);
        silo.Journal.FailNext();
        Assert.Equal(DayRefusal.Unavailable, (await day.StepAsync(DayPhase.Closed)).Refusal);
        await silo.RestartAsync();

        Assert.Equal(BoxPhase.Closed, (await day.Box.GetStatusAsync(default)).Phase);
        Assert.Equal(DayPhase.Closed, (await day.ViewAsync()).Phase);
        TownDay.Done(await day.StepAsync(DayPhase.Counted, Cara, ""));
        var steps = (await day.ViewAsync()).Steps;
        Assert.Equal((DayPhase.Closed, TownDay.Anna, TownDay.Bela), (steps[^2].To, steps[^2].By, steps[^2].SecondBy));
        Assert.Equal((DayPhase.Counted, Cara), (steps[^1].To, steps[^1].By));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whichever_write_of_creating_is_lost_asking_again_creates_it_once(bool written)
    {
        var silo = shared.Begin();
        for (var writes = 0; ; writes++)
        {
            Assert.InRange(writes, 0, 30);
            var day = new TownDay(silo, $"{silo.Day}-{writes}");
            silo.Journal.LetPass(writes);
            if (written) silo.Journal.LoseNextAnswer();
            else silo.Journal.FailNext();
            var first = await day.CreateAsync();
            if (first.Refusal == DayRefusal.None && silo.Journal.FaultsLeft > 0) return;

            Assert.Equal(DayRefusal.Unavailable, first.Refusal);
            TownDay.Done(await day.CreateAsync());
            Assert.Equal(day.Origin, (await day.Box.GetStatusAsync(default)).Origin);
            Assert.Single(await Journalled.ReadAsync(silo.Journal, $"day/{day.Id}"));
        }
    }

    [Fact]
    public async Task A_day_that_was_not_told_its_box_was_set_up_sets_it_up_before_the_first_batch()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = new TownDay(silo);
        silo.Journal.LetPass(1);
        silo.Journal.FailNext();
        Assert.Equal(DayRefusal.Unavailable, (await day.CreateAsync()).Refusal);
        await silo.RestartAsync();

        TownDay.Done(await day.AddBatchAsync("a", 3));
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Printed);
    }

    private static async Task<TownDay> InAsync(TownDay day, DayPhase phase)
    {
        if (phase == DayPhase.Draft) return await day.DraftAsync();
        if (phase == DayPhase.Published)
        {
            await day.PublishedAsync();
            TownDay.Done(await day.AddBatchAsync("a", 3));
            return day;
        }

        if (phase != DayPhase.Paused) return await day.ReachAsync(phase);
        await day.OpenAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Paused));
        return day;
    }

    /// <summary>The phase a day has to show beside this box, or the one it shows where the box has no say.</summary>
    private static DayPhase Seen(BoxStatus box, DayPhase shown) => box.Phase switch
    {
        BoxPhase.Open => DayPhase.Open,
        BoxPhase.Paused => DayPhase.Paused,
        BoxPhase.Closed when shown is DayPhase.Published or DayPhase.Open or DayPhase.Paused => DayPhase.Closed,
        BoxPhase.Checking => DayPhase.Checking,
        BoxPhase.BeforeOpening or BoxPhase.Closed => shown,
    };
}
