using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// The journal in one SQLite file, <c>ballots.db</c>. Appends of all callers go through one writing thread and share
/// its commits; readers have connections of their own. Source of the formats: docs/adr/0003.
/// </summary>
public sealed class SqliteJournal : IJournal, IDisposable
{
    private const int LongestStreamName = 200;
    private const int LongestKind = 60;
    private const int EventsPerRead = 1000;
    private const int BytesPerRead = 1024 * 1024;

    private readonly DatabaseFile file;
    private readonly GroupWriter writer;

    private SqliteJournal(DatabaseFile file, ILogger logger)
    {
        this.file = file;
        writer = new GroupWriter(file, logger);
    }

    /// <summary>Opens <c>ballots.db</c> in a folder, creating either where it is missing.</summary>
    /// <exception cref="JournalUnavailableException">The message says in one sentence why not; nothing was changed.</exception>
    public static SqliteJournal Open(string folder, ILogger<SqliteJournal>? logger = null) =>
        Open(BallotsDatabase.Definition, folder, logger);

    internal static SqliteJournal Open(DatabaseDefinition definition, string folder, ILogger? logger = null)
    {
        var file = DatabaseFile.Open(definition, folder);
        try
        {
            return new SqliteJournal(file, logger ?? NullLogger.Instance);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal DatabaseFile File => file;

    internal GroupWriter Writer => writer;

    /// <summary>Whether nothing was ever written.</summary>
    internal bool IsEmpty() => !Has("*");

    /// <summary>The keys of all ballot boxes that were made, as <see cref="Contracts.Ballots.BoxKey"/> writes them.</summary>
    internal IReadOnlyList<string> Boxes()
    {
        using var connection = file.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT substr(name, 5) FROM streams WHERE name GLOB 'box/*' ORDER BY name";
        using var rows = command.ExecuteReader();
        var boxes = new List<string>();
        while (rows.Read()) boxes.Add(rows.GetString(0));
        return boxes;
    }

    /// <summary>How many appends have been written since it was opened.</summary>
    public long Appends => writer.Writes;

    /// <summary>How many commits they took.</summary>
    public long Commits => writer.Commits;

    private bool Has(string streams)
    {
        using var connection = file.OpenReader();
        return connection.Ask($"SELECT 1 FROM streams WHERE name GLOB '{streams}' LIMIT 1") is not null;
    }

    /// <inheritdoc/>
    public async Task AppendAsync(
        string stream,
        long expectedVersion,
        IReadOnlyList<JournalEvent> events,
        IReadOnlyList<ReadOnlyMemory<byte>> marks,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stream.Length, LongestStreamName, nameof(stream));
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        foreach (var written in events)
        {
            ArgumentException.ThrowIfNullOrEmpty(written.Kind);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(written.Kind.Length, LongestKind, nameof(events));
        }

        var appended = await writer.WriteAsync(
            statements => Append(statements, stream, expectedVersion, events, marks), cancellationToken).ConfigureAwait(false);
        if (!appended) throw new VersionConflictException(stream, expectedVersion);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedEvent> ReadAsync(
        string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (id, end) = await file.ReadAsync(
            statements => Head(statements, stream), cancellationToken).ConfigureAwait(false);

        for (var next = fromVersion; next < end;)
        {
            var from = next;
            var events = await file.ReadAsync(
                statements => Read(statements, id, from, end), cancellationToken).ConfigureAwait(false);
            foreach (var recorded in events)
            {
                if (recorded.Version != next) break;
                yield return recorded;
                next++;
            }

            if (next == from) throw file.Damaged();
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadMarksAsync(string stream, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => Marks(statements, stream), cancellationToken);

    /// <summary>Writes what is queued, then closes the file so that it is whole by itself and shows no order of marks.</summary>
    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    private static bool Append(
        Statements statements,
        string stream,
        long expectedVersion,
        IReadOnlyList<JournalEvent> events,
        IReadOnlyList<ReadOnlyMemory<byte>> marks)
    {
        var (id, end) = Head(statements, stream);
        if (end != expectedVersion) return false;
        if (id == 0) id = statements.Number("INSERT INTO streams (name) VALUES (?1) RETURNING id", stream);

        for (var i = 0; i < events.Count; i++)
        {
            statements.Execute(
                "INSERT INTO events (stream, version, kind, body) VALUES (?1, ?2, ?3, ?4)",
                id, expectedVersion + i, events[i].Kind, events[i].Body.ToArray());
        }

        foreach (var mark in marks)
            statements.Execute("INSERT OR IGNORE INTO marks (stream, mark) VALUES (?1, ?2)", id, mark.ToArray());
        return true;
    }

    /// <summary>The stream's number, 0 where there is none yet, and how many events it holds.</summary>
    private static (long Id, long End) Head(Statements statements, string stream)
    {
        using var row = statements.Query(
            "SELECT id, (SELECT max(version) + 1 FROM events WHERE stream = id) FROM streams WHERE name = ?1", stream);
        if (!row.Read()) return (0, 0);
        return (row.GetInt64(0), row.IsDBNull(1) ? 0 : row.GetInt64(1));
    }

    private static List<RecordedEvent> Read(Statements statements, long id, long from, long end)
    {
        var events = new List<RecordedEvent>();
        using var rows = statements.Query(
            "SELECT version, kind, body FROM events WHERE stream = ?1 AND version >= ?2 AND version < ?3 ORDER BY version LIMIT ?4",
            id, from, end, EventsPerRead);
        for (var bytes = 0; bytes < BytesPerRead && rows.Read();)
        {
            var body = rows.GetFieldValue<byte[]>(2);
            events.Add(new RecordedEvent(rows.GetInt64(0), rows.GetString(1), body));
            bytes += body.Length;
        }

        return events;
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> Marks(Statements statements, string stream)
    {
        var marks = new List<ReadOnlyMemory<byte>>();
        using var rows = statements.Query(
            "SELECT mark FROM marks JOIN streams ON streams.id = marks.stream WHERE streams.name = ?1 ORDER BY mark", stream);
        while (rows.Read()) marks.Add(rows.GetFieldValue<byte[]>(0));
        return marks;
    }
}
