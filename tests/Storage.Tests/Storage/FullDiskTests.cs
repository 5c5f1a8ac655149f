using PbDecisionDay.Storage.Tests.Journal;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

public sealed class FullDiskTests
{
    private static readonly string Body = new('x', 4000);

    [Fact]
    public async Task When_the_database_may_not_grow_what_was_acknowledged_stays_and_the_rest_is_refused()
    {
        using var folder = new TemporaryFolder();
        var limited = BallotsDatabase.Definition with { MaxPages = 40 };

        long written;
        using (var journal = SqliteJournal.Open(limited, folder.Path))
        {
            written = await FillAsync(journal, folder.File("ballots.db"));
            Assert.Equal(written, (await journal.ReadAllAsync("box")).Count);
        }

        using var unlimited = SqliteJournal.Open(folder.Path);
        Assert.Equal(written, (await unlimited.ReadAllAsync("box")).Count);
        await unlimited.AppendAsync("box", written, Body);
    }

    [Fact]
    public async Task On_a_full_disk_what_was_acknowledged_stays_and_writing_goes_on_once_there_is_space()
    {
        using var disk = MountedDisk.TryMount(1024, out var reason);
        Assert.SkipWhen(disk is null, reason);
        var ballast = Path.Combine(disk!.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[300 * 1024]);

        using var journal = SqliteJournal.Open(disk.Path);
        var written = await FillAsync(journal, Path.Combine(disk.Path, "ballots.db"));
        Assert.Equal(written, (await journal.ReadAllAsync("box")).Count);

        File.Delete(ballast);
        await journal.AppendAsync("box", written, Body);
        Assert.Equal(written + 1, (await journal.ReadAllAsync("box")).Count);
    }

    [Fact]
    public void On_a_full_disk_nothing_is_created_and_the_sentence_says_why()
    {
        using var disk = MountedDisk.TryMount(64, out var reason);
        Assert.SkipWhen(disk is null, reason);
        File.WriteAllBytes(Path.Combine(disk!.Path, "ballast"), new byte[60 * 1024]);
        var before = FolderBytes.Of(disk.Path);

        var refused = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(disk.Path));

        Assert.Equal(Full(Path.Combine(disk.Path, "ballots.db")), refused.Message);
        Assert.Equal(before, FolderBytes.Of(disk.Path));
    }

    [Fact]
    public async Task An_existing_file_on_a_full_disk_is_left_as_it_is()
    {
        using var disk = MountedDisk.TryMount(256, out var reason);
        Assert.SkipWhen(disk is null, reason);
        using (var journal = SqliteJournal.Open(disk!.Path)) await journal.AppendAsync("box", 0, "kept");
        FillUp(Path.Combine(disk.Path, "ballast"));
        var before = FolderBytes.Of(disk.Path);

        var refused = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(disk.Path));

        Assert.Equal(Full(Path.Combine(disk.Path, "ballots.db")), refused.Message);
        Assert.Equal(before, FolderBytes.Of(disk.Path));
        File.Delete(Path.Combine(disk.Path, "ballast"));
        using var reopened = SqliteJournal.Open(disk.Path);
        Assert.Equal(["kept"], await reopened.ReadTextsAsync("box"));
    }

    /// <summary>Appends until it is refused for want of space; returns how many events were acknowledged.</summary>
    private static async Task<long> FillAsync(SqliteJournal journal, string path)
    {
        for (long version = 0; version < 1000; version++)
        {
            try
            {
                await journal.AppendAsync("box", version, Body);
            }
            catch (JournalUnavailableException refused)
            {
                Assert.Equal(Full(path), refused.Message);
                Assert.True(version > 10, $"It was full after {version} events.");
                return version;
            }
        }

        throw new InvalidOperationException("It never filled up.");
    }

    private static void FillUp(string path)
    {
        using var stream = File.Create(path, bufferSize: 0);
        try
        {
            while (stream.Length < 1024 * 1024) stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full, which is what it is for.
        }
    }

    private static string Full(string path) => $"The disk that holds '{path}' is full; free some space and try again.";
}
