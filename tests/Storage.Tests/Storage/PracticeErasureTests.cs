using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests.Storage;

/// <summary>What takes a practice run away takes all of it, and nothing of any other day.</summary>
public sealed class PracticeErasureTests
{
    private const string Practice = "practice-7k3m41cf";

    private static readonly string[] Others = ["troon-2026", "practice-7k3m41c", "practice-7k3m41cff", "of-practice-7k3m41cf"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_of_a_practice_run_is_gone_from_the_files_and_every_other_day_stays()
    {
        using var folder = new TemporaryFolder();
        using (var host = await StartAsync(folder))
        {
            var services = host.Services;
            foreach (var day in Others.Prepend(Practice)) await FillAsync(services, day);
            var erasure = services.GetRequiredService<IPracticeErasure>();
            await erasure.EraseAsync(Practice, Stop);
            await erasure.EraseAsync(Practice, Stop);

            foreach (var day in Others)
            {
                Assert.True(await HasAsync(services, $"day/{day}") && await HasAsync(services, $"box/{day}/main"), day);
                Assert.Single(await services.GetRequiredService<IJournal>().ReadMarksAsync($"box/{day}/main", Stop));
                Assert.Single(await services.GetRequiredService<IDayFiles>().ListAsync($"{day}/main", Stop));
                Assert.Single(await services.GetRequiredService<INeedStore>().ReadAsync(day, Stop));
                Assert.True(File.Exists(folder.File($"keys/{day}/main.pem")));
            }
            Assert.False(await HasAsync(services, $"day/{Practice}") || await HasAsync(services, $"box/{Practice}/main"));
            Assert.Empty(await services.GetRequiredService<IDayFiles>().ListAsync($"{Practice}/main", Stop));
            Assert.False(Directory.Exists(folder.File($"keys/{Practice}")));
            Assert.DoesNotContain($"secret of {Practice}!", Bytes(folder), StringComparison.Ordinal);
            Assert.Contains("secret of troon-2026!", Bytes(folder), StringComparison.Ordinal);
            await host.StopAsync(Stop);
        }
    }

    [Fact]
    public async Task A_day_that_is_no_practice_run_cannot_be_erased()
    {
        using var folder = new TemporaryFolder();
        using var host = await StartAsync(folder);
        await FillAsync(host.Services, "troon-2026");
        await Assert.ThrowsAsync<ArgumentException>(() => host.Services.GetRequiredService<IPracticeErasure>().EraseAsync("troon-2026", Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Services.GetRequiredService<IKeyCabinet>().DestroyPracticeAsync("troon-2026", Stop));
        Assert.True(await HasAsync(host.Services, "day/troon-2026"));
        Assert.True(File.Exists(folder.File("keys/troon-2026/main.pem")));
        await host.StopAsync(Stop);
    }

    [Fact]
    public async Task Every_table_of_the_register_that_has_a_day_is_emptied()
    {
        using var folder = new TemporaryFolder();
        using (var host = await StartAsync(folder)) await host.StopAsync(Stop);
        var tables = (string)Databases.Ask(
            folder.File("data/register.db"),
            "SELECT group_concat(m.name) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'day'")!;
        // A token of a practice run is on no page; it opens nothing once its day is gone, and ends by itself.
        Assert.Equal(SqlitePracticeErasure.RegisterTables.Append("tokens").Order(StringComparer.Ordinal), tables.Split(',').Order(StringComparer.Ordinal));
    }

    private static async Task FillAsync(IServiceProvider services, string day)
    {
        var journal = services.GetRequiredService<IJournal>();
        var said = Encoding.UTF8.GetBytes($"secret of {day}!");
        foreach (var stream in new[] { $"day/{day}", $"box/{day}/main", $"notes/{day}/main", $"proposal/{day}/garden" })
            await journal.AppendAsync(stream, 0, [new JournalEvent("said", said)], [new byte[] { 1, 2, 3 }], Stop);
        using var content = new MemoryStream(said);
        await services.GetRequiredService<IDayFiles>().WriteAsync($"{day}/main", "result.txt", content, Stop);
        await services.GetRequiredService<INeedStore>().PutAsync(day, new NeedRow("N1", $"secret of {day}!", OnWall: true), Stop);
        await services.GetRequiredService<IKeyCabinet>().MakeAsync(day, "main", Stop);
    }

    private static string Bytes(TemporaryFolder folder) => string.Concat(Directory.GetFiles(folder.File("data")).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Select(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }));

    private static async Task<bool> HasAsync(IServiceProvider services, string stream)
    {
        await foreach (var _ in services.GetRequiredService<IJournal>().ReadAsync(stream, 0, Stop)) return true;
        return false;
    }

    private static async Task<IHost> StartAsync(TemporaryFolder folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataFolder"] = folder.File("data"),
            ["Keys:KeyFolder"] = folder.File("keys"),
        });
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddKeys(builder.Configuration.GetSection("Keys"));
        var host = builder.Build();
        await host.StartAsync(Stop);
        return host;
    }
}
