using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// One of our SQLite files, open in this process alone. Whatever is wrong with it is told in one sentence. See docs/adr/0003.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    /// <summary>How far the write-ahead file grows before it goes back into the database: little enough to keep that pause to some milliseconds.</summary>
    private const int BytesBetweenCheckpoints = 4 * 1024 * 1024;

    private readonly DatabaseDefinition definition;
    private readonly string path;
    // A service that is told to stop is down within five seconds; the one started after it waits that long.
    private static readonly TimeSpan PatienceWithTheFormer = TimeSpan.FromSeconds(6);

    private readonly FileStream processLock;

    private DatabaseFile(DatabaseDefinition definition, string path, FileStream processLock) =>
        (this.definition, this.path, this.processLock) = (definition, path, processLock);

    /// <summary>The file's name, as people and meters know it.</summary>
    public string Name => definition.FileName;

    /// <summary>Whether the file stands where it was opened.</summary>
    public bool IsThere => File.Exists(path);

    /// <summary>A connection that only reads.</summary>
    public SqliteConnection OpenReader() => Connections.OpenReader(path);

    /// <summary>Locks and prepares the file in a folder, creating either where it is missing.</summary>
    /// <exception cref="Exception">What the definition makes of the sentence that says why not; nothing was changed.</exception>
    public static DatabaseFile Open(DatabaseDefinition definition, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, definition.FileName));
        FileStream? processLock = null;
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            processLock = TakeLock(definition, path);
            new DatabasePreparation(definition, path).Prepare();
            return new DatabaseFile(definition, path, processLock);
        }
        catch (Exception reason)
        {
            processLock?.Dispose();
            throw DatabaseFault.Explain(definition, path, reason);
        }
    }

    /// <summary>The one connection that writes. A commit on it returns when it is on the disk.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Connections.Open(path, SqliteOpenMode.ReadWrite);
        try
        {
            if (connection.Ask("PRAGMA journal_mode = WAL") is not "wal")
            {
                throw definition.Unavailable(
                    $"'{path}' stands on a disk that cannot keep a write-ahead file, such as a network share; choose a data folder on a disk of this machine.", null);
            }

            connection.Run($"""
                PRAGMA busy_timeout = 5000;
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                PRAGMA wal_autocheckpoint = {BytesBetweenCheckpoints / definition.PageSize};
                """);
            if (definition.MaxPages > 0) connection.Run($"PRAGMA max_page_count = {definition.MaxPages}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The writing connection after one that failed: readers start anew too, and the file is checked first.</summary>
    public SqliteConnection ReopenWriter()
    {
        ForgetReaders();
        new DatabasePreparation(definition, path).CheckPages();
        return OpenWriter();
    }

    /// <summary>
    /// Copies the file as it is at one moment, while others write: SQLite's own online backup, checked and flushed before it has its name.
    /// </summary>
    /// <param name="target">The new file; its folder is there.</param>
    public void CopyTo(string target) => DatabasePreparation.MakeBeside(target, draft =>
    {
        using (var source = Connections.Open(path, SqliteOpenMode.ReadOnly))
        using (var copy = Connections.Open(draft, SqliteOpenMode.ReadWriteCreate))
        {
            source.BackupDatabase(copy);
            copy.Run("PRAGMA journal_mode = DELETE");
            if (copy.Ask("PRAGMA quick_check(1)") is not "ok") throw Damaged();
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var written = File.OpenHandle(draft, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(written);
    });

    /// <summary>Reads on a connection of its own, off the caller's thread; writing goes on meanwhile.</summary>
    public Task<T> ReadAsync<T>(Func<Statements, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            if (!processLock.CanRead) throw Closed();
            try
            {
                using var statements = new Statements(Connections.OpenReader(path));
                return read(statements);
            }
            catch (Exception reason)
            {
                throw Explain(reason);
            }
        },
        cancellationToken);

    /// <summary>Closes the connections that readers have left.</summary>
    public void ForgetReaders() => Connections.ForgetReaders(path);

    /// <summary>Writes anew what must not show its order, and leaves one file without a write-ahead file.</summary>
    public void Tidy(SqliteConnection writer)
    {
        writer.Run($"BEGIN IMMEDIATE; {definition.Tidy} COMMIT;");
        EmptyWriteAheadFile(writer);
    }

    /// <summary>After something was deleted: nothing of it stays in the write-ahead file, nor in a copy made before a migration.</summary>
    public void RemoveTraces(SqliteConnection writer)
    {
        EmptyWriteAheadFile(writer);
        foreach (var copy in Directory.GetFiles(Path.GetDirectoryName(path)!, DatabasePreparation.CopiesOf(definition))) File.Delete(copy);
    }

    /// <summary>The exception whose message says in one sentence what went wrong.</summary>
    public Exception Explain(Exception reason) => DatabaseFault.Explain(definition, path, reason);

    /// <summary>What stands in the file contradicts itself.</summary>
    public Exception Damaged() => DatabaseFault.Damaged(definition, path, null);

    /// <summary>Somebody asks although the file has been closed.</summary>
    public Exception Closed() => definition.Unavailable($"'{path}' is closed because the service is stopping.", null);

    public void Dispose()
    {
        ForgetReaders();
        processLock.Dispose();
    }

    /// <summary>Moves all of the write-ahead file into the database and cuts it to nothing.</summary>
    private void EmptyWriteAheadFile(SqliteConnection writer)
    {
        // The first column says whether a reader was in the way.
        if (writer.Ask("PRAGMA wal_checkpoint(TRUNCATE)") is not 0L)
        {
            throw definition.Unavailable(
                $"A reader kept '{path}-wal' from being emptied, so what was erased can still be found in it; try again in a minute.", null);
        }
    }

    /// <summary>
    /// Held for the life of the process, and by the system given back when that ends in whatever way. The lock file stays:
    /// whoever removed it could be overtaken by a third process.
    /// </summary>
    private static FileStream TakeLock(DatabaseDefinition definition, string path)
    {
        FileStream? taken = null;
        IOException? held = null;
        SpinWait.SpinUntil(() => TryTake(path + ".lock", out taken, out held), PatienceWithTheFormer);
        return taken ?? throw definition.Unavailable(
            $"Another running service already uses '{path}'; stop that one first, or give this one a data folder of its own.", held);
    }

    private static bool TryTake(string path, out FileStream? taken, out IOException? held)
    {
        (taken, held) = (null, null);
        try
        {
            taken = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException reason) when (DatabaseFault.IsHeldByAnother(reason))
        {
            held = reason;
            return false;
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
