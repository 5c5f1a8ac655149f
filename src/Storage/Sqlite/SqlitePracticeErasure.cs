using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>Practice runs in both SQLite files. A day's streams are <c>KIND/DAY</c> and <c>KIND/DAY/REST</c>, its boxes <c>DAY/LOG</c>.</summary>
internal sealed class SqlitePracticeErasure(SqliteStorage storage, IKeyCabinet cabinet) : IPracticeErasure
{
    /// <summary>Every table of the register that has rows of a day.</summary>
    internal static readonly string[] RegisterTables =
        ["lines", "arrivals", "time_zones", "undone", "twice", "settled", "settled_marks", "door_keys", "door_codes", "door_code_uses", "door_runs", "late", "offers", "needs"];

    /// <inheritdoc/>
    public async Task EraseAsync(string day, CancellationToken cancellationToken)
    {
        if (!PracticeId.Is(day)) throw new ArgumentException($"'{day}' is no practice run; it is kept.", nameof(day));
        await storage.Register.Writer.EraseAsync(statements => RegisterTables.Sum(table => statements.Execute($"DELETE FROM {table} WHERE day = ?1", day)), cancellationToken);
        await storage.Journal.Writer.EraseAsync(statements => EraseStreams(statements, day), CancellationToken.None);
        await cabinet.DestroyPracticeAsync(day, CancellationToken.None);
    }

    private static int EraseStreams(Statements statements, string day)
    {
        const string Streams = "SELECT id FROM streams WHERE name GLOB '*/' || ?1 OR name GLOB '*/' || ?1 || '/*'";
        const string Files = "SELECT id FROM files WHERE box = ?1 OR box GLOB ?1 || '/*'";
        return statements.Execute($"DELETE FROM file_chunks WHERE file IN ({Files})", day)
            + statements.Execute("DELETE FROM files WHERE box = ?1 OR box GLOB ?1 || '/*'", day)
            + statements.Execute($"DELETE FROM marks WHERE stream IN ({Streams})", day)
            + statements.Execute($"DELETE FROM events WHERE stream IN ({Streams})", day)
            + statements.Execute($"DELETE FROM streams WHERE id IN ({Streams})", day);
    }
}
