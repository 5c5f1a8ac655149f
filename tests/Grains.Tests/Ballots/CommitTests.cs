using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Durable first, then the receipt: what the world sees while a commit is held back, and when it fails.</summary>
public sealed class CommitTests
{
    [Fact]
    public async Task While_a_commit_is_held_back_nothing_shows_its_ballots()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var running = await RunningBox.OpenAsync(silo);
        var tally = silo.Grains.GetGrain<ITallyGrain>(silo.Day);
        var before = await running.Box.GetStatusAsync(default);
        var checkpoint = await running.Box.GetCheckpointAsync(default);

        silo.Journal.Hold();
        var cast = running.CastAsync(card: 0);
        await silo.Journal.WaitForWaitingAsync(1);
        silo.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(cast.IsCompleted);
        Assert.Equal(before.LogSize, (await running.Box.GetStatusAsync(default)).LogSize);
        Assert.Equal(0, (await tally.GetSnapshotAsync(default)).Ballots);
        Assert.Empty(await running.ChangesAsync());
        Assert.Equal(CardState.Fresh, (await running.Box.GetCardAsync(running.Card(0).Number.ToString(), default)).State);
        Assert.Equal(checkpoint, await running.Box.GetCheckpointAsync(default));

        silo.Journal.Release();
        Assert.Equal(CastStatus.Accepted, (await cast).Status);
        silo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await tally.GetSnapshotAsync(default)).Ballots);
    }

    [Fact]
    public async Task When_a_commit_fails_every_caller_is_told_and_each_retry_yields_one_entry()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var running = await RunningBox.OpenAsync(silo);
        var before = (await running.Box.GetStatusAsync(default)).LogSize;
        var ballots = Enumerable.Range(0, 20).Select(card => running.Ballot(card)).ToArray();

        silo.Journal.Hold();
        silo.Journal.FailNext();
        var casts = ballots.Select(ballot => running.Box.CastAsync(ballot, default)).ToArray();
        await silo.Journal.WaitForWaitingAsync(1);
        silo.Journal.Release();
        var answers = await Task.WhenAll(casts);

        Assert.All(answers, answer => Assert.Equal(CastStatus.Unavailable, answer.Status));
        foreach (var ballot in ballots)
            Assert.Equal(CastStatus.Accepted, (await running.Box.CastAsync(ballot, default)).Status);
        Assert.Equal(before + ballots.Length, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task When_only_the_answer_of_a_commit_is_lost_a_retry_gets_the_receipt_of_the_one_entry()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its disk is held.
        var running = await RunningBox.OpenAsync(silo);
        var before = (await running.Box.GetStatusAsync(default)).LogSize;
        var ballot = running.Ballot(card: 0);

        silo.Journal.LoseNextAnswer();
        Assert.Equal(CastStatus.Unavailable, (await running.Box.CastAsync(ballot, default)).Status);
        var again = await running.Box.CastAsync(ballot, default);

        Assert.Equal(CastStatus.AcceptedBefore, again.Status);
        Assert.Equal(before, RunningBox.ReadReceipt(again).Index);
        Assert.Equal(before + 1, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_commits()
    {
        const int callers = 256;
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: all that it does is counted.
        var running = await RunningBox.OpenAsync(silo, cards: callers);
        var before = silo.Journal.Commits;

        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(card => Task.Run(() => running.CastAsync(card))));

        Assert.All(answers, answer => Assert.Equal(CastStatus.Accepted, answer.Status));
        Assert.Equal(callers, answers.Select(answer => answer.Index).Distinct().Count());
        Assert.True((silo.Journal.Commits - before) * 3 <= callers, $"{silo.Journal.Commits - before} commits for {callers} casts");
    }

    [Theory]
    [InlineData(false, BoxResult.AlreadyDone)]
    [InlineData(true, BoxResult.Conflict)]
    public async Task Two_openings_that_wait_for_the_same_commit_open_once(bool otherRules, BoxResult second)
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it holds the disk.
        var running = await RunningBox.SetUpAsync(silo);
        var open = new OpenBox(RunningBox.RulesWith().Text, RunningBox.Paper.Text);
        var other = otherRules ? open with { Rules = RunningBox.RulesWith(replacement: false).Text } : open;

        silo.Journal.Hold();
        var before = running.Box.IssueAsync(running.ShortNumber(0), default);
        await silo.Journal.WaitForWaitingAsync(1);
        Task<BoxResult>[] opens = [running.Box.OpenAsync(open, default), running.Box.OpenAsync(other, default)];
        // Both are in the queue once a later call was answered.
        Assert.Equal(BoxPhase.BeforeOpening, (await running.Box.GetStatusAsync(default)).Phase);
        silo.Journal.Release();

        Assert.Equal(IssueResult.Issued, await before);
        // Whichever came first: the calls are made side by side.
        var results = await Task.WhenAll(opens);
        Assert.Equal([BoxResult.Done, second], results.OrderBy(result => result == BoxResult.Done ? 0 : 1));
        Assert.Equal(["batch", "open"], (await running.ReadLogAsync()).Select(entry => entry.Kind));
        Assert.Equal(results[0] == BoxResult.Done ? open : other, await running.Box.GetFrozenAsync(default));
    }

    [Fact]
    public async Task Casting_goes_on_through_forced_deactivations_and_restarts()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0.3); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo, cards: 60);
        var indexes = new List<long>();
        for (var card = 0; card < 60; card++)
        {
            if (card % 20 == 19)
                await silo.RestartAsync();
            var answer = await running.CastAsync(card);
            Assert.Equal(CastStatus.Accepted, answer.Status);
            indexes.Add(answer.Index);
        }
        Assert.Equal(60, indexes.Distinct().Count());
        Assert.Equal(60, (await running.Box.GetStatusAsync(default)).Ballots);
    }
}
