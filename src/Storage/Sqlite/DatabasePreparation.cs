using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// What happens to a file before it is used: it is created, or recognised, checked and brought to the current format.
/// The caller holds its lock, and no connection to it is open.
/// </summary>
internal sealed class DatabasePreparation(DatabaseDefinition definition, string path)
{
    private const int HeaderLength = 100;

    private const string CopySuffix = ".format";

    /// <summary>Under which names the copies stand that migrations made.</summary>
    public static string CopiesOf(DatabaseDefinition definition) => definition.FileName + CopySuffix + "*";

    /// <summary>Makes the file ready, or says in one sentence why it cannot be and leaves it as it is.</summary>
    public void Prepare()
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

        CheckPages();
        if (format < definition.Format) Migrate(format);
    }

    /// <summary>Looks for damage on a connection that cannot write, so that a damaged file stays as it is for whoever repairs it.</summary>
    public void CheckPages()
    {
        // Without a write-ahead file nothing but the file itself need be touched, not even to note that it is being read.
        var source = HasContent(path + "-wal") ? path : new Uri(path).AbsoluteUri + "?immutable=1";
        var isShort = new FileInfo(path).Length <= definition.CheckedBytes;
        using var connection = Connections.Open(source, SqliteOpenMode.ReadOnly);
        if (connection.Ask(isShort ? "PRAGMA quick_check(1)" : "SELECT 'ok' FROM sqlite_schema LIMIT 1") is not "ok")
            throw DatabaseFault.Damaged(definition, path, null);
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

        MakeBeside(path, draft =>
        {
            using (var connection = Connections.Open(draft, SqliteOpenMode.ReadWriteCreate))
            {
                connection.Run($"PRAGMA page_size = {definition.PageSize}; PRAGMA synchronous = EXTRA;");
                RunMigrations(connection, 0);
            }

            // SQLite gives the write-ahead file and its index the same mode.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        });
    }

    /// <summary>
    /// A migration runs without a write-ahead file, so that the header of the file itself always tells its format,
    /// and after a copy of the file has been made.
    /// </summary>
    private void Migrate(int from)
    {
        using (var connection = Connections.Open(path, SqliteOpenMode.ReadWrite)) connection.Run("PRAGMA journal_mode = DELETE");

        MakeBeside($"{path}{CopySuffix}{from}", draft =>
        {
            File.Copy(path, draft);
            using var copy = File.OpenHandle(draft, access: FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(copy);
        });

        using var migrating = Connections.Open(path, SqliteOpenMode.ReadWrite);
        migrating.Run("PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;");
        RunMigrations(migrating, from);
    }

    private void RunMigrations(SqliteConnection connection, int from) => connection.Run($"""
        BEGIN EXCLUSIVE;
        {string.Concat(definition.Migrations.Skip(from))}
        PRAGMA application_id = {definition.ApplicationId};
        PRAGMA user_version = {definition.Format};
        COMMIT;
        """);

    private void RollBackInterruptedMigration()
    {
        using var connection = Connections.Open(path, SqliteOpenMode.ReadWrite);
        connection.Run("SELECT count(*) FROM sqlite_schema");
    }

    /// <summary>Makes a file under another name first, so that under its own it is either whole or not there.</summary>
    internal static void MakeBeside(string target, Action<string> make)
    {
        var draft = target + ".new";
        try
        {
            Delete(draft);
            make(draft);
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            Delete(draft);
            throw;
        }
    }

    private static void Delete(string draft)
    {
        File.Delete(draft);
        File.Delete(draft + "-journal");
    }

    /// <summary>Whether a file is there and not empty.</summary>
    internal static bool HasContent(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };
}
