using Microsoft.Data.Sqlite;

namespace PbDecisionDay.Grains.Tests;

/// <summary>A stranger's hand on a silo's database, running or not, and on the memory beside its keys.</summary>
internal static class BallotsFile
{
    /// <summary>The box's stream.</summary>
    public const string Log = "stream = (SELECT id FROM streams WHERE name = 'box/troon-2026/main')";

    /// <summary>The stream of what was said about the log.</summary>
    public const string Notes = "stream = (SELECT id FROM streams WHERE name = 'notes/troon-2026/main')";

    public static string Ballots(this TestSilo silo) => Path.Combine(silo.Folder, "data", "ballots.db");

    public static string Signed(this TestSilo silo, string log = "main") => Path.Combine(silo.Folder, "keys", silo.Day, log + ".signed");

    /// <summary>Changes rows, at least one.</summary>
    public static void Change(this TestSilo silo, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = silo.Ballots(), Pooling = false }.ToString());
        connection.Open();
        silo.DamagedOnPurpose = true;
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }
}
