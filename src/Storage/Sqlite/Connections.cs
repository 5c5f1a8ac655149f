using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>How connections are opened and spoken to where a statement is not worth keeping.</summary>
internal static class Connections
{
    /// <summary>Opens a connection of its own, which closes for good when it is disposed.</summary>
    public static SqliteConnection Open(string source, SqliteOpenMode mode) => Open(ConnectionString(source, mode, pooling: false));

    /// <summary>Opens a connection that only reads, or takes one that a reader before has left.</summary>
    public static SqliteConnection OpenReader(string path) => Open(ReaderString(path));

    /// <summary>Closes the connections that readers have left; the next reader opens a new one.</summary>
    public static void ForgetReaders(string path)
    {
        using var anyReader = new SqliteConnection(ReaderString(path));
        SqliteConnection.ClearPool(anyReader);
    }

    /// <summary>Runs statements and drops what they return.</summary>
    public static void Run(this SqliteConnection connection, string sql) => connection.Ask(sql);

    /// <summary>Runs statements; the answer is the first column of the first row of the first that returns any.</summary>
    public static object? Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private static string ReaderString(string path) => ConnectionString(path, SqliteOpenMode.ReadOnly, pooling: true);

    private static string ConnectionString(string source, SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = source,
        Mode = mode,
        Pooling = pooling,
        DefaultTimeout = 5,
    }.ToString();
}
