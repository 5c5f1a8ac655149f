using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>The two SQLite files over a host's life.</summary>
internal sealed class SqliteStorage : IHostedLifecycleService, IDisposable
{
    private readonly Lazy<SqliteJournal> journal;
    private readonly Lazy<SqliteDayFiles> files;
    private readonly Lazy<SqliteRegister> register;
    private readonly Func<string> folder;

    public SqliteStorage(IOptions<StorageOptions> options, IHostEnvironment environment, ILoggerFactory loggers, KeyProtection? keys = null)
    {
        folder = Folder;
        string Folder() => Path.Combine(environment.ContentRootPath, options.Value.DataFolder);
        journal = new(() =>
        {
            MissingDatabase.RefuseBallots(Folder(), keys?.KeyFolder);
            return Checked(SqliteJournal.Open(Folder(), loggers.CreateLogger<SqliteJournal>()), opened => MissingDatabase.RefuseWithoutDays(Folder(), opened, keys?.KeyFolder));
        });
        files = new(() => new SqliteDayFiles(Journal));
        register = new(() =>
        {
            MissingDatabase.RefuseRegister(Folder(), Journal);
            return Checked(SqliteRegister.Open(Folder(), loggers.CreateLogger<SqliteRegister>()), opened => DatabasePair.Tie(Folder(), Journal, opened));
        });
    }

    // A file that is refused is closed again.
    private static T Checked<T>(T opened, Action<T> check)
        where T : IDisposable
    {
        try
        {
            check(opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public SqliteJournal Journal => journal.Value;

    public SqliteDayFiles Files => files.Value;

    public SqliteRegister Register => register.Value;

    /// <summary>Whether a group of writes failed after which none got through.</summary>
    public bool LastWritesFailed => Journal.Writer.LastFailed || Register.Writer.LastFailed;

    /// <summary>The name of a file that is no longer where it was opened; null while both are there.</summary>
    public string? Missing() => new[] { Journal.File, Register.File }.FirstOrDefault(file => !file.IsThere)?.Name;

    /// <summary>The keys of all ballot boxes that were made: <c>DAY/LOG</c>.</summary>
    public IReadOnlyList<string> Boxes() => Journal.Boxes();

    /// <summary>Opens both files if they are not open yet.</summary>
    public void Open()
    {
        _ = (Journal, Files, Register);
        StorageHealth.DeleteLeftover(folder());
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (journal.IsValueCreated) journal.Value.Dispose();
        if (register.IsValueCreated) register.Value.Dispose();
    }
}
