using System.Security.Cryptography;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>What doors undo and settle, the keys of what they keep without a network, and the codes of those who may undo.</summary>
public sealed partial class SqliteRegister
{
    private const int KeyBytes = 32;

    /// <inheritdoc/>
    public Task<bool> UndoMarkAsync(string day, string line, string door, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => UndoMark(statements, day, line, door), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MarkOutcome?>> SettleMarksAsync(
        string day, IReadOnlyList<string> lines, CheckInMark mark, bool isLate, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => SettleMarks(statements, day, lines, mark, isLate), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SettleArrivalsAsync(string day, string id, DoorCount more, bool isLate, CancellationToken cancellationToken) => writer.WriteAsync(
        statements =>
        {
            if (statements.Execute("INSERT OR IGNORE INTO settled (day, id, cards) VALUES (?1, ?2, ?3)", day, id, more.Arrivals) == 0) return false;
            AddArrivals(statements, day, more);
            if (isLate) AddLate(statements, day, more);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoorCount>> ReadLateAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadLate(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task<MarkNotes> ReadMarkNotesAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadMarkNotes(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]> GetDoorKeyAsync(string day, string station, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => GetDoorKey(statements, day, station), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoorCodeRow>> ReadDoorCodesAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadDoorCodes(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task SaveDoorCodeAsync(string day, DoorCodeRow code, CancellationToken cancellationToken) => writer.WriteAsync(
        statements => statements.Execute(
            "INSERT OR REPLACE INTO door_codes (day, organiser, code_hash) VALUES (?1, ?2, ?3)", day, code.Organiser, code.CodeHash.ToArray()),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoorRun>> ReadDoorRunsAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadDoorRuns(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task SaveDoorRunsAsync(string day, IReadOnlyCollection<DoorRun> runs, CancellationToken cancellationToken) => writer.WriteAsync(
        statements =>
        {
            statements.Execute("DELETE FROM door_runs WHERE day = ?1", day);
            return runs.Sum(run => statements.Execute(
                "INSERT INTO door_runs (day, door, from_name, to_name) VALUES (?1, ?2, ?3, ?4)", day, run.Door, run.From, run.To));
        },
        cancellationToken);

    private static bool UndoMark(Statements statements, string day, string line, string door)
    {
        var undone = statements.Execute("DELETE FROM lines WHERE day = ?1 AND line = ?2 AND door = ?3 AND added = ?3", day, line, door)
            + statements.Execute("UPDATE lines SET door = NULL, hour = NULL WHERE day = ?1 AND line = ?2 AND door = ?3", day, line, door);
        if (undone == 0) return false;
        statements.Execute("INSERT INTO undone (day, count) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1", day);
        return true;
    }

    private static IReadOnlyList<MarkOutcome?> SettleMarks(Statements statements, string day, IReadOnlyList<string> lines, CheckInMark mark, bool isLate)
    {
        var outcomes = new List<MarkOutcome?>(lines.Count);
        var added = 0;
        foreach (var line in lines)
        {
            var outcome = Mark(statements, day, line, mark);
            outcomes.Add(outcome);
            // This door's own mark is one whose answer was lost.
            if (outcome is { First: false } && outcome.Standing.Door != mark.Door)
                added += statements.Execute("INSERT OR IGNORE INTO twice (day, line, door) VALUES (?1, ?2, ?3)", day, line, mark.Door);
            else if (outcome is { First: true }) added++;
        }

        if (isLate && added > 0) AddLate(statements, day, new DoorCount(mark.Door, added));

        return outcomes;
    }

    private static void AddLate(Statements statements, string day, DoorCount more) => statements.Execute(
        "INSERT INTO late (day, door, count) VALUES (?1, ?2, ?3) ON CONFLICT (day, door) DO UPDATE SET count = count + excluded.count",
        day, more.Door, more.Arrivals);

    private static IReadOnlyList<DoorCount> ReadLate(Statements statements, string day)
    {
        var doors = new List<DoorCount>();
        using var rows = statements.Query("SELECT door, count FROM late WHERE day = ?1 ORDER BY door", day);
        while (rows.Read()) doors.Add(new DoorCount(rows.GetString(0), rows.GetInt64(1)));
        return doors;
    }

    private static MarkNotes ReadMarkNotes(Statements statements, string day)
    {
        using var row = statements.Query(
            """
            SELECT (SELECT COALESCE(SUM(count), 0) FROM undone WHERE day = ?1), (SELECT COUNT(*) FROM twice WHERE day = ?1),
                (SELECT COALESCE(SUM(cards), 0) FROM settled WHERE day = ?1 AND cards > 0)
            """,
            day);
        return row.Read() ? new MarkNotes(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) : new MarkNotes(0, 0, 0);
    }

    private static byte[] GetDoorKey(Statements statements, string day, string station)
    {
        statements.Execute(
            "INSERT OR IGNORE INTO door_keys (day, station, door_key) VALUES (?1, ?2, ?3)", day, station, RandomNumberGenerator.GetBytes(KeyBytes));
        using var row = statements.Query("SELECT door_key FROM door_keys WHERE day = ?1 AND station = ?2", day, station);
        return row.Read() ? row.GetFieldValue<byte[]>(0) : throw new InvalidOperationException("The key that was written just now is not there.");
    }

    private static IReadOnlyList<DoorCodeRow> ReadDoorCodes(Statements statements, string day)
    {
        var codes = new List<DoorCodeRow>();
        using var rows = statements.Query("SELECT organiser, code_hash FROM door_codes WHERE day = ?1 ORDER BY organiser", day);
        while (rows.Read()) codes.Add(new DoorCodeRow(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        return codes;
    }

    private static IReadOnlyList<DoorRun> ReadDoorRuns(Statements statements, string day)
    {
        var runs = new List<DoorRun>();
        using var rows = statements.Query("SELECT door, from_name, to_name FROM door_runs WHERE day = ?1 ORDER BY door, from_name, to_name", day);
        while (rows.Read()) runs.Add(new DoorRun(rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return runs;
    }

    private static int Erase(Statements statements, string day)
    {
        statements.Execute("DELETE FROM door_keys WHERE day = ?1", day);
        statements.Execute("DELETE FROM door_codes WHERE day = ?1", day);
        statements.Execute("DELETE FROM door_runs WHERE day = ?1", day);
        // That somebody was let in twice stays a number, of nobody.
        statements.Execute("UPDATE twice SET line = hex(randomblob(16)) WHERE day = ?1", day);
        return statements.Execute("DELETE FROM lines WHERE day = ?1", day);
    }
}
