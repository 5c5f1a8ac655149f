using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Ballots;

public sealed class CastingTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_cast_that_races_with_the_end_of_casting_is_before_it_and_acknowledged_or_refused()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo, cards: 120);

        var casts = Enumerable.Range(0, 120).Select(card => Task.Run(() => running.CastAsync(card))).ToArray();
        var close = Task.Run(() => running.Box.EndAndCloseAsync());
        var answers = await Task.WhenAll(casts);

        Assert.Equal(BoxResult.Done, await close);
        var log = await running.ReadLogAsync();
        Assert.IsType<CloseEntry>(log[^1]);
        var last = log.FindIndex(entry => entry is LastEntry);
        Assert.All(log.Skip(last), entry => Assert.IsNotType<CastEntry>(entry));
        var inLog = log.Count(entry => entry is Ledger.Entries.CastEntry);
        Assert.Equal(inLog, answers.Count(answer => answer.Status == CastStatus.Accepted));
        Assert.All(answers, answer => Assert.True(answer.Status is CastStatus.Accepted or CastStatus.NotOpen));
    }

    [Fact]
    public async Task A_cast_gets_a_signed_receipt_for_its_place_in_the_log()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        var result = await running.CastAsync(card: 0);

        Assert.Equal(CastStatus.Accepted, result.Status);
        var receipt = RunningBox.ReadReceipt(result);
        Assert.Equal(running.LogOrigin, receipt.Origin);
        Assert.Equal(result.Index, receipt.Index);
        Assert.True(receipt.IsSignedBy(await running.LogKeyAsync()));
    }

    [Fact]
    public async Task A_second_cast_with_the_same_attempt_returns_the_same_receipt()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var ballot = running.Ballot(card: 0);

        var first = await running.Box.CastAsync(ballot, default);
        var again = await running.Box.CastAsync(ballot, default);
        await silo.RestartAsync();
        var later = await running.Box.CastAsync(ballot, default);

        Assert.Equal(CastStatus.AcceptedBefore, again.Status);
        Assert.Equal(CastStatus.AcceptedBefore, later.Status);
        Assert.Equal(first.Receipt, again.Receipt);
        Assert.Equal(first.Receipt, later.Receipt);
    }

    [Fact]
    public async Task A_hundred_casts_of_one_attempt_at_once_give_one_entry_and_one_receipt()
    {
        var silo = shared.Begin(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var before = (await running.Box.GetStatusAsync(default)).LogSize;
        var ballot = running.Ballot(card: 0);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => running.Box.CastAsync(ballot, default)));

        Assert.Single(results.Select(result => result.Receipt).Distinct());
        Assert.Single(results, result => result.Status == CastStatus.Accepted);
        Assert.Equal(before + 1, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task Another_attempt_for_a_used_version_is_told_which_entry_used_it()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        var first = await running.CastAsync(card: 0);

        var other = await running.CastAsync(card: 0);

        Assert.Equal(CastStatus.AnotherAttempt, other.Status);
        Assert.Equal(first.Index, other.Index);
        Assert.Empty(other.Receipt);
    }

    [Fact]
    public async Task The_highest_version_counts_and_the_sixth_is_the_last_that_casts()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        await running.CastAsync(card: 0, version: 1, ballot: "approve p1");
        await running.CastAsync(card: 0, version: 2, ballot: "approve p2");
        var last = await running.CastAsync(card: 0, version: 6, ballot: "blank");
        var after = await running.CastAsync(card: 0, version: 3, ballot: "approve p3");
        Assert.Equal(CastResult.Refused(CastStatus.Malformed), await running.CastAsync(card: 0, version: 7, ballot: "approve p3"));
        Assert.Equal(new CardStanding(CardState.Spent, 7), await running.Box.GetCardAsync(running.Card(0).Number.ToString(), default));

        Assert.Equal(CastStatus.Accepted, last.Status);
        Assert.Equal(CastStatus.CardRefused, after.Status);
        Assert.Equal(
            [new("", "approve p1"), new("approve p1", "approve p2"), new("approve p2", "blank")],
            await running.ChangesAsync());
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((1, 3, 1), (status.Ballots, status.Casts, status.CardsUsed));
    }

    [Fact]
    public async Task A_version_cannot_be_skipped_except_to_the_last()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        Assert.Equal(CastStatus.CardRefused, (await running.CastAsync(card: 0, version: 2)).Status);
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0, version: 6)).Status);
        Assert.Equal(CastStatus.CardRefused, (await running.SurrenderAsync(card: 1, version: 5)).Status);
        Assert.Equal(CastStatus.Accepted, (await running.SurrenderAsync(card: 1, version: 7)).Status);
    }

    [Fact]
    public async Task Unknown_unusable_void_cards_and_false_proofs_get_one_uniform_answer()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo);
        await running.Box.IssueAsync(running.ShortNumber(0), default);
        await running.Box.IssueAsync(running.ShortNumber(1), default);
        await running.Box.VoidAsync(new VoidCard(running.ShortNumber(1), VoidReason.Lost), default);
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);
        var stranger = Ledger.Cards.CardSecret.Draw().Derive(running.LogOrigin);
        var ballot = running.Ballot(card: 0);

        CastBallot[] refused =
        [
            ballot with { Card = stranger.Number.ToString(), Proof = stranger.Proof(1).ToString() },
            running.Ballot(card: 2),
            running.Ballot(card: 1),
            ballot with { Proof = stranger.Proof(1).ToString() },
            ballot with { Version = 2 },
        ];
        foreach (var command in refused)
            Assert.Equal(CastResult.Refused(CastStatus.CardRefused), await running.Box.CastAsync(command, default));
        Assert.Equal(CastStatus.Accepted, (await running.Box.CastAsync(ballot, default)).Status);
    }

    [Theory]
    [InlineData("approve p1 p2 p3 p4", "too-many", 4, 3, "")]
    [InlineData("approve nothing-like-it", "unknown-project", 0, 0, "nothing-like-it")]
    [InlineData("rank p2 p1", "wrong-form", 0, 0, "")]
    [InlineData("approve p2 p1", "malformed", 0, 0, "")]
    [InlineData("Nonsense \u00e9", "malformed", 0, 0, "")]
    public async Task A_ballot_that_breaks_a_rule_is_refused_with_the_rule_and_uses_nothing_up(string ballot, string rule, long given, long allowed, string project)
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);

        var refused = await running.CastAsync(card: 0, ballot: ballot);

        Assert.Equal(CastStatus.InvalidBallot, refused.Status);
        Assert.Equal(new BrokenRule(rule, given, allowed, project), refused.Broken);
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 0)).Status);
    }

    [Fact]
    public async Task Where_replacement_is_forbidden_the_first_cast_stands()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo, replacement: false);
        var first = await running.CastAsync(card: 0);

        var second = await running.CastAsync(card: 0, version: 2);

        Assert.Equal(CastStatus.AnotherAttempt, second.Status);
        Assert.Equal(first.Index, second.Index);
        Assert.Equal(CastStatus.AnotherAttempt, (await running.SurrenderAsync(card: 0, version: 2)).Status);
        Assert.Equal(new CardStanding(CardState.Spent, 2), await running.Box.GetCardAsync(running.Card(0).Number.ToString(), default));
    }

    [Fact]
    public async Task Nothing_is_taken_before_opening_in_a_pause_or_after_the_close_but_a_retry_still_gets_its_receipt()
    {
        var silo = shared.Begin();
        var running = await RunningBox.SetUpAsync(silo);
        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 0)).Status);
        await running.Box.ActivateAsync("a", default);
        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);
        var ballot = running.Ballot(card: 0);
        var accepted = await running.Box.CastAsync(ballot, default);

        await running.Box.PauseAsync(default);
        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 1)).Status);
        Assert.Equal(accepted.Receipt, (await running.Box.CastAsync(ballot, default)).Receipt);
        await running.Box.ResumeAsync(default);
        Assert.Equal(CastStatus.Accepted, (await running.CastAsync(card: 1)).Status);
        await running.Box.EndAndCloseAsync();
        Assert.Equal(CastStatus.NotOpen, (await running.CastAsync(card: 2)).Status);
        Assert.Equal(accepted.Receipt, (await running.Box.CastAsync(ballot, default)).Receipt);
    }

    [Fact]
    public async Task A_surrendered_card_counts_no_more_and_is_ended()
    {
        var silo = shared.Begin();
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0, ballot: "approve p1");

        Assert.Equal(CastStatus.Accepted, (await running.SurrenderAsync(card: 0, version: 2)).Status);

        Assert.Equal(CastStatus.CardRefused, (await running.CastAsync(card: 0, version: 3)).Status);
        var status = await running.Box.GetStatusAsync(default);
        Assert.Equal((0, 1, 1), (status.Ballots, status.Surrendered, status.CardsUsed));
        Assert.Equal([new("", "approve p1"), new("approve p1", "")], await running.ChangesAsync());
    }
}
