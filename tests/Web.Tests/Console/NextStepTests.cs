using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

public sealed class NextStepTests
{
    private static readonly DaySettings Settings = new(
        [new("en", "West")], "Hall", "2027-05-30", "10 to 3", "Europe/London", ["en"], "GBP", [new("main", "Main", 1)], [new("hall", "Hall")], CheckInMode.CardsOnly, "rules");

    private static readonly BoxStatus Empty = new(BoxPhase.BeforeOpening, "west", 0, 0, 0, 0, 0, 0, 0, 0, [], "", "", MixStage.None, 0, 0, 0, "");
    private static readonly BoxStatus WithCards = Empty with { Batches = [new("a", 80, true, false)] };
    private static readonly RegisterTotals Nobody = new(0, 0, []);
    private static readonly StationView Door = new("1", StationRole.Door, "Main door", "hall", false);

    private static DayView Day(DayPhase phase) => new(
        "west", "https://pb.example", "pb.example/west", false, phase, Settings, ["1"], "", "", "", "", [Door, Screen], [], "", "", MixStage.None, "")
        {
            Shares = new(1, "f", [new(1, "a", true), new(2, "b", true), new(3, "", true)], 0),
            Reached = new(Secure: true, default),
        };

    private static readonly StationView Screen = new("2", StationRole.Screen, "Screen", "hall", false);

    private static string Next(DayView day, BoxStatus? box = null, RegisterTotals? register = null, int approvers = 2) =>
        NextStep.For(day, box ?? WithCards, Tasks(day, box, register, approvers)).Name;

    private static ImmutableArray<DayTask> Tasks(DayView day, BoxStatus? box = null, RegisterTotals? register = null, int approvers = 2, PracticeView? practice = null) =>
        DayTasks.Of(day, box ?? WithCards, register ?? Nobody, practice ?? PracticeView.None, approvers);

    private static TaskState State(string task, ImmutableArray<DayTask> tasks) => Assert.Single(tasks, one => one.Name == task).State;

    [Fact]
    public void A_draft_needs_settings_then_proposals_then_rules_then_publishing()
    {
        var draft = Day(DayPhase.Draft);
        Assert.Equal("Settings", Next(draft with { Settings = Settings with { Place = "" } }));
        Assert.Equal("Proposals", Next(draft with { Proposals = [] }));
        Assert.Equal("Address", Next(draft with { Reached = null }));
        Assert.Equal("Rules", Next(draft with { Settings = Settings with { Rules = "" } }));
        Assert.Equal("Publish", Next(draft));
    }

    [Fact]
    public void Colleagues_come_before_everything_and_what_takes_two_waits_for_them()
    {
        var draft = Day(DayPhase.Draft) with { Shares = null };
        Assert.Equal("Colleague", Next(draft, approvers: 1));
        Assert.Equal("Publish", Next(draft));
        var alone = Tasks(draft, Empty, approvers: 1);
        Assert.Equal(["colleagues"], alone.SelectMany(task => task.Lines).Where(line => line.Name is "Keys" or "Publish").Select(line => line.WaitsFor).Distinct());
        Assert.Equal("Settings", Next(draft with { Rehearsal = true, Settings = Settings with { Date = "" } }));
    }

    [Fact]
    public void A_day_out_of_reach_cannot_be_published_and_says_which_task_mends_it()
    {
        var draft = Day(DayPhase.Draft) with { OutOfReach = true };
        Assert.Equal("Address", Next(draft));
        Assert.Equal("day", Assert.Single(Tasks(draft).SelectMany(task => task.Lines), line => line.Name == "Publish").WaitsFor);
        Assert.Equal("Publish", Next(draft with { Rehearsal = true }));
    }

    [Fact]
    public void Each_task_is_blocked_by_another_until_that_is_done_and_opening_by_all()
    {
        var draft = Day(DayPhase.Draft) with { Stations = [], Proposals = [], Settings = Settings with { Rules = "" } };
        var tasks = Tasks(draft, Empty);
        Assert.Equal(TaskState.Blocked, State("cards", tasks));
        Assert.Equal(TaskState.Blocked, State("doors", tasks));
        Assert.Equal(TaskState.Blocked, State("screen", tasks));
        Assert.Equal(TaskState.NotStarted, State("projects", tasks));
        Assert.Equal(TaskState.Blocked, State("open", tasks));
        var published = Tasks(draft with { Phase = DayPhase.Published, Proposals = ["1"], Settings = Settings, Shares = null }, Empty);
        Assert.Equal(TaskState.NotStarted, State("cards", published));
        Assert.Equal(TaskState.NotStarted, State("doors", published));
        Assert.Equal(TaskState.Ready, State("projects", published));
        Assert.Equal(TaskState.NotStarted, State("open", Tasks(Day(DayPhase.Published))));
        Assert.All(tasks.SelectMany(task => task.Lines), line => Assert.True(line.WaitsFor is null || tasks.Any(task => task.Name == line.WaitsFor)));
    }

