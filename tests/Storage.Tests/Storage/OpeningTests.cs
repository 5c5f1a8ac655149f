using PbDecisionDay.Storage.Tests.Journal;
using System.Globalization;
using System.Text;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>What is refused at opening: one plain sentence each, and the files stay as they were, byte for byte.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Ballots => folder.File("ballots.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_missing_folder_is_created_for_the_services_user_alone()
    {
        var nested = folder.File("var/lib/pbdd");

        SqliteJournal.Open(nested).Dispose();

        Assert.True(File.Exists(Path.Combine(nested, "ballots.db")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(nested));
    }

    [Fact]
    public void The_files_can_be_read_by_the_services_user_alone_even_in_a_folder_open_to_all()
    {
        using var register = SqliteRegister.Open(folder.Path);

        if (OperatingSystem.IsWindows()) Assert.Skip("A file's mode is a matter of Unix.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("register.db")));
    }

    [Fact]
    public async Task Both_databases_stand_side_by_side_in_files_of_their_own()
    {
        await FillAsync();

        Assert.Equal(["ballots.db", "register.db"], FolderBytes.Of(folder).Keys);
        Assert.Equal(0L, Databases.Ask(Ballots, "SELECT count(*) FROM sqlite_schema WHERE name = 'lines'"));
        Assert.Equal(0L, Databases.Ask(folder.File("register.db"), "SELECT count(*) FROM sqlite_schema WHERE name IN ('events', 'marks')"));
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public async Task A_file_from_a_newer_version_is_left_alone(string name)
    {
        await FillAsync();
        var ours = Databases.Ask(folder.File(name), "PRAGMA user_version");
        Databases.Run(folder.File(name), "PRAGMA user_version = 99");

        AssertRefused(name,
            $"'{folder.File(name)}' was written by a newer version of PB Decision Day (format 99, this version knows up to {ours}); start that version or a later one.");
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public async Task A_database_of_another_program_is_left_alone(string name)
    {
        await FillAsync();
        Databases.Run(folder.File(name), "PRAGMA application_id = 252006673");

        AssertRefused(name, NotOurs(name));
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public void A_file_that_is_no_database_is_left_alone(string name)
    {
        File.WriteAllText(folder.File(name), string.Concat(Enumerable.Repeat("Minutes of the parish council. ", 500)));

        AssertRefused(name, NotOurs(name));
    }

    [Fact]
    public void A_file_too_short_to_be_a_database_is_left_alone()
    {
        File.WriteAllText(Ballots, "SQLite format 3\0");

        AssertRefused("ballots.db", NotOurs("ballots.db"));
    }

    [Fact]
    public async Task The_register_under_the_name_of_the_ballots_is_left_alone()
    {
        await FillAsync();
        File.Copy(folder.File("register.db"), Ballots, overwrite: true);

        AssertRefused("ballots.db", NotOurs("ballots.db"));
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public async Task A_file_with_a_page_overwritten_is_left_alone(string name)
    {
        await FillAsync();
        Overwrite(folder.File(name), offset: new FileInfo(folder.File(name)).Length - 8192, length: 8192);

        AssertRefused(name, Damaged(name));
    }

    [Theory]
    [InlineData("ballots.db")]
    [InlineData("register.db")]
    public async Task A_file_cut_short_is_left_alone(string name)
    {
        await FillAsync();
        using (var stream = File.OpenWrite(folder.File(name))) stream.SetLength(stream.Length - 8192 - 100);

        AssertRefused(name, Damaged(name));
    }

    [Fact]
    public async Task A_file_too_large_to_be_checked_page_by_page_is_still_refused_when_it_was_cut_short()
    {
        await FillAsync();
        using (var stream = File.OpenWrite(Ballots)) stream.SetLength(stream.Length - 8192);
        var before = FolderBytes.Of(folder);

        var refused = Assert.Throws<JournalUnavailableException>(
            () => SqliteJournal.Open(BallotsDatabase.Definition with { CheckedBytes = 0 }, folder.Path));

        Assert.Equal(Damaged("ballots.db"), refused.Message);
        Assert.Equal(before, FolderBytes.Of(folder));
    }

    [Fact]
    public async Task A_damaged_file_keeps_the_write_ahead_file_that_a_killed_process_left()
    {
        await LeaveWriteAheadFileAsync();
        Overwrite(Ballots, offset: new FileInfo(Ballots).Length - 8192, length: 8192);
        Assert.True(FolderBytes.Of(folder).ContainsKey("ballots.db-wal"));

        AssertRefused("ballots.db", Damaged("ballots.db"));
    }

    [Fact]
    public async Task A_write_ahead_file_without_its_database_is_left_alone()
    {
        await LeaveWriteAheadFileAsync();
        File.Move(Ballots, folder.File("elsewhere.db"));

        AssertRefused("ballots.db",
            $"'{Ballots}' is missing or empty although its companion '{Ballots}-wal' or '{Ballots}-journal' is there; put the file back from where it went, or from a copy.");
    }

    [Fact]
    public async Task A_read_only_folder_is_refused_and_left_as_it_is()
    {
        await FillAsync();
        using var readOnly = ReadOnlyFolder.CopyOf(folder, out var reason);
        Assert.SkipWhen(readOnly is null, reason);
        var before = FolderBytes.Of(readOnly!.Path);

        var ballots = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(readOnly.Path));
        var register = Assert.Throws<RegisterUnavailableException>(() => SqliteRegister.Open(readOnly.Path));

        Assert.Equal(CannotBeWritten(Path.Combine(readOnly.Path, "ballots.db")), ballots.Message);
        Assert.Equal(CannotBeWritten(Path.Combine(readOnly.Path, "register.db")), register.Message);
        Assert.Equal(before, FolderBytes.Of(readOnly.Path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_in_a_sentence()
    {
        File.WriteAllText(folder.File("data"), "a file where the folder should be");
        var data = folder.File("data");

        var refused = Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(data));

        Assert.Equal(CannotBeWritten(Path.Combine(data, "ballots.db")), refused.Message);
    }

    [Fact]
    public void What_a_crash_left_of_a_file_being_created_does_not_stand_in_the_way()
    {
        File.WriteAllText(Ballots + ".new", "half a file");
        File.WriteAllText(Ballots, "");

        SqliteJournal.Open(folder.Path).Dispose();

        Assert.Equal(["ballots.db"], FolderBytes.Of(folder).Keys);
    }

    [Fact]
    public async Task A_refused_file_can_be_opened_once_the_reason_is_gone()
    {
        await FillAsync();
        var ours = Databases.Ask(Ballots, "PRAGMA user_version");
        Databases.Run(Ballots, "PRAGMA user_version = 99");
        Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(folder.Path));
        Databases.Run(Ballots, $"PRAGMA user_version = {ours}");

        using var journal = SqliteJournal.Open(folder.Path);

        Assert.Equal(200, (await journal.ReadAllAsync("box")).Count);
    }

    private async Task FillAsync()
    {
        using var journal = SqliteJournal.Open(folder.Path);
        await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 200).Select(i => new string('x', 500))]);
        using var register = SqliteRegister.Open(folder.Path);
        await register.AddAsync("day", [.. Enumerable.Range(0, 500).Select(Person)], TestContext.Current.CancellationToken);
    }

    private static RegisterRow Person(int number) =>
        new(number.ToString("d5", CultureInfo.InvariantCulture), $"Person {number}", "KA10 6XX", Encoding.ASCII.GetBytes(new string('p', 32)), null);

    /// <summary>What a killed process leaves: a copy made while the journal was open, so that its last events stand in the write-ahead file alone.</summary>
    private async Task LeaveWriteAheadFileAsync()
    {
        using var live = new TemporaryFolder();
        using var journal = SqliteJournal.Open(live.Path);
        await journal.AppendAsync("box", 0, [.. Enumerable.Range(0, 20).Select(i => new string('x', 500))]);
        foreach (var name in new[] { "ballots.db", "ballots.db-wal" }) File.Copy(live.File(name), folder.File(name));
    }

    private void AssertRefused(string name, string sentence)
    {
        var before = FolderBytes.Of(folder);

        var refused = name == "ballots.db"
            ? (Exception)Assert.Throws<JournalUnavailableException>(() => SqliteJournal.Open(folder.Path))
            : Assert.Throws<RegisterUnavailableException>(() => SqliteRegister.Open(folder.Path));

        Assert.Equal(sentence, refused.Message);
        Assert.Equal(before, FolderBytes.Of(folder));
    }

    private string NotOurs(string name) =>
        $"'{folder.File(name)}' is not a {name} of PB Decision Day; move it away, or point the data folder somewhere else.";

    private string Damaged(string name) =>
        $"'{folder.File(name)}' is damaged and was left as it is; keep it and its '-wal' for repair, and start from your latest copy.";

    private static string CannotBeWritten(string path) =>
        $"'{path}' cannot be written; let the service's user write to the file and to its folder, or choose another data folder.";

    private static void Overwrite(string path, long offset, int length)
    {
        using var stream = File.OpenWrite(path);
        stream.Seek(offset, SeekOrigin.Begin);
        stream.Write(Enumerable.Repeat((byte)0x5A, length).ToArray());
    }
}
