using PbDecisionDay.Storage.Tests.Journal;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The format of this version.</summary>
    private static long Now => BallotsDatabase.Definition.Format;

    private string Ballots => folder.File("ballots.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_older_file_is_taken_forward_through_every_format_and_keeps_its_events()
    {
        using (var journal = SqliteJournal.Open(folder.Path)) await journal.AppendAsync("box", 0, "first");

        using (var later = SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);", "INSERT INTO notes VALUES ('from a later format');"), folder.Path))
        {
            Assert.Equal(["first"], await later.ReadTextsAsync("box"));
            await later.AppendAsync("box", 1, "second");
        }

        Assert.Equal(Now + 2, Databases.Ask(Ballots, "PRAGMA user_version"));
        Assert.Equal("from a later format", Databases.Ask(Ballots, "SELECT text FROM notes"));
    }

    [Fact]
    public async Task A_copy_from_before_the_migration_is_kept_and_can_be_opened_by_the_version_before()
    {
        using (var journal = SqliteJournal.Open(folder.Path)) await journal.AppendAsync("box", 0, "first");
        SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);"), folder.Path).Dispose();
        Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(folder.Path));

        File.Move($"{Ballots}.format{Now}", Ballots, overwrite: true);

        using var before = SqliteJournal.Open(folder.Path);
        Assert.Equal(["first"], await before.ReadTextsAsync("box"));
    }

    [Fact]
    public async Task A_migration_also_takes_what_a_killed_process_left_in_the_write_ahead_file()
    {
        using (var live = new TemporaryFolder())
        using (var journal = SqliteJournal.Open(live.Path))
        {
            await journal.AppendAsync("box", 0, "first");
            foreach (var name in new[] { "ballots.db", "ballots.db-wal" }) File.Copy(live.File(name), folder.File(name));
        }

        using var later = SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);"), folder.Path);

        Assert.Equal(["first"], await later.ReadTextsAsync("box"));
        File.Move($"{Ballots}.format{Now}", folder.File("copy.db"));
        Assert.Equal(1L, Databases.Ask(folder.File("copy.db"), "SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_migration_that_fails_half_way_leaves_the_file_as_it_was()
    {
        using (var journal = SqliteJournal.Open(folder.Path)) await journal.AppendAsync("box", 0, "first");

        Assert.Throws<JournalUnavailableException>(
            () => SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);", "INSERT INTO nowhere VALUES (1);"), folder.Path));

        using var journalBefore = SqliteJournal.Open(folder.Path);
        Assert.Equal(["first"], await journalBefore.ReadTextsAsync("box"));
        journalBefore.Dispose();
        Assert.Equal(Now, Databases.Ask(Ballots, "PRAGMA user_version"));
        Assert.Equal(0L, Databases.Ask(Ballots, "SELECT count(*) FROM sqlite_schema WHERE name = 'notes'"));
    }

    [Fact]
    public async Task A_migration_cut_off_by_a_crash_is_undone_and_begun_again()
    {
        using (var live = new TemporaryFolder())
        {
            using (var journal = SqliteJournal.Open(live.Path))
                await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 200).Select(i => $"event {i} {new string('x', 500)}")]);
            Databases.Interrupt(
                live.File("ballots.db"),
                "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 2; BEGIN EXCLUSIVE; UPDATE events SET body = zeroblob(3000);",
                () =>
                {
                    foreach (var name in new[] { "ballots.db", "ballots.db-journal" }) File.Copy(live.File(name), folder.File(name));
                });
        }

        using var later = SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);"), folder.Path);

        Assert.All(await later.ReadTextsAsync("box"), text => Assert.StartsWith("event ", text, StringComparison.Ordinal));
        Assert.Equal(200, (await later.ReadAllAsync("box")).Count);
    }

    [Fact]
    public void A_new_file_is_made_in_the_newest_format_without_a_copy()
    {
        SqliteJournal.Open(With("CREATE TABLE notes (text TEXT);"), folder.Path).Dispose();

        Assert.Equal(Now + 1, Databases.Ask(Ballots, "PRAGMA user_version"));
        Assert.Equal(["ballots.db"], FolderBytes.Of(folder).Keys);
    }

    private static DatabaseDefinition With(params string[] laterMigrations) =>
        BallotsDatabase.Definition with { Migrations = [.. BallotsDatabase.Definition.Migrations, .. laterMigrations] };
}
