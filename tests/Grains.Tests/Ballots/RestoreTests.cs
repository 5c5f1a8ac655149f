using Microsoft.Data.Sqlite;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Databases put back, and memories lost: a log never signs a second history, and loses nothing where there is none.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task The_memory_holds_the_last_checkpoint_before_it_is_shown()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.SetUpAsync(silo);
        Assert.Equal("", await File.ReadAllTextAsync(Signed(silo)));

        await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, RunningBox.Paper.Text), default);

        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(Signed(silo)));
        Assert.NotEqual("", await running.Box.GetCheckpointAsync(default));
    }

    [Fact]
    public async Task An_older_database_put_back_is_refused_and_the_newest_is_taken_again()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var (old, newest) = (Path.Combine(silo.Folder, "old.db"), Path.Combine(silo.Folder, "newest.db"));
        await silo.RestartAsync(() => File.Copy(Ballots(silo), old));
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() =>
        {
            File.Copy(Ballots(silo), newest);
            File.Copy(old, Ballots(silo), overwrite: true);
        });

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("has 3 entries, but a checkpoint over 4 entries was signed", refused.Message, StringComparison.Ordinal);
        Assert.Contains("put the newest copy back", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LogRefusedException>(() => running.CastAsync(card: 1));

        await silo.RestartAsync(() => File.Copy(newest, Ballots(silo), overwrite: true));
        Assert.Equal(4, (await running.Box.GetStatusAsync(default)).LogSize);
    }

    [Fact]
    public async Task Another_history_of_the_same_length_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var (old, first) = (Path.Combine(silo.Folder, "old.db"), Path.Combine(silo.Folder, "first.signed"));
        await silo.RestartAsync(() =>
        {
            File.Copy(Ballots(silo), old);
            File.Copy(Signed(silo), first);
        });
        await running.CastAsync(card: 0);
        var memory = "";
        await silo.RestartAsync(() =>
        {
            memory = File.ReadAllText(Signed(silo));
            File.Copy(old, Ballots(silo), overwrite: true);
            File.Copy(first, Signed(silo), overwrite: true);
        });
        await running.CastAsync(card: 1);

        await silo.RestartAsync(() => File.WriteAllText(Signed(silo), memory));

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("has other entries", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_cut_behind_its_own_notes_is_refused_without_any_memory()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);

        await silo.RestartAsync(() =>
        {
            Change(silo, "DELETE FROM events WHERE version = 3 AND stream = (SELECT id FROM streams WHERE name = 'box/troon-2026/main')");
            File.WriteAllText(Signed(silo), "");
        });

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("which its own notes hold", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memory_one_behind_as_after_a_crash_between_the_two_writes_is_brought_level()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var before = await File.ReadAllTextAsync(Signed(silo));
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() => File.WriteAllText(Signed(silo), before));

        var checkpoint = await running.Box.GetCheckpointAsync(default);

        Assert.NotEqual(before, checkpoint);
        Assert.Equal(checkpoint, await File.ReadAllTextAsync(Signed(silo)));
    }

    [Fact]
    public async Task Notes_that_lost_their_last_checkpoint_take_it_back_from_the_memory()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        await running.CastAsync(card: 0);
        await silo.RestartAsync(() =>
            Change(silo, "DELETE FROM events WHERE version = 2 AND stream = (SELECT id FROM streams WHERE name = 'notes/troon-2026/main')"));

        Assert.Equal(await File.ReadAllTextAsync(Signed(silo)), await running.Box.GetCheckpointAsync(default));
        await silo.RestartAsync(() => File.WriteAllText(Signed(silo), ""));
        Assert.True(Checkpoint.TryOpen(await running.Box.GetCheckpointAsync(default), await running.LogKeyAsync(), out var checkpoint));
        Assert.Equal(4, checkpoint!.Size);
    }

    [Fact]
    public async Task A_lost_memory_is_refused_until_someone_puts_a_kept_checkpoint_in_its_place()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var kept = await running.Box.GetCheckpointAsync(default);
        await silo.RestartAsync(() => File.Delete(Signed(silo)));

        var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
        Assert.Contains("troon-2026/main.signed", refused.Message, StringComparison.Ordinal);

        await silo.RestartAsync(() => File.WriteAllText(Signed(silo), kept));
        Assert.Equal(BoxPhase.Open, (await running.Box.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task A_memory_that_this_log_never_signed_is_refused()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        var kept = await running.Box.GetCheckpointAsync(default);

        foreach (var other in new[] { "no note", kept.Replace("\n3\n", "\n9\n", StringComparison.Ordinal), kept[..^9] + "AAAAAAA=\n" })
        {
            await silo.RestartAsync(() => File.WriteAllText(Signed(silo), other));
            var refused = await Assert.ThrowsAsync<LogRefusedException>(() => running.Box.GetStatusAsync(default));
            Assert.Contains("is no checkpoint that", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_log_of_a_day_has_a_memory_of_its_own()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.OpenAsync(silo);
        IBallotBoxGrain Hub() => silo.Grains.GetGrain<IBallotBoxGrain>(BoxKey.For(RunningBox.Day, "cafe"));
        Assert.Equal(BoxResult.Done, await Hub().SetUpAsync(new SetUpBox(RunningBox.Origin + "/cafe", Rehearsal: true), default));
        await Hub().AddBatchAsync(new AddBatch("b", [Digest.Random().ToString()], MadeByService: true), default);
        await Hub().OpenAsync(new OpenBox(RunningBox.RulesWith().Text, RunningBox.Paper.Text), default);

        Assert.Equal(await Hub().GetCheckpointAsync(default), await File.ReadAllTextAsync(Signed(silo, "cafe")));
        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(Signed(silo)));

        // One log's memory does not pass for the other's.
        await silo.RestartAsync(() => File.Copy(Signed(silo), Signed(silo, "cafe"), overwrite: true));
        await Assert.ThrowsAsync<LogRefusedException>(() => Hub().GetStatusAsync(default));
        Assert.Equal(BoxPhase.Open, (await running.Box.GetStatusAsync(default)).Phase);
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_remembered_is_not_shown()
    {
        await using var silo = await TestSilo.StartAsync(forcedDeactivation: 0);
        var running = await RunningBox.SetUpAsync(silo);
        Directory.CreateDirectory(Signed(silo) + ".new");

        Assert.Equal(BoxResult.Unavailable, await running.Box.OpenAsync(new OpenBox(RunningBox.RulesWith().Text, RunningBox.Paper.Text), default));
        await Assert.ThrowsAsync<KeyUnavailableException>(() => running.Box.GetCheckpointAsync(default));

        Directory.Delete(Signed(silo) + ".new");
        Assert.Equal(await running.Box.GetCheckpointAsync(default), await File.ReadAllTextAsync(Signed(silo)));
    }

    private static string Ballots(TestSilo silo) => Path.Combine(silo.Folder, "data", "ballots.db");

    private static string Signed(TestSilo silo, string log = "main") => Path.Combine(silo.Folder, "keys", RunningBox.Day, log + ".signed");

    private static void Change(TestSilo silo, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Ballots(silo), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
