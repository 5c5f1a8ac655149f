using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Console;
using static PbDecisionDay.Web.Console.CountStepState;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>Which step of a count is done, to do, or not yet its turn.</summary>
public sealed class CountStepsTests
{
    private static readonly DaySettings Settings = new([], "", "", "", "", [], "", [], [], CheckInMode.CardsOnly, "");
    private static readonly DayView Closed = new(
        "west", "", "", false, DayPhase.Closed, Settings, [], "", "", "", "", [], [], "", "", MixStage.None, "");
    private static readonly CountPaperwork Accounted = CountPaperwork.None with
    {
        Account = new(new(0, 0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0), new([], 0), [], "a", default),
    };

    private static CountStepState[] States(DayView day) => [.. Enum.GetValues<CountStep>().Select(step => CountSteps.Of(day)[step])];

    [Fact]
    public void One_step_after_the_other_is_the_one_to_do()
    {
        Assert.Equal([Now, Later, Later, Later, Later], States(Closed));
        var day = Closed with { Paperwork = Accounted };
        Assert.Equal([Done, Now, Later, Later, Later], States(day));
        day = day with { Phase = DayPhase.Counted, Mix = MixStage.AwaitsDice };
        Assert.Equal([Done, Now, Later, Later, Later], States(day));
        Assert.Equal([Done, Now, Later, Later, Later], States(day with { Mix = MixStage.AwaitsProof }));
        day = day with { Mix = MixStage.Proved };
        Assert.Equal([Done, Done, Now, Later, Later], States(day));
        day = day with { Paperwork = day.Paperwork with { Sheet = new("h", "image/png", "a", default) } };
        Assert.Equal([Done, Done, Done, Now, Later], States(day));
        day = day with { Paperwork = day.Paperwork with { Signed = new(3, "h", "a", default) } };
        Assert.Equal([Done, Done, Done, Done, Now], States(day));
        day = day with { Paperwork = day.Paperwork with { Validated = new("a", "b", default) } };
        Assert.Equal([Done, Done, Done, Done, Done], States(day));
        Assert.Null(CountSteps.Of(day).Now);
    }

    [Fact]
    public void Without_enough_ballots_for_a_mix_the_count_is_done_at_once() =>
        Assert.Equal([Done, Done, Now, Later, Later], States(Closed with { Phase = DayPhase.Counted, Paperwork = Accounted }));

    [Fact]
    public void Before_the_close_nothing_is_to_do() => Assert.Equal([Later, Later, Later, Later, Later], States(Closed with { Phase = DayPhase.Open }));

    [Fact]
    public void What_a_rehearsal_went_on_without_is_left_out_and_it_alone_may_count_first()
    {
        var rehearsal = Closed with { Rehearsal = true };
        Assert.True(CountSteps.Of(rehearsal).MayOpen(CountStep.Result, rehearsal));
        Assert.False(CountSteps.Of(Closed).MayOpen(CountStep.Result, Closed));
        Assert.Equal([LeftOut, Done, Now, Later, Later], States(rehearsal with { Phase = DayPhase.Counted }));
        Assert.Equal([LeftOut, Done, LeftOut, LeftOut, LeftOut], States(rehearsal with { Phase = DayPhase.Declared }));
    }
}
