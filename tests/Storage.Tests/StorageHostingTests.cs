using Microsoft.Extensions.Configuration;
using PbDecisionDay.Storage.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;
using PbDecisionDay.Storage;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Storage.Tests;

public sealed class StorageHostingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_databases_are_open_before_anything_else_starts_and_whole_after_it_has_stopped()
    {
        using (var host = Host(folder.Path, services => services.AddHostedService<WritesAtStartAndStop>()))
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
            Assert.Equal(["ballots.db", "register.db"], FolderBytes.Of(folder).Keys);
        }

        using var journal = SqliteJournal.Open(folder.Path);
        Assert.Equal(["started", "stopped"], await journal.ReadTextsAsync("host"));
    }

    [Fact]
    public async Task A_host_whose_database_is_unusable_says_one_sentence_and_ends_with_its_exit_code()
    {
        SqliteJournal.Open(folder.Path).Dispose();
        File.WriteAllText(folder.File("register.db"), "not a database");
        using var host = Host(folder.Path);
        using var errors = new StringWriter();

        var exitCode = await host.RunWithStorageAsync(errors);

        Assert.Equal(StorageHosting.UnusableExitCode, exitCode);
        Assert.Equal(
            $"'{folder.File("register.db")}' is not a register.db of PB Decision Day; move it away, or point the data folder somewhere else.{Environment.NewLine}",
            errors.ToString());
        using var ballotsAreFreeAgain = SqliteJournal.Open(folder.Path);
    }

    [Fact]
    public async Task A_host_that_is_stopped_ends_with_0()
    {
        using var host = Host(folder.Path);
        using var errors = new StringWriter();

        var running = host.RunWithStorageAsync(errors);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(0, await running);
        Assert.Empty(errors.ToString());
    }

    [Fact]
    public async Task An_empty_data_folder_setting_is_refused_in_a_sentence()
    {
        using var host = Host("");
        using var errors = new StringWriter();

        Assert.Equal(StorageHosting.WrongSettingsExitCode, await host.RunWithStorageAsync(errors));

        Assert.Equal($"Storage:DataFolder is empty; name a folder on a disk of this machine.{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public void A_relative_data_folder_starts_at_the_content_root()
    {
        using var host = Host("data", contentRoot: folder.Path);

        _ = host.Services.GetRequiredService<IRegisterStore>();

        Assert.True(File.Exists(folder.File("data/register.db")));
    }

    private static IHost Host(string dataFolder, Action<IServiceCollection>? add = null, string? contentRoot = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = contentRoot });
        builder.Logging.ClearProviders();
        add?.Invoke(builder.Services);
        builder.Services.AddSqliteStorage(new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", dataFolder)]).Build());
        return builder.Build();
    }

    private sealed class WritesAtStartAndStop(IJournal journal) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => journal.AppendAsync("host", 0, "started");

        public Task StopAsync(CancellationToken cancellationToken) => journal.AppendAsync("host", 1, "stopped");
    }
}
