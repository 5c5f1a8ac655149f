using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// Copies both databases while the service works, and before them the sealed keys with the memory of what was signed: that memory is then never
/// ahead of the ballots, so that a restored day starts. When something was erased, every older copy of that database is deleted once a new
/// one stands, at the next look, a minute later at most.
/// </summary>
internal sealed partial class ScheduledBackups(
    SqliteStorage storage, IOptions<BackupOptions> options, IHostEnvironment environment, TimeProvider time, ILogger<ScheduledBackups> logger,
    KeyProtection? keys = null) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, long> _erasures = new(StringComparer.Ordinal);
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(options.Value.Folder)) return;
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                await Task.Run(LookOnce, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void LookOnce()
    {
        var now = time.GetUtcNow();
        var isDue = now >= _next;
        if (isDue) CopyKeys();
        Copy(storage.Journal.File, storage.Journal.Writer, isDue, now);
        Copy(storage.Register.File, storage.Register.Writer, isDue, now);
        if (isDue) _next = now + TimeSpan.FromMinutes(options.Value.EveryMinutes);
    }

    private void Copy(DatabaseFile file, GroupWriter writer, bool isDue, DateTimeOffset now)
    {
        // Read before the copy is made: what is erased while it is made is looked for again.
        var erasures = writer.Erasures;
        var erased = _erasures.GetValueOrDefault(file.Name) != erasures;
        if (!isDue && !erased) return;
        var folder = Folder(options.Value.Folder!);
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var target = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.db"));
        if (!File.Exists(target)) file.CopyTo(target);
        var older = Directory.GetFiles(folder, $"{name}-*Z.db").Where(copy => copy != target).OrderDescending(StringComparer.Ordinal);
        foreach (var copy in older.Skip(erased ? 0 : options.Value.Keep - 1)) File.Delete(copy);
        _erasures[file.Name] = erasures;
    }

    private void CopyKeys()
    {
        if (string.IsNullOrEmpty(options.Value.KeyFolder) || keys is null || !Directory.Exists(keys.KeyFolder)) return;
        var target = Folder(options.Value.KeyFolder);
        foreach (var path in Directory.EnumerateFiles(keys.KeyFolder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(keys.KeyFolder, path));
            Folder(Path.GetDirectoryName(copy)!);
            DurableFile.Write(copy, File.ReadAllText(path));
            // A key that the service destroyed is destroyed here too; one that is lost is what the copies are for.
            if (Path.GetFileName(path) == Path.GetFileName(KeyProtection.DestroyedFile("", "")))
                DurableFile.Destroy(KeyProtection.OpeningsKeyFile(target, Path.GetRelativePath(keys.KeyFolder, Path.GetDirectoryName(path)!)));
        }
    }

    private string Folder(string path)
    {
        var folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, path));
        DurableFile.MakeFolder(folder);
        return folder;
    }

    [LoggerMessage(5020, LogLevel.Error, "The databases could not be copied; the copies before stand. The next try is in a minute.")]
    private partial void LogFailed(Exception reason);
}
