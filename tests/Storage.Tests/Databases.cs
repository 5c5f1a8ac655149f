using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Storage.Tests;

/// <summary>A stranger's hand on a closed database file.</summary>
internal static class Databases
{
    public static void Run(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Ask(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Does something in the middle of a transaction that is then given up.</summary>
    public static void Interrupt(string path, string begin, Action inTheMiddle)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = begin;
        command.ExecuteNonQuery();
        inTheMiddle();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
