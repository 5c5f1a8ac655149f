using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>Needs in a table of <c>register.db</c>, in the order of random ids; what is erased is overwritten.</summary>
public sealed class SqliteNeeds(SqliteRegister register) : INeedStore
{
    /// <inheritdoc/>
    public Task PutAsync(string day, NeedRow row, CancellationToken cancellationToken) => register.Writer.WriteAsync(
        statements => statements.Execute("INSERT OR REPLACE INTO needs (day, id, text, on_wall) VALUES (?1, ?2, ?3, ?4)", day, row.Id, row.Text, row.OnWall ? 1L : 0L),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NeedRow>> ReadAsync(string day, CancellationToken cancellationToken) =>
        register.File.ReadAsync(statements => Read(statements, day), cancellationToken);

    /// <inheritdoc/>
    public Task EraseAsync(string day, string id, CancellationToken cancellationToken) => register.Writer.EraseAsync(
        statements => statements.Execute("DELETE FROM needs WHERE day = ?1 AND id = ?2", day, id), cancellationToken);

    /// <inheritdoc/>
    public Task EraseAllAsync(string day, CancellationToken cancellationToken) => register.Writer.EraseAsync(
        statements => statements.Execute("DELETE FROM needs WHERE day = ?1", day), cancellationToken);

    private static IReadOnlyList<NeedRow> Read(Statements statements, string day)
    {
        var needs = new List<NeedRow>();
        using var rows = statements.Query("SELECT id, text, on_wall FROM needs WHERE day = ?1 ORDER BY id", day);
        while (rows.Read()) needs.Add(new NeedRow(rows.GetString(0), rows.GetString(1), rows.GetInt64(2) != 0));
        return needs;
    }
}
