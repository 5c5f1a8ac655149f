using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Batches added while a box is open, and batches that are ended because their printing failed.</summary>
public sealed class LateBatchTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_card_of_a_batch_added_on_an_open_day_votes_and_counts()
    {
        var running = await RunningBox.OpenAsync(shared.Begin(), cards: 3);
        var late = CardSecret.Draw().Derive(running.LogOrigin);
        Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(new AddBatch("late", [late.Number.ToString()], MadeByService: false), default));
        Assert.Equal(IssueResult.Issued, await running.Box.IssueAsync(ShortNumber.Of(late.Number).ToString(), default));
        var cast = new CastBallot(late.Number.ToString(), 1, late.Proof(1).ToString(), "approve p1", Ledger.Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await running.Box.CastAsync(cast, default)).Status);
        await running.Box.PauseAsync(default);
        var other = CardSecret.Draw().Derive(running.LogOrigin);
        Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(new AddBatch("later", [other.Number.ToString()], MadeByService: false), default));
        await running.Box.EndAndCloseAsync();
        Assert.Equal(BoxResult.WrongPhase, await running.Box.AddBatchAsync(
            new AddBatch("too-late", [CardSecret.Draw().Derive(running.LogOrigin).Number.ToString()], MadeByService: false), default));
        Assert.Equal(1, (await running.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task A_batch_that_failed_is_ended_before_any_of_its_cards_is_usable_and_none_of_them_ever_is()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, cards: 3);
        var card = CardSecret.Draw().Derive(running.LogOrigin);
        var batch = new AddBatch("failed", [card.Number.ToString()], MadeByService: false);
        await running.Box.AddBatchAsync(batch, default);
        Assert.Equal(BoxResult.Unknown, await running.Box.SpoilAsync("nowhere", default));
        Assert.Equal(BoxResult.Done, await running.Box.SpoilAsync("failed", default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.SpoilAsync("failed", default));

        Assert.Equal(IssueResult.Ended, await running.Box.IssueAsync(ShortNumber.Of(card.Number).ToString(), default));
        Assert.Equal(BoxResult.Unknown, await running.Box.ActivateAsync("failed", default));
        var cast = new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), "approve p1", Ledger.Digest.Random().ToString());
        Assert.NotEqual(CastStatus.Accepted, (await running.Box.CastAsync(cast, default)).Status);
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((3, 0), (status.Printed, status.Voided));
        Assert.True(status.Batches.Single(one => one.Batch == "failed").Spoilt);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(["batch", "activate", "open", "batch", "spoil", "last", "count", "close"], (await running.ReadLogAsync()).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_batch_with_a_card_that_was_handed_out_or_ended_cannot_be_ended()
    {
        var running = await RunningBox.OpenAsync(shared.Begin(), cards: 3);
        Assert.Equal(BoxResult.BatchInUse, await running.Box.SpoilAsync("a", default));
        foreach (var (name, use) in new (string, Func<string, Task>)[]
        {
            ("issued", async number => await running.Box.IssueAsync(number, default)),
            ("voided", async number =>
            {
                await running.Box.IssueAsync(number, default);
                await running.Box.VoidAsync(new VoidCard(number, VoidReason.Lost), default);
            }),
        })
        {
            var card = CardSecret.Draw().Derive(running.LogOrigin);
            await running.Box.AddBatchAsync(new AddBatch(name, [card.Number.ToString()], MadeByService: false), default);
            await use(ShortNumber.Of(card.Number).ToString());
            Assert.Equal(BoxResult.BatchInUse, await running.Box.SpoilAsync(name, default));
        }
    }
}
