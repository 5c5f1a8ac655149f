using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>Paper slips typed in by two people on a real silo, from the pile to the log. Source: docs/adr/0067.</summary>
public sealed class PaperCountTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string One = Typing.One, Two = Typing.Two, Third = Typing.Third;

    [Fact]
    public async Task Only_what_two_people_agree_on_goes_into_the_log_and_only_as_a_whole_pile()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 3, pile: 4);
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        await typing.BothAsync(2, SlipReading.Of("blank"));
        await typing.BothAsync(3, SlipReading.Of(SpoiltReason.TooMany));
        Assert.Equal(SlipState.Once, await typing.TypeAsync(4, SlipReading.Of("approve football"), One));
        Assert.Contains("not agreed yet: 1. The first of them is 4", Spaced((await typing.FinishAsync()).Detail), StringComparison.Ordinal);
        Assert.Equal(0, (await typing.Day.Box.GetStatusAsync(default)).Papers);

        Assert.Equal(SlipState.Differs, await typing.TypeAsync(4, SlipReading.Of("approve garden"), Two));
        Assert.Equal(DayRefusal.Invalid, (await typing.FinishAsync()).Refusal);
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await typing.SettleAsync(4, SlipReading.Of("approve garden"), One)).Refusal);
        TownDay.Done(await typing.SettleAsync(4, SlipReading.Of("approve football"), Third));
        TownDay.Done(await typing.FinishAsync());

        Assert.Equal(3, (await typing.Day.Box.GetStatusAsync(default)).Papers);
        var counted = Assert.Single((await typing.Day.ViewAsync()).PaperBatches);
        Assert.Equal(new CountedBatch("hall", Finished: true, new PaperFigures(4, 2, 1, 1, 0, 0, 0, 0, LeftOut: 1, Differences: 1, Opened: 1)), counted);
        Assert.Equal((3, 1), ((await typing.Day.Grain.GetFiguresAsync(default)).Papers, (await typing.Day.Grain.GetFiguresAsync(default)).Spoilt));

        static string Spaced(string detail) => detail.Replace("on which nobody agrees yet", "not agreed yet", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_neither_of_the_two_read_is_asked_for_twice_and_can_be_mended_until_the_batch_is_finished()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 1, pile: 1);
        await typing.TypeAsync(1, SlipReading.Of("approve football"), One);
        await typing.TypeAsync(1, SlipReading.Of("blank"), Two);
        Assert.StartsWith("Neither of the two read that.", (await typing.SettleAsync(1, SlipReading.Of("approve garden"), Third)).Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await typing.SeenAsync(One)).Agreed);
        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("approve garden"), Third, sure: true));
        var settled = Assert.Single((await typing.SeenAsync(Third)).Settled);
        Assert.Equal((1, SlipReading.Of("approve garden")), (settled.Number, settled.Found));
        Assert.Empty((await typing.SeenAsync(One)).Settled);

        // A slip of the finger is mended by whoever made it, and by nobody else.
        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("approve football"), Third));
        Assert.Equal(DayRefusal.WrongPhase, (await typing.SettleAsync(1, SlipReading.Of("blank"), TownDay.Bela)).Refusal);
        TownDay.Done(await typing.FinishAsync());
        Assert.Equal((1, 0), (Assert.Single((await typing.Day.ViewAsync()).PaperBatches).Figures!.Accepted, (await typing.SeenAsync(Third)).Settled.Length));
        Assert.Equal(DayRefusal.WrongPhase, (await typing.SettleAsync(1, SlipReading.Of("blank"), Third)).Refusal);
    }

    [Fact]
    public async Task Nobody_types_a_slip_twice_nor_sees_what_another_typed_before_they_have()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 2, pile: 2);
        await typing.TypeAsync(1, SlipReading.Of("approve garden"), One);
        // A mistake of one's own is mended while nobody else has typed the slip, and that is no difference.
        Assert.Equal(SlipState.Once, await typing.TypeAsync(1, SlipReading.Of("approve football"), One));
        var seen = await typing.SeenAsync(Two);
        Assert.Empty(seen.Own);
        Assert.Equal((1, 1, 1), (seen.Once, seen.Untyped, seen.Next));
        Assert.Equal(2, (await typing.SeenAsync(One)).Next);

        Assert.Equal(SlipState.Differs, await typing.TypeAsync(1, SlipReading.Of("blank"), Two));
        Assert.Equal(DayRefusal.WrongPhase, (await typing.AskAsync(1, SlipReading.Of("approve football garden"), Two)).Outcome.Refusal);
        Assert.Equal(DayRefusal.WrongPhase, (await typing.AskAsync(1, SlipReading.Of("blank"), Third)).Outcome.Refusal);
        // The same once more, because an answer was lost.
        Assert.Equal(new KeyedSlip(DayOutcome.Done, SlipState.Differs), await typing.AskAsync(1, SlipReading.Of("blank"), Two));

        Assert.Equal([new SlipDifference(1, null, null, IsPhotographed: false)], (await typing.SeenAsync(One)).Differ);
        Assert.Equal([new SlipDifference(1, SlipReading.Of("approve football"), SlipReading.Of("blank"), IsPhotographed: false)], (await typing.SeenAsync(Third)).Differ);
    }

    [Fact]
    public async Task A_difference_stays_in_the_account_though_the_batch_is_opened_again_and_typed_alike()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 1, pile: 1);
        await typing.TypeAsync(1, SlipReading.Of("approve garden"), One);
        await typing.TypeAsync(1, SlipReading.Of("approve football"), Two);
        TownDay.Done(await typing.SettleAsync(1, SlipReading.Of("approve garden"), Third));
        TownDay.Done(await typing.FinishAsync());
        Assert.Equal(DayRefusal.WrongPhase, (await typing.AskAsync(1, SlipReading.Of("blank"), One)).Outcome.Refusal);

        TownDay.Done(await typing.OpenAsync(1));
        Assert.Equal(DayRefusal.NotAccounted, (await typing.Day.StepAsync(DayPhase.Counted)).Refusal);
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        TownDay.Done(await typing.FinishAsync());
        Assert.Equal((1, 2), (await FiguresAsync(typing.Day) is var figures ? figures.Differences : 0, figures.Opened));
        Assert.Equal(1, (await typing.Day.Box.GetStatusAsync(default)).Papers);
    }

    [Fact]
    public async Task What_stands_in_the_log_otherwise_is_corrected_by_two_and_never_taken_out()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 2, pile: 2);
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        await typing.BothAsync(2, SlipReading.Of(SpoiltReason.Unreadable));
        TownDay.Done(await typing.FinishAsync());
        TownDay.Done(await typing.OpenAsync(2));
        await typing.BothAsync(1, SlipReading.Of(SpoiltReason.Unofficial));
        await typing.BothAsync(2, SlipReading.Of("approve football"));

        Assert.Equal(DayRefusal.NeedsSecondPerson, (await typing.FinishAsync()).Refusal);
        TownDay.Done(await typing.FinishAsync(TownDay.Bela));
        TownDay.Done(await typing.FinishAsync());
        var figures = await FiguresAsync(typing.Day);
        Assert.Equal((1, 0, 1, 0), (figures.Accepted, figures.Blank, figures.Unofficial, figures.LeftOut));
        Assert.Equal(2, (await typing.Day.Box.GetStatusAsync(default)).Papers);
        Assert.Equal(["+approve garden", "+approve football", "-approve garden +blank"], (await ChangesAsync(typing.Day)).Order(Comparer<string>.Create((a, b) => a.Length - b.Length)));
    }

    [Fact]
    public async Task A_restart_loses_nothing_and_neither_the_journal_nor_the_archive_says_what_a_slip_said()
    {
        await using var silo = await TestSilo.StartAsync();
        var typing = await Typing.BeginAsync(silo, slips: 2, pile: 2);
        await typing.BothAsync(1, SlipReading.Of("approve football garden"));
        await typing.TypeAsync(2, SlipReading.Of(SpoiltReason.Late), One);
        await silo.RestartAsync();
        Assert.Equal(
            [new OwnSlip(1, SlipReading.Of("approve football garden"), SlipState.Agreed), new OwnSlip(2, SlipReading.Of(SpoiltReason.Late), SlipState.Once)],
            (await typing.SeenAsync(One)).Own);
        await typing.TypeAsync(2, SlipReading.Of(SpoiltReason.Late), Two);
        TownDay.Done(await typing.FinishAsync());
        var written = await Journalled.ReadAsync(silo.Journal, $"papers/{typing.Day.Id}");
        Assert.Equal(
            ["typing-key-made", "slip-batch-opened", "slip-typed", "slip-typed", "slip-typed", "slip-typed", "slip-batch-finished"],
            written.Select(happened => happened.Kind));
        Assert.DoesNotContain(written, happened => happened.Body.Contains("football", StringComparison.Ordinal) || happened.Body.Contains("late", StringComparison.OrdinalIgnoreCase));
        Assert.Single(written.Where(happened => happened.Kind == "slip-typed").Select(happened => JsonDocument.Parse(happened.Body).RootElement.GetProperty("sealed").GetString()!.Length).Distinct());

        foreach (var phase in new[] { DayPhase.Counted, DayPhase.Declared, DayPhase.Ratified, DayPhase.Archived }) TownDay.Done(await typing.Day.StepAsync(phase));
        await silo.RestartAsync();
        Assert.Empty(await typing.Grain.ListAsync(One, default));
    }

    [Fact]
    public async Task A_ballot_against_the_rules_a_number_beyond_the_pile_and_a_pile_too_small_are_refused()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 1, pile: 2);
        foreach (var ballot in new[] { "approve garden football", "rank garden", "approve nothing", "", "approve football garden pool" })
            Assert.Equal(DayRefusal.Invalid, (await typing.AskAsync(1, SlipReading.Of(ballot), One)).Outcome.Refusal);
        Assert.Equal(DayRefusal.Invalid, (await typing.AskAsync(1, new SlipReading("approve garden", SpoiltReason.Late), One)).Outcome.Refusal);
        foreach (var number in new[] { 0, 3, int.MinValue, int.MaxValue })
            Assert.Equal(DayRefusal.Invalid, (await typing.AskAsync(number, SlipReading.Of("blank"), One)).Outcome.Refusal);
        Assert.Equal(DayRefusal.Invalid, (await typing.AskAsync(1, SlipReading.Of("blank"), "")).Outcome.Refusal);
        await typing.TypeAsync(2, SlipReading.Of("blank"), One);
        // A number that was only typed may have been a slip of the finger.
        TownDay.Done(await typing.RecountAsync(1));
        TownDay.Done(await typing.RecountAsync(2));
        Assert.Equal(DayRefusal.Invalid, (await typing.RecountAsync(-1)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await typing.RecountAsync(OpenPaperBatch.MostSlips + 1)).Refusal);
        Assert.Equal(DayRefusal.AlreadyExists, (await typing.OpenAsync(3)).Refusal);
        TownDay.Done(await typing.RecountAsync(3));
        Assert.Equal(3, (await typing.SeenAsync(One)).Pile);
    }

    [Fact]
    public async Task How_often_a_pile_was_counted_anew_and_between_which_numbers_stays_in_its_figures()
    {
        await using var silo = await TestSilo.StartAsync();
        var typing = await Typing.BeginAsync(silo, slips: 1, pile: 3);
        TownDay.Done(await typing.RecountAsync(3));
        Assert.Equal([3], (await typing.SeenAsync(Two)).Counted);
        TownDay.Done(await typing.RecountAsync(1));
        TownDay.Done(await typing.RecountAsync(2));
        TownDay.Done(await typing.RecountAsync(1));
        Assert.Equal([3, 1, 2, 1], (await typing.SeenAsync(Two)).Counted);
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        TownDay.Done(await typing.FinishAsync());
        Assert.Equal([3, 1, 2, 1], (await FiguresAsync(typing.Day)).Counted!.Value);
        // Another number at the next opening is one more; the same is none.
        TownDay.Done(await typing.OpenAsync(1));
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        TownDay.Done(await typing.FinishAsync());
        await silo.RestartAsync();
        var figures = await FiguresAsync(typing.Day);
        Assert.Equal([3, 1, 2, 1], figures.Counted!.Value);
        Assert.Equal((3, 2), (figures.Recounts, figures.Opened));
        Assert.Equal([3, 1, 2, 1], (await typing.SeenAsync(One)).Counted);
    }

    [Fact]
    public async Task How_ballots_came_is_told_in_counts_by_card_and_by_batch()
    {
        var day = await new TownDay(shared.Begin()).OpenAsync(cards: 1);
        await day.SurrenderAsync(0);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        TownDay.Done(await day.Grain.EnterPaperBallotAsync(new EnterPaperBallot("direct", 1, "blank"), TownDay.Anna, "", default));
        var ways = await day.Box.GetWaysAsync(default);
        Assert.Equal((0, 0), (ways.OnPhones, ways.Final));
        Assert.Equal([new PaperBatchWays("direct", 1, 1)], ways.Papers);
        Assert.Equal((0, 0), (ways.Cards.Sum(batch => batch.Counted), ways.Cards.Sum(batch => batch.Replaced)));
        Assert.True(ways.Cards.Sum(batch => batch.Usable) > 0);
    }

    [Fact]
    public async Task More_papers_than_cards_handed_in_are_refused_and_an_empty_box_is_finished_at_once()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 1, pile: 2);
        await typing.BothAsync(1, SlipReading.Of("blank"));
        await typing.BothAsync(2, SlipReading.Of("blank"));
        Assert.Equal(DayRefusal.TooManyPapers, (await typing.FinishAsync()).Refusal);
        Assert.False((await typing.SeenAsync(One)).Finished);

        TownDay.Done(await typing.Grain.OpenAsync(new OpenPaperBatch("cafe", 0, One), default));
        TownDay.Done(await typing.Grain.FinishAsync("cafe", 0, TownDay.Anna, "", default));
        Assert.Equal(new PaperFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), (await typing.Day.ViewAsync()).PaperBatches[0].Figures);
    }

    [Fact]
    public async Task A_batch_that_is_refused_leaves_nothing_in_the_log_and_is_typed_anew_with_the_slip_too_many_as_spoilt()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 2, pile: 4);
        for (var slip = 1; slip <= 3; slip++) await typing.BothAsync(slip, SlipReading.Of("approve garden"));
        await typing.TypeAsync(4, SlipReading.Of("blank"), One);
        await typing.TypeAsync(4, SlipReading.Of("approve garden"), Two);
        TownDay.Done(await typing.SettleAsync(4, SlipReading.Of(SpoiltReason.Late), Third, sure: true));
        var refused = await typing.FinishAsync();
        Assert.Equal(DayRefusal.TooManyPapers, refused.Refusal);
        Assert.Contains("open the batch again", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await typing.Day.Box.GetStatusAsync(default)).Papers);

        // Nobody marks an agreed slip otherwise, so the whole batch is typed anew; that shows in its figures, and the difference stays.
        Assert.Equal(DayRefusal.AlreadyExists, (await typing.OpenAsync(3)).Refusal);
        TownDay.Done(await typing.OpenAsync(4));
        Assert.Equal(4, (await typing.SeenAsync(One)).Agreed);
        TownDay.Done(await typing.TypeAnewAsync(4));
        // The same once more, because an answer was lost.
        TownDay.Done(await typing.TypeAnewAsync(4));
        Assert.Equal((0, 4, 2), ((await typing.SeenAsync(One)).Agreed, (await typing.SeenAsync(One)).Untyped, (await typing.SeenAsync(One)).Opened));
        for (var slip = 1; slip <= 2; slip++) await typing.BothAsync(slip, SlipReading.Of("approve garden"));
        await typing.BothAsync(3, SlipReading.Of(SpoiltReason.Unofficial));
        await typing.BothAsync(4, SlipReading.Of(SpoiltReason.Late));
        TownDay.Done(await typing.FinishAsync());
        Assert.Equal(2, (await typing.Day.Box.GetStatusAsync(default)).Papers);
        Assert.Equal(new PaperFigures(4, 2, 0, 0, 0, 1, 1, 0, LeftOut: 2, Differences: 1, Opened: 2), await FiguresAsync(typing.Day));
    }

    [Fact]
    public async Task A_correction_that_is_refused_leaves_nothing_new_in_the_log()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 2, pile: 1);
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        TownDay.Done(await typing.FinishAsync());
        TownDay.Done(await typing.OpenAsync(2));
        await typing.BothAsync(1, SlipReading.Of("approve football"));
        await typing.BothAsync(2, SlipReading.Of("approve garden"));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await typing.FinishAsync()).Refusal);
        Assert.Equal(1, (await typing.Day.Box.GetStatusAsync(default)).Papers);
        TownDay.Done(await typing.FinishAsync(TownDay.Bela));
        Assert.Equal(2, (await typing.Day.Box.GetStatusAsync(default)).Papers);
    }

    [Fact]
    public async Task What_a_batch_cut_off_half_way_left_in_the_log_stays_in_its_pile_and_counts_as_blank_where_it_is_spoilt()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 3, pile: 1);
        // As a service that stopped between two entries leaves it.
        foreach (var slip in new[] { 1, 2 })
            Assert.Equal(BoxResult.Done, await typing.Day.Box.EnterPaperBallotAsync(new EnterPaperBallot("hall", slip, "approve garden"), default));
        await typing.BothAsync(1, SlipReading.Of("approve garden"));
        var refused = await typing.FinishAsync();
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("Count the pile as 2 or more", refused.Detail, StringComparison.Ordinal);
        TownDay.Done(await typing.RecountAsync(3));
        Assert.Equal(DayRefusal.Invalid, (await typing.RecountAsync(1)).Refusal);
        Assert.Equal(DayRefusal.Invalid, (await typing.TypeAnewAsync(1)).Refusal);
        TownDay.Done(await typing.RecountAsync(2));
        await typing.BothAsync(2, SlipReading.Of(SpoiltReason.Unofficial));
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await typing.FinishAsync()).Refusal);
        TownDay.Done(await typing.FinishAsync(TownDay.Bela));
        var figures = await FiguresAsync(typing.Day);
        Assert.Equal((1, 1, 0), (figures.Accepted, figures.Unofficial, figures.LeftOut));
        Assert.Contains("-approve garden +blank", await ChangesAsync(typing.Day));
        Assert.Equal(2, (await typing.Day.Box.GetStatusAsync(default)).Papers);
    }

    [Fact]
    public async Task A_batch_that_a_program_entered_is_not_opened_for_typing()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 2, pile: 1);
        TownDay.Done(await typing.Day.Grain.EnterPaperBallotAsync(new EnterPaperBallot("direct", 7, "blank"), TownDay.Anna, "", default));
        var refused = await typing.Grain.OpenAsync(new OpenPaperBatch("direct", 9, One), default);
        Assert.Equal(DayRefusal.AlreadyExists, refused.Refusal);
        Assert.Contains("entered directly", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(["hall"], (await typing.Day.ViewAsync()).PaperBatches.Select(batch => batch.Batch));
        TownDay.Done(await typing.Day.Grain.EnterPaperBallotAsync(new EnterPaperBallot("direct", 8, "blank"), TownDay.Anna, "", default));
    }

    [Fact]
    public async Task A_slip_that_two_have_read_does_not_vanish_by_counting_the_pile_below_it()
    {
        var typing = await Typing.BeginAsync(shared.Begin(), slips: 4, pile: 4);
        await typing.TypeAsync(3, SlipReading.Of("approve garden"), One);
        await typing.TypeAsync(3, SlipReading.Of("blank"), Two);
        await typing.TypeAsync(4, SlipReading.Of("blank"), One);
        var refused = await typing.RecountAsync(2);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("Two people have typed slip 3", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("open the batch again", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(4, (await typing.SeenAsync(One)).Pile);
        TownDay.Done(await typing.RecountAsync(3));
        TownDay.Done(await typing.TypeAnewAsync(2));
        Assert.Equal((2, 1, 2), ((await typing.SeenAsync(One)).Pile, (await typing.SeenAsync(One)).Differences, (await typing.SeenAsync(One)).Opened));
    }

    [Fact]
    public async Task Slips_are_typed_only_between_the_close_and_the_count()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        var grain = silo.Grains.GetGrain<IPaperCountGrain>(day.Id);
        var open = new OpenPaperBatch("hall", 1, One);
        Assert.Equal(DayRefusal.WrongPhase, (await grain.OpenAsync(open, default)).Refusal);
        Assert.Empty(await grain.ListAsync(One, default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(DayRefusal.Unknown, (await grain.KeyAsync(new KeySlip("hall", 1, SlipReading.Of("blank"), One), default)).Outcome.Refusal);
        Assert.Equal(DayRefusal.Unknown, (await grain.FinishAsync("hall", 1, TownDay.Anna, "", default)).Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Equal(DayRefusal.WrongPhase, (await grain.OpenAsync(open, default)).Refusal);
        Assert.Equal(DayRefusal.NoSuchDay, (await silo.Grains.GetGrain<IPaperCountGrain>("nowhere").OpenAsync(open, default)).Refusal);
    }

    private static async Task<PaperFigures> FiguresAsync(TownDay day) => (await day.ViewAsync()).PaperBatches[0].Figures!;

    private static async Task<List<string>> ChangesAsync(TownDay day)
    {
        var all = new List<string>();
        for (var page = await day.Box.ReadCountedAsync(0, default); ; page = await day.Box.ReadCountedAsync(page.NextIndex, default))
        {
            all.AddRange(page.Changes.Select(change => (change.Removed.Length > 0 ? $"-{change.Removed} " : "") + $"+{change.Added}"));
            if (page.NextIndex >= (await day.Box.GetStatusAsync(default)).LogSize) return all;
        }
    }
}
