using System.Text;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class ChallengeTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_challenge_opens_the_cast_publishes_what_was_sealed_and_uncounts_it()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        var cast = await running.CastAsync(card: 0, ballot: "approve p1 p2");

        var opened = await running.ChallengeAsync(card: 0, version: 2);

        Assert.Equal((CastStatus.Accepted, cast.Index + 1, "approve p1 p2"), (opened.Status, opened.Index, opened.Ballot));
        Assert.True(Receipt.TryParse(opened.Receipt, out var receipt));
        Assert.True(receipt!.IsSignedBy(await running.LogKeyAsync()));
        await running.Box.EndAndCloseAsync();
        var log = await running.ReadLogAsync();
        var sealedCast = Assert.IsType<CastEntry>(log[(int)cast.Index]);
        var challenge = Assert.IsType<ChallengeEntry>(log[(int)opened.Index]);
        Assert.Equal(sealedCast.Seal, BallotSeal.Of(challenge.Nonce.ToBytes(), Encoding.ASCII.GetBytes(challenge.Ballot)));
        Assert.Equal((opened.Nonce, opened.Ballot), (challenge.Nonce.ToString(), challenge.Ballot));
        Assert.Equal([new("", "approve p1 p2"), new("approve p1 p2", "")], await running.ChangesAsync());
        Assert.Equal([cast.Index, cast.Index], (await running.Box.ReadCountedAsync(0, default)).Changes.Select(change => change.FirstCast));
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((0, 1, 1, 1, 0), (status.Ballots, status.Casts, status.CardsUsed, status.Challenges, status.Replaced));
    }

    [Fact]
    public async Task A_retry_of_a_challenge_gets_the_same_answer_also_after_a_restart()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        var challenge = running.Challenge(card: 0, version: 2);

        var first = await running.Box.ChallengeAsync(challenge, default);
        var again = await running.Box.ChallengeAsync(challenge, default);
        await silo.RestartAsync();
        await running.CastAsync(card: 0, version: 3, ballot: "blank");
        var later = await running.Box.ChallengeAsync(challenge, default);

        Assert.Equal(first with { Status = CastStatus.AcceptedBefore }, again);
        Assert.Equal(again, later);
        var other = await running.Box.ChallengeAsync(challenge with { Random = Digest.Random().ToString() }, default);
        Assert.Equal(new ChallengeResult(CastStatus.AnotherAttempt, "", first.Index, "", "", ""), other);
    }

    [Fact]
    public async Task After_a_challenge_the_card_casts_again_and_that_counts_also_where_replacement_is_forbidden()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, replacement: false);
        await running.CastAsync(card: 0, ballot: "approve p1");
        Assert.Equal(CastStatus.AnotherAttempt, (await running.CastAsync(card: 0, version: 2)).Status);

        await running.ChallengeAsync(card: 0, version: 2);
        Assert.Equal(new CardStanding(CardState.Challenged, 3), await running.StandingAsync(card: 0));
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0, version: 3, ballot: "approve p2")).Status);

        Assert.Equal(new CardStanding(CardState.Spent, 4), await running.StandingAsync(card: 0));
        Assert.Equal(CastStatus.AnotherAttempt, (await running.CastAsync(card: 0, version: 4)).Status);
        Assert.Equal([new("", "approve p1"), new("approve p1", ""), new("", "approve p2")], await running.ChangesAsync());
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((1, 2, 1, 0), (status.Ballots, status.Casts, status.Challenges, status.Replaced));
    }

    [Fact]
    public async Task A_challenged_card_may_be_surrendered_where_replacement_is_forbidden_but_not_voided()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, replacement: false);
        await running.CastAsync(card: 0);
        await running.ChallengeAsync(card: 0, version: 2);

        Assert.Equal(BoxResult.CardHasCast, await running.Box.VoidAsync(new VoidCard(running.ShortNumber(0), VoidReason.Lost), default));
        Assert.Equal(CastStatus.Accepted, (await running.SurrenderAsync(card: 0, version: 3)).Status);
    }

    [Fact]
    public async Task Only_a_last_cast_can_be_challenged_and_never_with_the_last_version()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 0, version: 1)).Status);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 0, version: 2)).Status);
        await running.CastAsync(card: 0);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 0, version: 3)).Status);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 0, version: 7)).Status);
        Assert.Equal(CastStatus.CardRefused, (await running.Box.ChallengeAsync(running.Challenge(0, 2) with { Proof = Digest.Random().ToString() }, default)).Status);
        Assert.Equal(CastStatus.Malformed, (await running.Box.ChallengeAsync(running.Challenge(0, 2) with { Proof = "x" }, default)).Status);
        Assert.Equal(CastStatus.Accepted, (await running.ChallengeAsync(card: 0, version: 2)).Status);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 0, version: 3)).Status);

        await running.SurrenderAsync(card: 1);
        Assert.Equal(CastStatus.CardRefused, (await running.ChallengeAsync(card: 1, version: 2)).Status);
        Assert.Equal(0, (await running.Box.GetStatusAsync(default)).Voided);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_challenge_of_the_last_versions_leaves_no_cast_and_is_taken_from_who_knows_that_alone(int version)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        for (var before = 1; before <= version; before++)
            Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0, before)).Status);
        var challenge = running.Challenge(card: 0, version + 1);

        Assert.Equal(ChallengeResult.Refused(CastStatus.LosesVote), await running.Box.ChallengeAsync(challenge, default));
        Assert.Equal(1, (await running.Box.GetStatusAsync(default)).Ballots);
        Assert.Equal(CastStatus.Accepted, (await running.Box.ChallengeAsync(challenge with { LosesVote = true }, default)).Status);
        Assert.Equal(CastStatus.AcceptedBefore, (await running.Box.ChallengeAsync(challenge, default)).Status);

        Assert.Equal(new CardStanding(CardState.ToExchange, 0) { OpenedVersion = version }, await running.StandingAsync(card: 0));
        Assert.Equal(0, (await running.Box.GetStatusAsync(default)).Ballots);
        if (version == 5)
        {
            Assert.Equal(CastStatus.AnotherAttempt, (await running.CastAsync(card: 0, version: 6, ballot: "blank")).Status);
            Assert.Equal(CastStatus.CardRefused, (await running.SurrenderAsync(card: 0, version: 7)).Status);
        }
    }

    [Fact]
    public async Task Between_the_end_of_casting_and_the_close_votes_are_opened_by_who_gives_them_up_and_nothing_else_is_done()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        foreach (var card in new[] { 0, 1, 2 })
            await running.CastAsync(card);
        await running.Box.PauseAsync(default);
        Assert.Equal(BoxResult.WrongPhase, await running.Box.CloseAsync(null, default));
        Assert.Equal(BoxResult.Done, await running.Box.EndCastingAsync(default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.EndCastingAsync(default));

        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 3)).Status);
        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 0, version: 2)).Status);
        Assert.Equal(CastStatus.NotOpen, (await running.SurrenderAsync(card: 0, version: 2)).Status);
        Assert.Equal(BoxResult.WrongPhase, await running.Box.PauseAsync(default));
        Assert.Equal(BoxResult.WrongPhase, await running.Box.ResumeAsync(default));
        var unused = ShortNumber.Of(running.Card(3).Number).ToString();
        foreach (var reason in new[] { VoidReason.Lost, VoidReason.Found, VoidReason.Unused })
            Assert.Equal(BoxResult.WrongPhase, await running.Box.VoidAsync(new VoidCard(unused, reason), default));

        Assert.Equal(CastStatus.LosesVote, (await running.Box.ChallengeAsync(running.Challenge(card: 0, version: 2), default)).Status);
        Assert.Equal(CastStatus.Accepted, (await running.Box.ChallengeAsync(running.Challenge(card: 0, version: 2) with { LosesVote = true }, default)).Status);
        Assert.Equal(BoxResult.Done, await running.Box.CloseAsync(null, default));
        Assert.Equal(CastStatus.NotOpen, (await running.Box.ChallengeAsync(running.Challenge(card: 1, version: 2) with { LosesVote = true }, default)).Status);
        Assert.Equal(["last", "challenge", "count", "close"], (await running.ReadLogAsync()).TakeLast(4).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task A_cast_is_opened_in_a_pause_too_and_not_after_the_close()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        await running.CastAsync(card: 1);
        await running.Box.PauseAsync(default);
        Assert.Equal(CastStatus.Accepted, (await running.ChallengeAsync(card: 0, version: 2)).Status);
        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 0, version: 3)).Status);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(ChallengeResult.Refused(CastStatus.NotOpen), await running.ChallengeAsync(card: 1, version: 2));
    }

    [Fact]
    public async Task Who_has_the_card_but_not_what_its_page_kept_opens_nothing()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        var challenge = running.Challenge(card: 0, version: 2);
        var attempt = running.Ballot(card: 1).Attempt;
        foreach (var guess in new[] { Digest.Random().ToString(), attempt, Digest.Sha256([]).ToString() })
            Assert.Equal(ChallengeResult.Refused(CastStatus.CardRefused), await running.Box.ChallengeAsync(challenge with { Random = guess }, default));
        foreach (var none in new[] { "", "x", challenge.Random[..^1] })
            Assert.Equal(ChallengeResult.Refused(CastStatus.Malformed), await running.Box.ChallengeAsync(challenge with { Random = none }, default));
        Assert.Equal((1, 0), ((await running.Box.GetStatusAsync(default)).Ballots, (await running.Box.GetStatusAsync(default)).Challenges));

        // The bytes of a ballot that was replaced open nothing either: only the last cast is opened.
        await running.CastAsync(card: 0, version: 2, ballot: "blank");
        Assert.Equal(CastStatus.CardRefused, (await running.Box.ChallengeAsync(running.Challenge(0, 3) with { Random = challenge.Random }, default)).Status);
        Assert.Equal("blank", (await running.ChallengeAsync(card: 0, version: 3)).Ballot);
    }

    [Fact]
    public async Task A_challenge_whose_commit_failed_shows_nothing_and_asked_again_it_is_in_the_log_once()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        await running.CastAsync(card: 1);
        var (failing, lost) = (running.Challenge(card: 0, version: 2), running.Challenge(card: 1, version: 2));

        silo.Journal.FailNext();
        Assert.Equal(ChallengeResult.Refused(CastStatus.Unavailable), await running.Box.ChallengeAsync(failing, default));
        silo.Journal.LoseNextAnswer();
        Assert.Equal(ChallengeResult.Refused(CastStatus.Unavailable), await running.Box.ChallengeAsync(lost, default));

        Assert.Equal(CastStatus.Accepted, (await running.Box.ChallengeAsync(failing, default)).Status);
        Assert.Equal(CastStatus.AcceptedBefore, (await running.Box.ChallengeAsync(lost, default)).Status);
        Assert.Equal(2, (await running.Box.GetStatusAsync(default)).Challenges);
    }

    [Fact]
    public async Task A_hundred_challenges_of_one_attempt_and_a_racing_cast_leave_one_entry_each_and_one_truth()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        var challenge = running.Challenge(card: 0, version: 2);

        var answers = Enumerable.Range(0, 100).Select(_ => Task.Run(() => running.Box.ChallengeAsync(challenge, default))).ToArray();
        var racing = await Task.Run(() => running.CastAsync(card: 0, version: 2, ballot: "blank"));
        var opened = await Task.WhenAll(answers);

        var won = opened.Where(answer => answer.Status is CastStatus.Accepted or CastStatus.AcceptedBefore).ToArray();
        Assert.Equal(racing.Status == CastStatus.Accepted ? 0 : 100, won.Length);
        Assert.All(opened.Except(won), answer => Assert.Equal("", answer.Nonce + answer.Ballot));
        Assert.True(won.Select(answer => answer.Receipt).Distinct().Count() <= 1);
        Assert.Equal(4 + 1, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task The_tally_follows_challenges()
    {
        var silo = shared.Begin(forcedDeactivation: 0.1);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0, ballot: "approve p1");
        await running.CastAsync(card: 1, ballot: "approve p2");
        await running.ChallengeAsync(card: 0, version: 2);
        await running.Box.EndAndCloseAsync();
        await running.Box.RecordResultAsync("result", default);

        Assert.Equal([new CountedBallots("approve p2", 1)], await silo.Grains.GetGrain<ITallyGrain>(silo.Day).GetBallotsAsync(default));
    }
}
