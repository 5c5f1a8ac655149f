using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>The exchange of a card that a challenge left no vote. Source: docs/adr/0051.</summary>
public sealed class ExchangeTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private static readonly DerivedCard[] Spares = [.. Enumerable.Range(0, 2).Select(_ => CardSecret.Draw().Derive(RunningBox.Origin))];

    [Fact]
    public async Task Of_two_doors_and_forty_scans_of_one_card_one_gets_it_and_the_log_says_it_once()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await OpenedOutAsync(silo);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => ExchangeAsync(running, card: 0))));
        Assert.Single(answers, answer => answer == ExchangeResult.Exchanged);
        Assert.Equal(39, answers.Count(answer => answer == ExchangeResult.AlreadyExchanged));
        await running.Box.EndAndCloseAsync();
        var ended = Assert.Single((await running.ReadLogAsync()).OfType<VoidEntry>());
        Assert.Equal(new VoidEntry(running.Card(0).Number, VoidReason.Challenged), ended);
    }

    [Fact]
    public async Task What_the_log_says_of_a_challenged_card_and_what_stands_outside_it_exchange_nothing()
    {
        var silo = shared.Begin();
        var running = await OpenedOutAsync(silo);
        var card = running.Card(0);
        // The number, the proofs that the log has published, another card's inside, and nothing at all.
        Digest[] forged = [card.Number, card.Proof(6), card.Proof(7), running.Card(1).Inside, Digest.Sha256(card.Number.ToBytes()), default];
        foreach (var inside in forged)
            Assert.Equal(ExchangeResult.Unknown, await running.Box.ExchangeAsync(new ExchangeCard(card.Number.ToString(), inside.ToString()), default));
        foreach (var text in new[] { "", running.ShortNumber(0), card.Inside.ToString()[..^1] })
            Assert.Equal(ExchangeResult.Unknown, await running.Box.ExchangeAsync(new ExchangeCard(card.Number.ToString(), text), default));
        var strange = CardSecret.Draw().Derive(running.LogOrigin);
        Assert.Equal(ExchangeResult.Unknown, await running.Box.ExchangeAsync(new ExchangeCard(strange.Number.ToString(), strange.Inside.ToString()), default));
        Assert.Equal(BoxResult.Invalid, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), VoidReason.Challenged), default));
        Assert.Equal(ExchangeResult.Exchanged, await ExchangeAsync(running, card: 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_card_whose_challenge_left_it_a_cast_is_not_exchanged_before_or_after_it(int cast)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        for (var version = 1; version <= cast; version++)
            await running.CastAsync(card: 0, version);
        Assert.Equal(ExchangeResult.NotToExchange, await ExchangeAsync(running, card: 0));
        Assert.Equal(CastStatus.Accepted, (await running.ChallengeAsync(card: 0, cast + 1)).Status);
        Assert.Equal(ExchangeResult.NotToExchange, await ExchangeAsync(running, card: 0));
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0, cast + 2)).Status);
        Assert.Equal(ExchangeResult.NotToExchange, await ExchangeAsync(running, card: 0));
    }

    [Fact]
    public async Task A_card_that_never_voted_or_was_handed_in_for_a_paper_ballot_is_not_exchanged()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.SurrenderAsync(card: 0, version: 7);
        foreach (var card in new[] { 0, 1 })
            Assert.Equal(ExchangeResult.NotToExchange, await ExchangeAsync(running, card));
    }

    [Fact]
    public async Task After_the_end_of_casting_nothing_is_exchanged()
    {
        var silo = shared.Begin();
        var running = await OpenedOutAsync(silo);
        await running.Box.PauseAsync(default);
        await running.CastAsync(card: 1);
        await running.Box.EndCastingAsync(default);
        Assert.Equal(ExchangeResult.WrongPhase, await ExchangeAsync(running, card: 0));
        await running.Box.CloseAsync(null, default);
        Assert.Equal(ExchangeResult.WrongPhase, await ExchangeAsync(running, card: 0));
    }

    [Fact]
    public async Task A_card_is_exchanged_in_its_own_log_alone()
    {
        var silo = shared.Begin();
        var day = await new TownDay(silo).OpenAsync();
        TownDay.Done(await day.Grain.AnnounceLogAsync("cafe", TownDay.Anna, TownDay.Bela, default));
        var card = CardSecret.Draw().Derive(day.Origin);
        TownDay.Done(await day.Grain.AddBatchAsync(
            new AddBatch("cafe", [card.Number.ToString()], MadeByService: false) { Log = "cafe" }, TownDay.Anna, TownDay.Bela, default));
        var cafe = silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day.Id, "cafe"));
        await cafe.IssueAsync(ShortNumber.Of(card.Number).Symbols, default);
        var random = Digest.Random();
        var cast = new CastBallot(card.Number.ToString(), 6, card.Proof(6).ToString(), "approve garden", Attempt.Of(random.ToBytes()).ToString());
        Assert.Equal(CastStatus.Accepted, (await cafe.CastAsync(cast, default)).Status);
        var challenge = new ChallengeCard(cast.Card, 7, card.Proof(7).ToString(), random.ToString()) { LosesVote = true };
        Assert.Equal(CastStatus.Accepted, (await cafe.ChallengeAsync(challenge, default)).Status);
        var exchange = new ExchangeCard(cast.Card, card.Inside.ToString());
        Assert.Equal(ExchangeResult.AnotherLog, await day.Box.ExchangeAsync(exchange, default));
        Assert.Equal(ExchangeResult.Exchanged, await cafe.ExchangeAsync(exchange, default));
        Assert.Equal(ExchangeResult.AlreadyExchanged, await cafe.ExchangeAsync(exchange, default));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Voided);
    }

    [Fact]
    public async Task A_card_for_exchange_is_handed_out_once_for_each_that_was_taken_in_and_checks_in_nobody_new()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await OpenedOutAsync(silo);
        Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(
            new AddBatch("exchange-1", [.. Spares.Select(card => card.Number.ToString())], MadeByService: false), default));
        string[] outside = [.. Spares.Select(card => ShortNumber.Of(card.Number).Symbols)];
        Assert.Equal(IssueResult.NoneToReplace, await running.Box.IssueAsync(outside[0], default));
        Assert.Equal(ExchangeResult.Exchanged, await ExchangeAsync(running, card: 0));
        Assert.Equal(IssueResult.Replaced, await running.Box.IssueAsync(outside[0], default));
        Assert.Equal(IssueResult.AlreadyIssued, await running.Box.IssueAsync(outside[0], default));
        await silo.RestartAsync();
        Assert.Equal(ExchangeResult.AlreadyExchanged, await ExchangeAsync(running, card: 0));
        Assert.Equal(IssueResult.NoneToReplace, await running.Box.IssueAsync(outside[1], default));

        var cast = new CastBallot(Spares[0].Number.ToString(), 1, Spares[0].Proof(1).ToString(), "approve p1", Digest.Random().ToString());
        Assert.Equal(CastStatus.Accepted, (await running.Box.CastAsync(cast, default)).Status);
        var changes = (await running.Box.ReadCountedAsync(0, default)).Changes;
        Assert.Equal(new CountedChange("", "approve p1") { FirstCast = -1 }, changes[^1]);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(new CountEntry(CheckedIn: 30, Issued: 31), (await running.ReadLogAsync()).OfType<CountEntry>().Last());
    }

    [Fact]
    public async Task Where_people_draw_their_cards_a_door_hands_out_those_for_exchange_and_learns_nothing_of_the_others()
    {
        var running = await OpenedOutAsync(shared.Begin());
        var drawn = CardSecret.Draw().Derive(RunningBox.Origin);
        foreach (var (batch, cards) in new[] { ("exchange", Spares), ("tub", [drawn]) })
            Assert.Equal(BoxResult.Done, await running.Box.AddBatchAsync(new AddBatch(batch, [.. cards.Select(card => $"{card.Number}")], MadeByService: false), default));
        string[] outside = [.. Spares.Append(drawn).Select(card => ShortNumber.Of(card.Number).Symbols)];

        Assert.Equal(BoxResult.BatchForExchange, await running.Box.ActivateAsync("exchange", default));
        Assert.Equal(IssueResult.NoneToReplace, await running.Box.ReplaceAsync(outside[0], default));
        Assert.Equal(ExchangeResult.Exchanged, await ExchangeAsync(running, card: 0));
        // Neither one that is not usable yet, nor one that is, nor one that was ended.
        Assert.Equal(IssueResult.NotForExchange, await running.Box.ReplaceAsync(outside[2], default));
        Assert.Equal(BoxResult.Done, await running.Box.ActivateAsync("tub", default));
        foreach (var other in new[] { outside[2], running.ShortNumber(1), running.ShortNumber(0) })
            Assert.Equal(IssueResult.NotForExchange, await running.Box.ReplaceAsync(other, default));
        Assert.Equal(IssueResult.Unknown, await running.Box.ReplaceAsync(ShortNumber.Of(Digest.Random()).Symbols, default));

        Assert.Equal(IssueResult.Replaced, await running.Box.ReplaceAsync(outside[0], default));
        Assert.Equal(IssueResult.AlreadyIssued, await running.Box.ReplaceAsync(outside[0], default));
        Assert.Equal(IssueResult.NoneToReplace, await running.Box.ReplaceAsync(outside[1], default));
        await running.Box.EndCastingAsync(default);
        Assert.Equal(IssueResult.WrongPhase, await running.Box.ReplaceAsync(outside[1], default));
    }

    [Fact]
    public async Task The_inside_of_an_exchanged_card_stands_nowhere()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: its whole database is looked through.
        var running = await OpenedOutAsync(silo);
        Assert.Equal(ExchangeResult.Exchanged, await ExchangeAsync(running, card: 0));
        var inside = running.Card(0).Inside;
        Assert.DoesNotContain(inside.ToString(), new ExchangeCard(running.Card(0).Number.ToString(), inside.ToString()).ToString(), StringComparison.Ordinal);
        await silo.RestartAsync();
        var files = Directory.EnumerateFiles(silo.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).ToArray();
        Assert.Contains(silo.Ballots(), files);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.Equal((-1, -1), (bytes.AsSpan().IndexOf(inside.ToBytes()), bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(inside.ToString()))));
        }
    }

    /// <summary>A box in which card 0 cast with version 6, and that vote was opened.</summary>
    private static async Task<RunningBox> OpenedOutAsync(TestSilo silo)
    {
        var running = await RunningBox.OpenAsync(silo);
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0, version: 6)).Status);
        Assert.Equal(CastStatus.Accepted, (await running.Box.ChallengeAsync(running.Challenge(card: 0, version: 7) with { LosesVote = true }, default)).Status);
        return running;
    }

    private static Task<ExchangeResult> ExchangeAsync(RunningBox running, int card) =>
        running.Box.ExchangeAsync(new ExchangeCard(running.Card(card).Number.ToString(), running.Card(card).Inside.ToString()), default);
}
