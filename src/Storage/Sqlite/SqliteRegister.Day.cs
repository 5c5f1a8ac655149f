using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>What the register keeps of a day that is nobody's: its time zone, and how many came through each door.</summary>
public sealed partial class SqliteRegister
{
    /// <inheritdoc/>
    public Task<string> ReadTimeZoneAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadTimeZone(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task SetTimeZoneAsync(string day, string timeZone, CancellationToken cancellationToken) => writer.WriteAsync(
        statements => statements.Execute("INSERT OR REPLACE INTO time_zones (day, time_zone) VALUES (?1, ?2)", day, timeZone),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoorCount>> ReadArrivalsAsync(string day, CancellationToken cancellationToken) =>
        file.ReadAsync(statements => ReadArrivals(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task AddArrivalsAsync(string day, IReadOnlyList<DoorCount> more, CancellationToken cancellationToken) => writer.WriteAsync(
        statements => more.Sum(door => AddArrivals(statements, day, door)), cancellationToken);

    private static int AddArrivals(Statements statements, string day, DoorCount more) => statements.Execute(
        "INSERT INTO arrivals (day, door, count) VALUES (?1, ?2, ?3) ON CONFLICT (day, door) DO UPDATE SET count = count + excluded.count",
        day, more.Door, more.Arrivals);

    private static string ReadTimeZone(Statements statements, string day)
    {
        using var row = statements.Query("SELECT time_zone FROM time_zones WHERE day = ?1", day);
        return row.Read() ? row.GetString(0) : "";
    }

    private static IReadOnlyList<DoorCount> ReadArrivals(Statements statements, string day)
    {
        var doors = new List<DoorCount>();
        using var rows = statements.Query("SELECT door, count FROM arrivals WHERE day = ?1 ORDER BY door", day);
        while (rows.Read()) doors.Add(new DoorCount(rows.GetString(0), rows.GetInt64(1)));
        return doors;
    }
}