    [Theory]
    [InlineData(DayPhase.Open, "run", "close")]
    [InlineData(DayPhase.Closed, "count", null)]
    [InlineData(DayPhase.Declared, null, "ratify")]
    public void A_day_goes_down_the_list(DayPhase phase, string? goesOn, string? comes)
    {
        var tasks = Tasks(Day(phase));
        Assert.Equal(goesOn, tasks.FirstOrDefault(task => task.State == TaskState.Begun)?.Name);
        Assert.Equal(comes, tasks.FirstOrDefault(task => task.State == TaskState.NotStarted)?.Name);
        Assert.All(Tasks(Day(DayPhase.Ratified)), task => Assert.Equal(TaskState.Ready, task.State));
    }

    [Fact]
    public void Before_opening_there_must_be_cards_keys_and_a_door()
    {
        var published = Day(DayPhase.Published);
        Assert.Equal("Cards", Next(published, Empty));
        Assert.Equal("Keys", Next(published with { Shares = new(1, "f", [new(1, "a", true), new(2, "b", true), new(3, "", false)], 0) }));
        Assert.Equal("Doors", Next(published with { Stations = [Door with { Revoked = true }] }));
        Assert.Equal("Screen", Next(published with { Stations = [Door] }));
        Assert.Equal("Open", Next(published));
        Assert.Equal("Open", Next(published with { Shares = null, Rehearsal = true }));
    }

    [Fact]
    public void A_print_holds_the_opening_up_until_its_test_card_is_read_but_not_where_another_batch_counts()
    {
        var printed = Day(DayPhase.Published) with { CardPrints = [new("b", 8, CardPrintState.Waiting)] };
        Assert.Equal("TestCard", Next(printed, Empty));
        Assert.Equal("Open", Next(printed));
    }

    [Fact]
    public void A_practice_run_is_the_last_task_before_the_opening_and_does_not_hold_it_up()
    {
        var published = Day(DayPhase.Published);
        var tasks = Tasks(published);
        Assert.Equal("rehearse", tasks[tasks.IndexOf(tasks.Single(task => task.Name == "open")) - 1].Name);
        Assert.Equal((TaskState.NotStarted, TaskState.NotStarted), (State("rehearse", tasks), State("open", tasks)));
        Assert.Equal("Open", Next(published));
        Assert.Equal(TaskState.Ready, State("rehearse", Tasks(published, practice: PracticeView.None with { Runs = 1, Reached = DayPhase.Counted })));
        Assert.Equal(TaskState.NotStarted, State("rehearse", Tasks(published, practice: PracticeView.None with { Runs = 1, Reached = DayPhase.Closed })));
        Assert.Equal("projects", Assert.Single(Tasks(Day(DayPhase.Draft) with { Proposals = [] }).SelectMany(task => task.Lines), line => line.Name == "Practice").WaitsFor);
        Assert.DoesNotContain(Tasks(published with { Rehearsal = true }), task => task.Name == "rehearse");
    }

    [Fact]
    public void A_register_day_also_needs_people_and_a_usable_batch()
    {
        var published = Day(DayPhase.Published) with { Settings = Settings with { CheckIn = CheckInMode.Register } };
        Assert.Equal("Cards", Next(published, Empty with { Batches = [new("exchange", 80, true, false)] }));
        Assert.Equal("Register", Next(published));
        Assert.Equal("Activate", Next(published, register: Nobody with { Lines = 3 }));
        Assert.Equal("Open", Next(published, Empty with { Batches = [new("a", 80, true, true)] }, Nobody with { Lines = 3 }));
    }

    [Theory]
    [InlineData(DayPhase.Open, "Watch")]
    [InlineData(DayPhase.Paused, "Resume")]
    [InlineData(DayPhase.Closed, "Count")]
    [InlineData(DayPhase.Counted, "FinishCount")]
    [InlineData(DayPhase.Declared, "Ratify")]
    [InlineData(DayPhase.Ratified, "Archive")]
    [InlineData(DayPhase.Archived, "Archived")]
    [InlineData(DayPhase.Postponed, "Postponed")]
    [InlineData(DayPhase.Void, "Void")]
    public void Every_later_phase_has_one_next_step(DayPhase phase, string step) => Assert.Equal(step, Next(Day(phase)));

    [Fact]
    public void A_counted_day_is_declared_after_the_dice_and_a_second_look_and_a_rehearsal_after_the_dice_alone()
    {
        var counted = Day(DayPhase.Counted);
        var validated = counted with { Paperwork = CountPaperwork.None with { Validated = new("a", "b", default) } };
        Assert.Equal("Dice", Next(validated with { Mix = MixStage.AwaitsDice }));
        Assert.Equal("Dice", Next(validated with { Mix = MixStage.AwaitsProof, Rehearsal = true }));
        Assert.Equal("FinishCount", Next(counted with { Mix = MixStage.Proved }));
        Assert.Equal("Declare", Next(counted with { Mix = MixStage.Proved, Rehearsal = true }));
        Assert.Equal("Declare", Next(validated));
        Assert.True(NextStep.MayDeclare(validated));
        Assert.False(NextStep.MayDeclare(counted));
        Assert.False(NextStep.MayDeclare(validated with { Phase = DayPhase.Declared }));
    }
}
