using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>A connection's statements, prepared once and kept; the parameters are <c>?1</c>, <c>?2</c> and so on.</summary>
internal sealed class Statements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it inserted, changed or deleted.</returns>
    public int Execute(string sql, params ReadOnlySpan<object> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query; the reader is disposed before the same query runs again.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object> values) => Bind(sql, values).ExecuteReader();

    /// <summary>The first column of the first row as a number.</summary>
    public long Number(string sql, params ReadOnlySpan<object> values) => (long)Bind(sql, values).ExecuteScalar()!;

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command)) prepared.Add(sql, command = Prepare(sql, values.Length));
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    private SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter($"?{i}", null));
        return command;
    }
}
