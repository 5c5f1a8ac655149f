using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>A day with other logs: each goes the way of its day, and is joined or left out before anything is counted.</summary>
public sealed class OtherLogsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna, Bela = TownDay.Bela;

    [Fact]
    public async Task A_log_announced_in_a_pause_is_paused_and_resumes_with_its_day()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.StepAsync(DayPhase.Paused));
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        var cafe = silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe"));
        Assert.Equal(BoxPhase.Paused, (await cafe.GetStatusAsync(default)).Phase);
        TownDay.Done(await day.StepAsync(DayPhase.Open));
        Assert.Equal(BoxPhase.Open, (await cafe.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task A_card_votes_in_its_log_and_counts_once_that_is_joined()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        Assert.Equal(DayRefusal.NeedsSecondPerson, (await day.Grain.AnnounceLogAsync("cafe", Anna, Anna, default)).Refusal);
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        var card = CardSecret.Draw().Derive(day.Origin);
        var batch = new AddBatch("cafe", [card.Number.ToString()], MadeByService: false) { Log = "cafe" };
        TownDay.Done(await day.Grain.AddBatchAsync(batch, Anna, Bela, default));
        var cast = new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), "approve garden", Digest.Random().ToString());
        Assert.Equal(CastStatus.AnotherLog, (await day.Box.CastAsync(cast, default)).Status);
        var outside = ShortNumber.Of(card.Number).Symbols;
        Assert.Equal(IssueResult.Issued, await silo.Grains.AskOfCardAsync(
            day.Id, outside, box => box.IssueAsync(outside, default), answer => answer == IssueResult.AnotherLog, default));
        Assert.Equal(CastStatus.Accepted, (await silo.Grains.AskOfCardAsync(
            day.Id, cast.Card, box => box.CastAsync(cast, default), answer => answer.Status == CastStatus.AnotherLog, default)).Status);
        Assert.Equal(1, (await silo.Grains.GetDayStatusAsync(day.Id, default)).Ballots);

        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        Assert.Equal(DayRefusal.WrongPhase, (await day.StepAsync(DayPhase.Counted)).Refusal);
        TownDay.Done(await day.Grain.JoinLogAsync("cafe", Anna, Bela, default));
        var late = await day.Grain.LeaveOutLogAsync(new LeaveOutLog("cafe", MissingReason.Lost, 0), Anna, Bela, default);
        Assert.Equal(DayRefusal.Invalid, late.Refusal);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        Assert.Contains("garden", (await day.ViewAsync()).Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_result_names_a_log_that_is_left_out_with_its_cards()
    {
        var silo = shared.Begin();
        var day = await WithCafeAsync(silo, cards: 3);
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        // More surrendered cards than it had would allow paper ballots of nobody; and what was said is final.
        var refused = await day.Grain.LeaveOutLogAsync(new LeaveOutLog("cafe", MissingReason.Refused, 4), Anna, Bela, default);
        Assert.Contains("fewer cards than the 4", refused.Detail, StringComparison.Ordinal);
        for (var again = 0; again < 2; again++)
            TownDay.Done(await day.Grain.LeaveOutLogAsync(new LeaveOutLog("cafe", MissingReason.Refused, 0), Anna, Bela, default));
        refused = await day.Grain.LeaveOutLogAsync(new LeaveOutLog("cafe", MissingReason.Damaged, 3), Anna, Bela, default);
        Assert.Contains("as refused and with 0 surrendered cards. That is final.", refused.Detail, StringComparison.Ordinal);
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
        using var result = JsonDocument.Parse((await day.ViewAsync()).Result);
        var leftOut = Assert.Single(result.RootElement.GetProperty("left_out").EnumerateArray());
        Assert.Equal(("cafe", 3), (leftOut.GetProperty("log").GetString(), leftOut.GetProperty("cards").GetInt32()));
    }

    [Fact]
    public async Task A_left_over_card_of_another_log_is_not_ended_since_nothing_may_follow_that_logs_close()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        var card = CardSecret.Draw().Derive(day.Origin).Number;
        TownDay.Done(await day.Grain.AddBatchAsync(new AddBatch("cafe", [card.ToString()], MadeByService: false) { Log = "cafe" }, Anna, Bela, default));
        TownDay.Done(await day.StepAsync(DayPhase.Closed));
        var unused = new VoidCard(ShortNumber.Of(card).Symbols, VoidReason.Unused);
        for (var joined = 0; joined < 2; joined++)
        {
            var refused = await day.Grain.VoidCardAsync(unused, Anna, Bela, default);
            Assert.Equal(DayRefusal.Invalid, refused.Refusal);
            Assert.Contains("belongs to another log", refused.Detail, StringComparison.Ordinal);
            TownDay.Done(await day.Grain.JoinLogAsync("cafe", Anna, Bela, default));
        }
        TownDay.Done(await day.StepAsync(DayPhase.Counted));
    }

    [Fact]
    public async Task A_batch_of_another_log_is_not_ended_and_the_refusal_says_what_to_do_with_it()
    {
        var silo = shared.Begin();
        var day = await WithCafeAsync(silo, cards: 1);
        var refused = await day.Grain.SpoilBatchAsync("cafe", Anna, Bela, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains("vote in another log", refused.Detail, StringComparison.Ordinal);
        Assert.False((await day.Box.GetStatusAsync(default)).Batches.Single(batch => batch.Batch == "cafe").Spoilt);
    }

    private static async Task<TownDay> WithCafeAsync(TestSilo silo, int cards)
    {
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", Anna, Bela, default));
        var batch = new AddBatch("cafe", [.. Enumerable.Range(0, cards).Select(_ => CardSecret.Draw().Derive(day.Origin).Number.ToString())], MadeByService: false) { Log = "cafe" };
        TownDay.Done(await day.Grain.AddBatchAsync(batch, Anna, Bela, default));
        return day;
    }
}
