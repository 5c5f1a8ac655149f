using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Web.Tests.Access;

/// <summary>Everything that a running service has stored: every row of every table of its databases, and the names of its files. Left out is the hour at
/// which a session or token was last used, which is noted of a call that is refused too.</summary>
internal static class KeptRows
{
    public static async Task<IReadOnlyList<string>> OfAsync(IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<StorageOptions>>().Value.DataFolder;
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var kept = new List<string>(files.Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)));
        foreach (var file in files.Where(file => file.EndsWith(".db", StringComparison.Ordinal))) kept.AddRange(await RowsAsync(file));
        return kept;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        var rows = new List<string>();
        foreach (var table in await ReadAsync(database, "select name from sqlite_master where type = 'table' order by name"))
            rows.AddRange((await ReadAsync(database, $"select * from \"{table}\"")).Select(row => $"{Path.GetFileName(file)} {table}: {row}").Order(StringComparer.Ordinal));
        return rows;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(SqliteConnection database, string query)
    {
        await using var command = database.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Where(column => reader.GetName(column) != "used").Select(column => reader.GetValue(column) switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                var value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        return rows;
    }
}
