using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Databases put back, and memories lost: a log never signs a second history, and loses nothing where there is none.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task The_memory_holds_the_last_checkpoint_before_it_is_shown()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its memory of what it signed is touched.
        var running = await RunningBox.SetUpAsync(silo);
        Assert.Equal("", await File.ReadAllTextAsync(silo.Signed()));

        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);

        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(silo.Signed()));
        Assert.NotEqual("", await running.Box.GetCheckpointAsync(default));
    }

    [Fact]
    public async Task An_older_database_put_back_is_refused_and_the_newest_is_taken_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var (old, newest) = (Path.Combine(silo.Folder, "old.db"), Path.Combine(silo.Folder, "newest.db"));
        await silo.RestartAsync(() => File.Copy(silo.Ballots(), old));
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() =>
        {
            File.Copy(silo.Ballots(), newest);
            File.Copy(old, silo.Ballots(), overwrite: true);
        });

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("has 3 entries, but a checkpoint over 4 entries was signed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("put the newest copy back", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogRefusedException>(() => running.CastAsync(card: 1));

        await silo.RestartAsync(() => File.Copy(newest, silo.Ballots(), overwrite: true));
        Assert.Equal(4, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task Another_history_of_the_same_length_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var (old, first) = (Path.Combine(silo.Folder, "old.db"), Path.Combine(silo.Folder, "first.signed"));
        await silo.RestartAsync(() =>
        {
            File.Copy(silo.Ballots(), old);
            File.Copy(silo.Signed(), first);
        });
        await running.CastAsync(card: 0);
        var memory = "";
        await silo.RestartAsync(() =>
        {
            memory = File.ReadAllText(silo.Signed());
            File.Copy(old, silo.Ballots(), overwrite: true);
            File.Copy(first, silo.Signed(), overwrite: true);
        });
        await running.CastAsync(card: 1);

        await silo.RestartAsync(() => File.WriteAllText(silo.Signed(), memory));

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("has other entries", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_cut_behind_its_own_notes_is_refused_without_any_memory()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);

        await silo.RestartAsync(() =>
        {
            silo.Change($"DELETE FROM events WHERE version = 3 AND {BallotsFile.Log}");
            File.WriteAllText(silo.Signed(), "");
        });

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("which its own notes hold", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memory_one_behind_as_after_a_crash_between_the_two_writes_is_brought_level()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var before = await File.ReadAllTextAsync(silo.Signed());
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() => File.WriteAllText(silo.Signed(), before));

        var checkpoint = await running.Box.GetCheckpointAsync(default);

        Assert.NotEqual(before, checkpoint);
        Assert.Equal(checkpoint, await File.ReadAllTextAsync(silo.Signed()));
    }

    [Fact]
    public async Task Notes_that_lost_their_last_checkpoint_take_it_back_from_the_memory()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its database is damaged.
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() =>
            silo.Change($"DELETE FROM events WHERE version = 2 AND {BallotsFile.Notes}"));

        Assert.Equal(await File.ReadAllTextAsync(silo.Signed()), await running.Box.GetCheckpointAsync(default));
        await silo.RestartAsync(() => File.WriteAllText(silo.Signed(), ""));
        Assert.True(Checkpoint.TryOpen(await running.Box.GetCheckpointAsync(default), await running.LogKeyAsync(), out var checkpoint));
        Assert.Equal(4, checkpoint!.Size);
    }

    [Fact]
    public async Task A_lost_memory_is_refused_until_someone_puts_a_kept_checkpoint_in_its_place()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var kept = await running.Box.GetCheckpointAsync(default);
        await silo.RestartAsync(() => File.Delete(silo.Signed()));

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("troon-2026/main.signed", refused.Message, StringComparison.Ordinal);

        // As it comes out of a mail.
        await silo.RestartAsync(() => File.WriteAllText(silo.Signed(), "\r\n" + kept.ReplaceLineEndings("\r\n") + "\r\n"));
        Assert.Equal(BoxPhase.Open, (await running.Box.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task A_memory_that_this_log_never_signed_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        var kept = await running.Box.GetCheckpointAsync(default);

        foreach (var other in new[] { "no note", kept.Replace("\n3\n", "\n9\n", StringComparison.Ordinal), kept[..^9] + "AAAAAAA=\n" })
        {
            await silo.RestartAsync(() => File.WriteAllText(silo.Signed(), other));
            var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
            Assert.Contains("is no checkpoint that", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_log_of_a_day_has_a_memory_of_its_own()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: it is restarted.
        var running = await RunningBox.OpenAsync(silo);
        IBallotBoxGrain Venue() => silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(silo.Day, "cafe"));
        Assert.Equal(BoxResult.Done, await Venue().SetUpAsync(new SetUpBox(running.LogOrigin + "/cafe", Rehearsal: true), default));
        var batch = new AddBatch("b", [Digest.Random().ToString()], MadeByService: true) { Log = "cafe" };
        Assert.Equal(BoxResult.Invalid, await Venue().AddBatchAsync(batch, default)); // A batch stands in the main log alone.
        Assert.Equal(BoxResult.Done, await Venue().AllotAsync(batch, default));
        await Venue().OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default);

        Assert.Equal(await Venue().GetCheckpointAsync(default), await File.ReadAllTextAsync(silo.Signed("cafe")));
        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(silo.Signed()));

        // One log's memory does not pass for the other's.
        await silo.RestartAsync(() => File.Copy(silo.Signed(), silo.Signed("cafe"), overwrite: true));
        await Assert.ThrowsAsync<LogRefusedException>(() => Venue().GetStatusAsync(default));
        Assert.Equal(BoxPhase.Open, (await running.Box.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_remembered_is_not_shown()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0); // Its own: its memory of what it signed is touched.
        var running = await RunningBox.SetUpAsync(silo);
        Directory.CreateDirectory(silo.Signed() + ".new");

        Assert.Equal(BoxResult.Unavailable, await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, running.DayPaper.Text), default));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => running.Box.GetCheckpointAsync(default));

        Directory.Delete(silo.Signed() + ".new");
        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(silo.Signed()));
    }
}
