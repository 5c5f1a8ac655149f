using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class CardTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_card_is_handed_out_once_whichever_door_scans_it_and_however_often_the_service_restarts()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.SetUpAsync(silo);

        Assert.Equal(IssueResult.Issued, await running.Box.IssueAsync(running.ShortNumber(0), default));
        Assert.Equal(IssueResult.AlreadyIssued, await running.Box.IssueAsync(running.ShortNumber(0).ToLowerInvariant(), default));
        await silo.RestartAsync();
        Assert.Equal(IssueResult.AlreadyIssued, await running.Box.IssueAsync(running.ShortNumber(0), default));
        Assert.Equal(1, (await running.Box.GetStatusAsync(default)).Issued);
    }

    [Fact]
    public async Task Two_doors_that_scan_one_card_at_the_same_time_hand_it_out_once()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.SetUpAsync(silo);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(door => Task.Run(() => running.Box.IssueAsync(running.ShortNumber(door % 4), default))));

        Assert.Equal(4, answers.Count(answer => answer == IssueResult.Issued));
        Assert.Equal(36, answers.Count(answer => answer == IssueResult.AlreadyIssued));
    }

    [Fact]
    public async Task Handing_out_a_card_leaves_no_entry_that_names_it()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo);
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);
        for (var card = 0; card < 5; card++)
            await running.Box.IssueAsync(running.ShortNumber(card), default);

        Assert.Equal(BoxResult.Done, await running.Box.RecordCountAsync(null, default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.RecordCountAsync(null, default));
        await running.Box.EndAndCloseAsync();

        var log = await running.ReadLogAsync();
        Assert.Equal(["batch", "open", "count", "last", "close"], log.Select(entry => entry.Kind));
        Assert.Equal(new CountEntry(5, 5), log[2]);
        Assert.Equal(Manifest.Of(Enumerable.Range(0, 5).Select(card => running.Card(card).Number)).Root, ((CloseEntry)log[4]).Issued);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("0000-0000-00000")]
    public async Task A_number_that_no_card_has_is_unknown(string number)
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo);

        Assert.Equal(IssueResult.Unknown, await running.Box.IssueAsync(number, default));
        Assert.Equal(BoxResult.Unknown, await running.Box.VoidAsync(new VoidCard(number, VoidReason.Lost), default));
    }

    [Fact]
    public async Task A_lost_card_is_ended_and_a_card_that_has_cast_is_not()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);

        Assert.Equal(BoxResult.CardHasCast, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), VoidReason.Lost), default));
        Assert.Equal(BoxResult.Done, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(1), VoidReason.Lost), default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(1), VoidReason.Lost), default));
        Assert.Equal(BoxResult.CardEnded, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(1), VoidReason.Found), default));
        Assert.Equal(IssueResult.Ended, await running.Box.IssueAsync(running.ShortNumber(1), default));
        Assert.Equal(1, (await running.Box.GetStatusAsync(default)).Ballots);
    }

    [Fact]
    public async Task Only_after_the_close_is_a_card_named_as_unused_and_only_one_that_nobody_used()
    {
        var running = await RunningBox.OpenAsync(shared.Begin());
        await running.CastAsync(card: 0);
        await running.SurrenderAsync(card: 2);
        var unused = new VoidCard(running.ShortNumber(1), VoidReason.Unused);

        Assert.Equal(BoxResult.WrongPhase, await running.Box.VoidAsync(unused, default));
        await running.Box.EndAndCloseAsync();
        var size = (await running.Box.GetStatusAsync(default)).LogSize;
        Assert.Equal(BoxResult.CardHasCast, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), VoidReason.Unused), default));
        Assert.Equal(BoxResult.CardSurrendered, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(2), VoidReason.Unused), default));
        // Nobody stood at a door who was told that their card had voted.
        Assert.Equal(size, (await running.Box.GetStatusAsync(default)).LogSize);
        Assert.Equal(BoxResult.Done, await running.Box.VoidAsync(unused, default));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(3), VoidReason.Lost), default));

        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((1, 1), (status.Ballots, status.Voided));
    }

    [Fact]
    public async Task A_batch_is_taken_once_whole_and_until_casting_ends()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo);
        var other = running.Batch("b") with { Cards = [CardSecret.Draw().Derive(running.LogOrigin).Number.ToString()] };

        Assert.Equal(BoxResult.AlreadyDone, await running.Box.AddBatchAsync(running.Batch("a"), default));
        Assert.Equal(BoxResult.Conflict, await running.Box.AddBatchAsync(running.Batch("b"), default));
        Assert.Equal(BoxResult.Conflict, await running.Box.AddBatchAsync(other with { Batch = "a" }, default));
        Assert.Equal(BoxResult.Invalid, await running.Box.AddBatchAsync(other with { Cards = [] }, default));
        Assert.Equal(BoxResult.Invalid, await running.Box.AddBatchAsync(other with { Cards = ["no number"] }, default));
        Assert.Equal(BoxResult.Invalid, await running.Box.AddBatchAsync(other with { Batch = "No Id" }, default));
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);
        await running.Box.EndCastingAsync(default);
        Assert.Equal(BoxResult.WrongPhase, await running.Box.AddBatchAsync(other, default));
        Assert.Equal(30, (await running.Box.GetStatusAsync(default)).Printed);
    }

    [Fact]
    public async Task Two_cards_with_one_short_number_never_reach_the_log()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.SetUpAsync(silo);
        var (first, second, known) = (Digest.Random(), Digest.Random(), running.Card(0).Number);

        Assert.Equal(BoxResult.Invalid, await running.Box.AddBatchAsync(Batch("b", first, second, NamesakeOf(first)), default));
        Assert.Equal(BoxResult.Conflict, await running.Box.AddBatchAsync(Batch("b", second, NamesakeOf(known)), default));
        Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(Batch("b", first, second), default));

        await silo.RestartAsync();
        Assert.Equal(32, (await running.Box.GetStatusAsync(default)).Printed);
        Assert.Equal(IssueResult.Issued, await running.Box.IssueAsync(ShortNumber.Of(first).ToString(), default));
    }

    private static AddBatch Batch(string id, params Digest[] cards) =>
        new(id, [.. cards.Select(card => card.ToString())], MadeByService: false);

    /// <summary>Another card number whose first 60 bits, of which a short number is made, are the same.</summary>
    private static Digest NamesakeOf(Digest number)
    {
        var bytes = number.ToBytes();
        bytes[^1] ^= 1;
        var namesake = new Digest(bytes);
        Assert.Equal(ShortNumber.Of(number), ShortNumber.Of(namesake));
        return namesake;
    }
}
