using System.Security.Cryptography;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>What doors undo and settle, the keys of what they keep without a network, and the codes of those who may undo.</summary>
public sealed partial class SqliteRegister
{
    private const int KeyBytes = 32;

    /// <inheritdoc/>
    public Task<UndoOutcome> UndoMarkAsync(string day, string line, DoorStep step, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => UndoMark(statements, day, line, step), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SettledOutcome?>> SettleMarksAsync(
        string day, IReadOnlyList<AloneMark> marked, CheckInMark mark, bool isLate, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => SettleMarks(statements, day, marked, mark, isLate), cancellationToken);

    /// <inheritdoc/>
    public Task<bool?> SettleCardsAsync(string day, AloneCards cards, bool isLate, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => SettleCards(statements, day, cards, isLate), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TakeBackOnceAsync(string day, string id, string door, CancellationToken cancellationToken) => writer.WriteAsync(
        statements => statements.Execute("INSERT OR IGNORE INTO settled (day, id, cards) VALUES (?1, ?2, -1)", day, id) > 0
            && AddArrivals(statements, day, new DoorCount(door, -1)) > 0,
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
    public Task<OwnDoorCodes> ReadDoorCodesAsync(string day, string organiser, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadDoorCodes(statements, day, organiser), cancellationToken);

    /// <inheritdoc/>
    public Task SaveDoorCodesAsync(string day, string organiser, IReadOnlyList<byte[]> hashes, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => SaveDoorCodes(statements, day, organiser, hashes), cancellationToken);

    /// <inheritdoc/>
    public Task<TwoDoorCodes> SpendDoorCodesAsync(string day, byte[] first, byte[] second, DoorStep step, CancellationToken cancellationToken) =>
        writer.WriteAsync(statements => SpendDoorCodes(statements, day, first, second, step), cancellationToken);

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

    private static UndoOutcome UndoMark(Statements statements, string day, string line, DoorStep step)
    {
        if (!Has(statements, "SELECT 1 FROM lines WHERE day = ?1 AND line = ?2 AND door = ?3", day, line, step.Door)) return UndoOutcome.NoMark;
        // Two were spent together, or none. Used up, they stay known as codes that were used.
        if (statements.Execute("UPDATE door_codes SET step = ?3 WHERE day = ?1 AND step = ?2", day, step.Key, UsedUp) == 0) return UndoOutcome.NoCodes;
        if (statements.Execute("DELETE FROM lines WHERE day = ?1 AND line = ?2 AND door = ?3 AND added = ?3", day, line, step.Door) == 0)
            statements.Execute("UPDATE lines SET door = NULL, hour = NULL WHERE day = ?1 AND line = ?2 AND door = ?3", day, line, step.Door);
        statements.Execute("INSERT INTO undone (day, count) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1", day);
        return UndoOutcome.Undone;
    }

    private static bool Has(Statements statements, string query, params object[] values)
    {
        using var row = statements.Query(query, values);
        return row.Read();
    }

    private static IReadOnlyList<SettledOutcome?> SettleMarks(
        Statements statements, string day, IReadOnlyList<AloneMark> marked, CheckInMark mark, bool isLate)
    {
        var outcomes = new List<SettledOutcome?>(marked.Count);
        var added = 0;
        foreach (var (id, line) in marked)
        {
            if (IsSettled(statements, day, id, line, out var before))
            {
                outcomes.Add(before);
                continue;
            }

            var outcome = Mark(statements, day, line, mark);
            // This door's own mark is one whose answer was lost.
            var isTwice = outcome is { First: false } && outcome.Standing.Door != mark.Door;
            outcomes.Add(outcome is null ? null : new SettledOutcome(outcome.Standing, outcome.First, isTwice));
            if (outcome is null) continue;
            if (isTwice) added += statements.Execute("INSERT OR IGNORE INTO twice (day, line, door) VALUES (?1, ?2, ?3)", day, line, mark.Door);
            else if (outcome.First) added++;
            statements.Execute("INSERT INTO settled_marks (day, id, twice) VALUES (?1, ?2, ?3)", day, id, isTwice ? 1 : 0);
        }

        if (isLate && added > 0) AddLate(statements, day, new DoorCount(mark.Door, added));

        return outcomes;
    }

    /// <summary>What a mark of this id came to, if it was settled: it marks nobody again, whoever was undone since.</summary>
    private static bool IsSettled(Statements statements, string day, string id, string line, out SettledOutcome? outcome)
    {
        outcome = null;
        bool isTwice;
        using (var settled = statements.Query("SELECT twice FROM settled_marks WHERE day = ?1 AND id = ?2", day, id))
        {
            if (!settled.Read()) return false;
            isTwice = settled.GetInt64(0) != 0;
        }

        using var row = statements.Query("SELECT door, hour FROM lines WHERE day = ?1 AND line = ?2", day, line);
        if (row.Read()) outcome = new SettledOutcome(row.IsDBNull(0) ? null : new CheckInMark(row.GetString(0), row.GetString(1)), First: false, isTwice);
        return true;
    }

    private static bool? SettleCards(Statements statements, string day, AloneCards cards, bool isLate)
    {
        // The kind and the station stand in the key: nobody's id is another's, nor that of an undoing. Before, the id stood alone.
        var (prefix, more) = ($"cards/{cards.Station}/", new DoorCount(cards.Door, cards.Cards));
        if (Has(statements, "SELECT 1 FROM settled WHERE day = ?1 AND (id = ?2 OR (id = ?3 AND cards > 0))", day, prefix + cards.Id, cards.Id)) return false;
        using (var row = statements.Query("SELECT COALESCE(SUM(cards), 0) FROM settled WHERE day = ?1 AND substr(id, 1, length(?2)) = ?2", day, prefix))
        {
            if (row.Read() && row.GetInt64(0) + cards.Cards > cards.Pile) return null;
        }

        statements.Execute("INSERT INTO settled (day, id, cards) VALUES (?1, ?2, ?3)", day, prefix + cards.Id, more.Arrivals);
        AddArrivals(statements, day, more);
        if (isLate) AddLate(statements, day, more);
        return true;
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
        statements.Execute("DELETE FROM door_code_uses WHERE day = ?1", day);
        statements.Execute("DELETE FROM settled_marks WHERE day = ?1", day);
        statements.Execute("DELETE FROM door_runs WHERE day = ?1", day);
        // That somebody was let in twice stays a number, of nobody.
        statements.Execute("UPDATE twice SET line = hex(randomblob(16)) WHERE day = ?1", day);
        return statements.Execute("DELETE FROM lines WHERE day = ?1", day);
    }
}
