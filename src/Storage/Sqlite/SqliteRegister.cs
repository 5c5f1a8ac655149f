using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// The register in a SQLite file of its own, <c>register.db</c>. What is erased is overwritten, and the file keeps
/// no order in which people came. See docs/adr/0004.
/// </summary>
public sealed partial class SqliteRegister : IRegisterStore, IDisposable
{
    private readonly DatabaseFile file;
    private readonly GroupWriter writer;

    private SqliteRegister(DatabaseFile file, ILogger logger)
    {
        this.file = file;
        writer = new GroupWriter(file, logger);
    }

    /// <summary>Opens <c>register.db</c> in a folder, creating either where it is missing.</summary>
    /// <exception cref="RegisterUnavailableException">The message says in one sentence why not; nothing was changed.</exception>
    public static SqliteRegister Open(string folder, ILogger<SqliteRegister>? logger = null) =>
        Open(RegisterDatabase.Definition, folder, logger);

    internal static SqliteRegister Open(DatabaseDefinition definition, string folder, ILogger? logger = null)
    {
        var file = DatabaseFile.Open(definition, folder);
        try
        {
            return new SqliteRegister(file, logger ?? NullLogger.Instance);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task AddAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken)
    {
        var taken = await writer.WriteAsync(statements => Add(statements, day, rows), cancellationToken).ConfigureAwait(false);
        if (taken is not null) throw new RegisterUnavailableException($"Line '{taken}' is on the register already, so none of these was added; read the register and add what is missing.");
    }

    /// <inheritdoc/>
    public Task ReplacePassesAsync(string day, IReadOnlyList<RegisterRow> rows, CancellationToken cancellationToken) => writer.EraseAsync(
        statements => rows.Sum(row => statements.Execute("UPDATE lines SET pass = ?3 WHERE day = ?1 AND line = ?2", day, row.Line, row.Pass.ToArray())),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisterRow>> ReadAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => Read(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task<MarkOutcome?> MarkAsync(string day, string line, CheckInMark mark, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => Mark(statements, day, line, mark), cancellationToken);

    /// <inheritdoc/>
    public Task<int> EraseAsync(string day, CancellationToken cancellationToken) =>
        writer.EraseAsync(statements => Erase(statements, day), cancellationToken);

    /// <summary>The file, for what else stands in it.</summary>
    internal DatabaseFile File => file;

    /// <summary>The file's one writer.</summary>
    internal GroupWriter Writer => writer;

    /// <summary>Writes what is queued, then closes the file so that it is whole by itself and shows no order of check-in.</summary>
    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    /// <summary>Adds all lines, or none and returns the first that is there already.</summary>
    private static string? Add(Statements statements, string day, IReadOnlyList<RegisterRow> rows)
    {
        statements.Execute("SAVEPOINT adding");
        foreach (var row in rows)
        {
            var added = statements.Execute(
                "INSERT OR IGNORE INTO lines (day, line, name, detail, pass, door, hour, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                day, row.Line, row.Name, row.Detail, row.Pass.ToArray(),
                (object?)row.CheckIn?.Door ?? DBNull.Value, (object?)row.CheckIn?.Hour ?? DBNull.Value, row.AddedAt);
            if (added > 0) continue;
            statements.Execute("ROLLBACK TO adding");
            statements.Execute("RELEASE adding");
            return row.Line;
        }

        statements.Execute("RELEASE adding");
        return null;
    }

    private static MarkOutcome? Mark(Statements statements, string day, string line, CheckInMark mark)
    {
        var first = statements.Execute(
            "UPDATE lines SET door = ?3, hour = ?4 WHERE day = ?1 AND line = ?2 AND door IS NULL",
            day, line, mark.Door, mark.Hour) > 0;
        if (first) return new MarkOutcome(mark, First: true);

        using var row = statements.Query("SELECT door, hour FROM lines WHERE day = ?1 AND line = ?2", day, line);
        return row.Read() ? new MarkOutcome(new CheckInMark(row.GetString(0), row.GetString(1)), First: false) : null;
    }

    private static IReadOnlyList<RegisterRow> Read(Statements statements, string day)
    {
        var lines = new List<RegisterRow>();
        using var rows = statements.Query(
            "SELECT line, name, detail, pass, door, hour, added FROM lines WHERE day = ?1 ORDER BY line", day);
        while (rows.Read())
        {
            lines.Add(new RegisterRow(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3), CheckIn(rows)) { AddedAt = rows.GetString(6) });
        }

        return lines;
    }

    private static CheckInMark? CheckIn(SqliteDataReader row) =>
        row.IsDBNull(4) ? null : new CheckInMark(row.GetString(4), row.GetString(5));
}
