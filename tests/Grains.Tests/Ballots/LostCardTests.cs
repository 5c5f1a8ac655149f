using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Cards that were lost, or handed out by mistake, and what a log says of it. Source: docs/adr/0051.</summary>
public sealed class LostCardTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna, Bela = TownDay.Bela;

    [Fact]
    public async Task One_person_alone_ends_no_card_whatever_the_reason()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        await day.Box.IssueAsync(day.ShortNumber(0), default);
        foreach (var second in new[] { "", Anna })
            foreach (var reason in new[] { VoidReason.Lost, VoidReason.Found })
                Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(0), reason), Anna, second, default)).Refusal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Voided);
        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(0), VoidReason.Lost), Anna, Bela, default));
    }

    [Fact]
    public async Task Without_a_number_nothing_is_ended_and_so_nothing_replaced()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        foreach (var number in new[] { "", "7K3M", "0000-0000-00000" })
            Assert.Equal(DayRefusal.Unknown, (await day.Grain.VoidCardAsync(new VoidCard(number, VoidReason.Lost), Anna, Bela, default)).Refusal);
        Assert.Equal(IssueResult.NoneToReplace, await HandOutSpareAsync(day));
    }

    [Theory]
    [InlineData(VoidReason.Lost)]
    [InlineData(VoidReason.Found)]
    public async Task A_card_that_has_cast_is_not_ended_and_the_log_says_that_somebody_was_told_and_not_of_which_card(VoidReason reason)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        Assert.Equal(BoxResult.CardHasCast, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), reason), default));
        // Opened by a challenge it counts no more, and it has cast all the same.
        await running.ChallengeAsync(card: 0, version: 2);
        Assert.Equal(BoxResult.CardHasCast, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), reason), default));
        await running.Box.EndAndCloseAsync();
        var log = await running.ReadLogAsync();
        Assert.Equal(["cast", "incident", "challenge", "incident", "last"], log.Skip(3).Take(5).Select(entry => entry.Kind));
        Assert.All(log.OfType<IncidentEntry>(), told => Assert.Equal("pbdd/1 incident\ncode used-card\n", System.Text.Encoding.ASCII.GetString(told.Print())));
        Assert.Empty(log.OfType<VoidEntry>());
    }

    [Theory]
    [InlineData(VoidReason.Lost)]
    [InlineData(VoidReason.Found)]
    public async Task A_card_that_was_handed_in_for_a_paper_ballot_is_neither_lost_nor_found(VoidReason reason)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.SurrenderAsync(card: 0);
        Assert.Equal(BoxResult.CardSurrendered, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), reason), default));
        Assert.Equal(0, (await running.Box.GetStatusAsync(default)).Voided);
    }

    [Fact]
    public async Task A_card_of_another_log_is_ended_in_that_log_alone()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        var card = CardSecret.Draw().Derive(day.Origin).Number;
        TownDay.Done(await day.Grain.AddBatchAsync(new AddBatch("cafe", [card.ToString()], MadeByService: false) { Log = "cafe" }, Anna, Bela, default));
        var cafe = silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe"));
        await cafe.IssueAsync(ShortNumber.Of(card).Symbols, default);
        var lost = new VoidCard(ShortNumber.Of(card).Symbols, VoidReason.Lost);
        Assert.Equal(BoxResult.AnotherLog, await day.Box.VoidAsync(lost, default));
        TownDay.Done(await day.Grain.VoidCardAsync(lost, Anna, Bela, default));
        Assert.Equal((0, 1), ((await day.Box.GetStatusAsync(default)).Voided, (await cafe.GetStatusAsync(default)).Voided));
    }

    [Fact]
    public async Task A_hand_out_is_undone_once_and_only_where_there_was_one()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        Assert.Equal(DayRefusal.Invalid, (await VoidAsync(day, 0, VoidReason.Found)).Refusal);
        await day.Box.IssueAsync(day.ShortNumber(0), default);
        TownDay.Done(await VoidAsync(day, 0, VoidReason.Found));
        TownDay.Done(await VoidAsync(day, 0, VoidReason.Found));
        Assert.Equal(DayRefusal.Invalid, (await VoidAsync(day, 0, VoidReason.Lost)).Refusal);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Voided);
        // Whoever got it gets another as somebody who has none, and not in exchange.
        Assert.Equal(IssueResult.NoneToReplace, await HandOutSpareAsync(day));
        Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(day.ShortNumber(1), default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(new CountEntry(2, 2), await LastCountAsync(silo, day));
    }

    [Fact]
    public async Task Where_people_draw_their_cards_no_hand_out_is_undone_and_a_lost_card_is_replaced_for_its_strip()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync(TownDay.Settings with { CheckIn = CheckInMode.Register });
        await day.Register.AddAsync([new NewLine("1", "Mary Smith", "", "")], default);
        await day.Register.CheckInAsync("1", "Main door", default);
        TownDay.Done(await day.Grain.ActivateBatchAsync("a", Anna, default));

        // Before anybody is asked to agree.
        var refused = await day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(0), VoidReason.Found), Anna, "", default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("back into the tub", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Voided);
        TownDay.Done(await VoidAsync(day, 0, VoidReason.Lost));
        var spare = await AddSpareAsync(day);
        Assert.Equal(IssueResult.Replaced, await day.Box.ReplaceAsync(spare, default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(new CountEntry(1, 4), await LastCountAsync(silo, day));
    }

    [Fact]
    public async Task A_card_that_replaced_another_is_not_taken_out_of_the_people_and_lost_is_replaced_again()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        await day.Box.IssueAsync(day.ShortNumber(0), default);
        TownDay.Done(await VoidAsync(day, 0, VoidReason.Lost));
        var spare = await AddSpareAsync(day);
        Assert.Equal(IssueResult.Replaced, await day.Box.IssueAsync(spare, default));

        var refused = await day.Grain.VoidCardAsync(new VoidCard(spare, VoidReason.Found), Anna, Bela, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("let nobody new in", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(IssueResult.NoneToReplace, await HandOutSpareAsync(day));
        TownDay.Done(await day.Grain.VoidCardAsync(new VoidCard(spare, VoidReason.Lost), Anna, Bela, default));
        Assert.Equal(IssueResult.Replaced, await HandOutSpareAsync(day));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(new CountEntry(1, 3), await LastCountAsync(silo, day));
    }

    [Fact]
    public async Task A_lost_card_is_replaced_once_and_checks_in_nobody_new_after_a_restart_too()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var day = await new TownDay(silo).OpenAsync();
        await day.Box.IssueAsync(day.ShortNumber(0), default);
        TownDay.Done(await VoidAsync(day, 0, VoidReason.Lost));
        var mistyped = await VoidAsync(day, 1, VoidReason.Lost); // It was never handed out: nobody misses it.
        Assert.Equal((DayRefusal.Invalid, "That card was not handed out, so nobody has lost it and there is nothing to undo. Read its number again."), (mistyped.Refusal, mistyped.Detail));
        await silo.RestartAsync();
        Assert.Equal(IssueResult.Replaced, await HandOutSpareAsync(day));
        Assert.Equal(IssueResult.NoneToReplace, await HandOutSpareAsync(day));
        Assert.Equal(IssueResult.Ended, await day.Box.IssueAsync(day.ShortNumber(0), default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(new CountEntry(1, 2), await LastCountAsync(silo, day));
    }

    [Fact]
    public async Task Another_log_says_of_each_start_of_its_process_after_the_first_that_there_was_one_and_the_main_log_does_not()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted, and its grains come and go.
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        for (var start = 0; start < 2; start++)
        {
            await silo.RestartAsync();
            for (var look = 0; look < 10; look++)
                await Cafe(silo, day).GetStatusAsync(default);
        }
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        await silo.RestartAsync();
        await Cafe(silo, day).GetStatusAsync(default);
        string[] kinds = [.. (await EntriesAsync(silo, BoxKey.For(day.Id, "cafe"))).Select(entry => entry is IncidentEntry incident ? $"{incident.Code}" : entry.Kind)];
        Assert.Equal(["open", "Restart", "Restart", "last", "close"], kinds.Where(kind => kind != "count"));
        Assert.Empty((await EntriesAsync(silo, BoxKey.Main(day.Id))).OfType<IncidentEntry>());
        TownDay.Done(await day.Grain.JoinLogAsync("cafe", Anna, Bela, default));
    }

    private static IBallotBoxGrain Cafe(TestSilo silo, TownDay day) => silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe"));

    private static Task<DayOutcome> VoidAsync(TownDay day, int card, VoidReason reason) =>
        day.Grain.VoidCardAsync(new VoidCard(day.ShortNumber(card), reason), Anna, Bela, default);

    /// <summary>Hands out a card of a new batch for exchange.</summary>
    private static async Task<IssueResult> HandOutSpareAsync(TownDay day) => await day.Box.IssueAsync(await AddSpareAsync(day), default);

    /// <summary>Adds a batch for exchange of one card.</summary>
    /// <returns>The number on its outside.</returns>
    private static async Task<string> AddSpareAsync(TownDay day)
    {
        var spare = CardSecret.Draw().Derive(day.Origin).Number;
        var number = ShortNumber.Of(spare).Symbols;
        TownDay.Done(await day.Grain.AddBatchAsync(
            new AddBatch($"exchange-{number.ToLowerInvariant()}", [spare.ToString()], MadeByService: false), Anna, Bela, default));
        return number;
    }

    private static async Task<CountEntry> LastCountAsync(TestSilo silo, TownDay day) =>
        (await EntriesAsync(silo, BoxKey.Main(day.Id))).OfType<CountEntry>().Last();

    private static Task<List<LogEntry>> EntriesAsync(TestSilo silo, string box) => Journalled.ReadLogAsync(silo.Journal, $"box/{box}");
}
