using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>Which step may follow which: every pair, against the list in the design.</summary>
public sealed class LifeCycleTableTests
{
    private static readonly Dictionary<DayPhase, DayPhase[]> Next = new()
    {
        [DayPhase.Draft] = [DayPhase.Published, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Published] = [DayPhase.Open, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Open] = [DayPhase.Paused, DayPhase.Closed, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Paused] = [DayPhase.Open, DayPhase.Closed, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Checking] = [],
        [DayPhase.Closed] = [DayPhase.Counted, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Counted] = [DayPhase.Declared, DayPhase.Postponed, DayPhase.Void],
        [DayPhase.Declared] = [DayPhase.Ratified],
        [DayPhase.Ratified] = [DayPhase.Archived],
        [DayPhase.Archived] = [],
        [DayPhase.Postponed] = [DayPhase.Archived],
        [DayPhase.Void] = [DayPhase.Archived],
    };

    public static TheoryData<DayPhase, DayPhase> Pairs()
    {
        var pairs = new TheoryData<DayPhase, DayPhase>();
        foreach (var from in Enum.GetValues<DayPhase>())
            foreach (var to in Enum.GetValues<DayPhase>())
                pairs.Add(from, to);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_step_follows_only_where_the_design_says_so(DayPhase from, DayPhase to)
    {
        var answer = LifeCycle.Answer(DayIn(from), new Transition(to, "A reason", "A", "B"));

        if (from == to) Assert.Equal(Decision.DoneBefore, answer);
        else if (Next[from].Contains(to)) Assert.Null(answer);
        else Assert.Equal(DayRefusal.WrongPhase, answer?.Outcome.Refusal);
    }

    [Fact]
    public void A_step_names_who_asks_and_a_reason_is_short_enough_to_be_shown()
    {
        Assert.Equal(DayRefusal.Invalid, LifeCycle.Answer(DayIn(DayPhase.Open), new Transition(DayPhase.Paused, "Why", "", ""))?.Outcome.Refusal);
        Assert.Equal(DayRefusal.Invalid, LifeCycle.Answer(DayIn(DayPhase.Open), new Transition(DayPhase.Paused, new string('x', 501), "A", ""))?.Outcome.Refusal);
        Assert.Null(LifeCycle.Answer(DayIn(DayPhase.Open), new Transition(DayPhase.Paused, new string('x', 500), "A", "")));
    }

    private static DayState DayIn(DayPhase phase)
    {
        var at = new DateTimeOffset(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);
        var day = DayState.None.Apply(new DayCreated(TownDay.Site, "pb.south.example/d", Rehearsal: true, TownDay.Settings, "A", at));
        if (phase == DayPhase.Checking)
            return day.Apply(new StepBegun(DayPhase.Ratified, "", "A", "B", at)).Apply(new CastingEnded(at));
        return phase == DayPhase.Draft ? day : day.Apply(new StepTaken(phase, "", "A", "B", at));
    }
}
