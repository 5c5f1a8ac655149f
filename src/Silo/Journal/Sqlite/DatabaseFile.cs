using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Silo.Journal.Sqlite;

/// <summary>
/// One of our SQLite files: locked against other processes, recognised, checked and brought to the current format.
/// Whatever is wrong with it is told in one sentence, and nothing in it is changed. See docs/adr/0003.
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private const int HeaderLength = 100;

    /// <summary>A ballot's event of up to 2,030 bytes stays on its page (SQLite file format, section 1.6), and reading 100,000 is fastest.</summary>
    private const int PageSize = 8192;

    /// <summary>The write-ahead file goes back into the database every 4 MiB, which keeps each pause to some milliseconds.</summary>
    private const int PagesBetweenCheckpoints = 512;

    /// <summary>How much of a database is checked page by page at start: what a slow disk reads in about a second.</summary>
    private const long CheckedBytes = 256 * 1024 * 1024;

    private readonly DatabaseDefinition definition;
    private readonly string path;
    private readonly FileStream processLock;

    private DatabaseFile(DatabaseDefinition definition, string path, FileStream processLock) =>
        (this.definition, this.path, this.processLock) = (definition, path, processLock);

    /// <summary>The file's name, as people and meters know it.</summary>
    public string Name => definition.FileName;

    /// <summary>Opens the file in a folder, creating either where it is missing.</summary>
    /// <exception cref="Exception">What the definition makes of the sentence that says why not.</exception>
    public static DatabaseFile Open(DatabaseDefinition definition, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, definition.FileName));
        FileStream? processLock = null;
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            processLock = TakeLock(definition, path);
            var file = new DatabaseFile(definition, path, processLock);
            file.Prepare();
            return file;
        }
        catch (Exception reason)
        {
            processLock?.Dispose();
            throw DatabaseFault.Explain(definition, path, reason);
        }
    }

    /// <summary>The one connection that writes. Every commit is on the disk before it returns.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite, pooling: false);
        try
        {
            Run(connection, $"""
                PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY;
                PRAGMA trusted_schema = OFF;
                PRAGMA cell_size_check = ON;
                PRAGMA wal_autocheckpoint = {PagesBetweenCheckpoints};
                """);
            if (definition.MaxPages > 0) Run(connection, $"PRAGMA max_page_count = {definition.MaxPages}");
            CheckPages(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads on a connection of its own, off the caller's thread; writing goes on meanwhile.</summary>
    public Task<T> ReadAsync<T>(Func<Statements, T> read, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            if (!processLock.CanRead) throw Closed();
            try
            {
                using var statements = new Statements(Connect(SqliteOpenMode.ReadOnly, pooling: true));
                return read(statements);
            }
            catch (Exception reason)
            {
                throw Explain(reason);
            }
        },
        cancellationToken);

    /// <summary>Closes the readers' idle connections; the next read opens a new one.</summary>
    public void ForgetReaders()
    {
        using var connection = new SqliteConnection(ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>The exception whose message says in one sentence what went wrong.</summary>
    public Exception Explain(Exception reason) => DatabaseFault.Explain(definition, path, reason);

    /// <summary>The file's pages contradict each other.</summary>
    public Exception Damaged() => DatabaseFault.Damaged(definition, path, null);

    /// <summary>Somebody asks although the file has been closed.</summary>
    public Exception Closed() => definition.Unavailable($"'{path}' is closed because the service is stopping.", null);

    /// <summary>Writes anew what must not show its order, and leaves one file without a write-ahead file.</summary>
    public void Tidy(SqliteConnection writer)
    {
        Run(writer, $"BEGIN IMMEDIATE; {definition.Tidy} COMMIT");
        EmptyWriteAheadFile(writer);
    }

    /// <summary>Moves all of the write-ahead file into the database and cuts it to nothing.</summary>
    public void EmptyWriteAheadFile(SqliteConnection writer)
    {
        using var checkpoint = writer.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var reader = checkpoint.ExecuteReader();
        reader.Read();
        if (reader.GetInt32(0) != 0)
        {
            throw definition.Unavailable(
                $"A reader kept '{path}-wal' from being emptied, so what was erased can still be found in it; erase again in a minute.", null);
        }
    }

    public void Dispose()
    {
        ForgetReaders();
        processLock.Dispose();
    }

    private void Prepare()
    {
        if (!HasContent(path))
        {
            Create();
            return;
        }

        var format = ReadFormat();
        if (HasContent(path + "-journal"))
        {
            RollBackInterruptedMigration();
            format = ReadFormat();
        }

        CheckBeforeOpening();
        if (format < definition.Format) Migrate(format);
    }

    /// <summary>Reads the header without SQLite, which might write to a file that is not ours.</summary>
    private int ReadFormat()
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var length = stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);

        // SQLite file format, section 1.3: the magic string, user_version at byte 60 and application_id at byte 68.
        if (length < HeaderLength
            || !header.StartsWith("SQLite format 3\0"u8)
            || BinaryPrimitives.ReadInt32BigEndian(header[68..]) != definition.ApplicationId)
        {
            throw definition.Unavailable(
                $"'{path}' is not a {definition.FileName} of PB Decision Day; move it away, or point the data folder somewhere else.", null);
        }

        var format = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        if (format > definition.Format)
        {
            throw definition.Unavailable(
                $"'{path}' was written by a newer version of PB Decision Day (format {format}, this version knows up to {definition.Format}); start that version or a later one.", null);
        }

        return format;
    }

    private void Create()
    {
        if (HasContent(path + "-wal") || HasContent(path + "-journal"))
        {
            throw definition.Unavailable(
                $"'{path}' is missing or empty although its companion '{path}-wal' or '{path}-journal' is there; put the file back from where it went, or from a copy.", null);
        }

        var draft = path + ".new";
        Delete(draft, draft + "-journal");
        try
        {
            using (var connection = new SqliteConnection(ConnectionString(draft, SqliteOpenMode.ReadWriteCreate, pooling: false)))
            {
                connection.Open();
                Run(connection, $"PRAGMA page_size = {PageSize}; PRAGMA synchronous = EXTRA;");
                RunMigrations(connection, 0);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            Delete(draft, draft + "-journal");
            throw;
        }
    }

    /// <summary>
    /// A migration runs without a write-ahead file, so that the header of the file itself always tells its format,
    /// and after a copy of the file has been made.
    /// </summary>
    private void Migrate(int from)
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite, pooling: false);
        Run(connection, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;");
        connection.Close();
        CopyTo($"{path}.format{from}");
        connection.Open();
        Run(connection, "PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;");
        RunMigrations(connection, from);
    }

    private void RunMigrations(SqliteConnection connection, int from) => Run(connection, $"""
        BEGIN EXCLUSIVE;
        {string.Concat(definition.Migrations.Skip(from))}
        PRAGMA application_id = {definition.ApplicationId};
        PRAGMA user_version = {definition.Format};
        COMMIT;
        """);

    private void CopyTo(string copy)
    {
        var draft = copy + ".new";
        try
        {
            using (var source = File.OpenRead(path))
            using (var target = File.Create(draft))
            {
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }

            File.Move(draft, copy, overwrite: true);
        }
        catch
        {
            Delete(draft);
            throw;
        }
    }

    private void RollBackInterruptedMigration()
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite, pooling: false);
        Run(connection, "SELECT count(*) FROM sqlite_schema");
    }

    /// <summary>Looks for damage on a connection that cannot write, so that a damaged file stays as it is for whoever repairs it.</summary>
    private void CheckBeforeOpening()
    {
        var source = HasContent(path + "-wal") ? path : new Uri(path).AbsoluteUri + "?immutable=1";
        using var connection = new SqliteConnection(ConnectionString(source, SqliteOpenMode.ReadOnly, pooling: false));
        connection.Open();
        CheckPages(connection);
    }

    private void CheckPages(SqliteConnection connection)
    {
        using var check = connection.CreateCommand();
        check.CommandText = new FileInfo(path).Length <= CheckedBytes ? "PRAGMA quick_check(1)" : "SELECT 'ok' FROM sqlite_schema LIMIT 1";
        if (check.ExecuteScalar() is not "ok") throw Damaged();
    }

    private SqliteConnection Connect(SqliteOpenMode mode, bool pooling)
    {
        var connection = new SqliteConnection(ConnectionString(path, mode, pooling));
        connection.Open();
        return connection;
    }

    private static string ConnectionString(string source, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = source,
        Mode = mode,
        Pooling = pooling,
        DefaultTimeout = 5,
    }.ToString();

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static FileStream TakeLock(DatabaseDefinition definition, string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException reason) when (DatabaseFault.IsHeldByAnother(reason))
        {
            throw definition.Unavailable(
                $"Another running service already uses '{path}'; stop that one first, or give this one a data folder of its own.", reason);
        }
    }

    private static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Delete(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths) File.Delete(path);
    }
}
