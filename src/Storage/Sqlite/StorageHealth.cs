using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Storage.Sqlite;

/// <summary>
/// Whether what has to be kept can be kept: the databases are where they were, the last writes got through, the disk takes a small file, there is
/// room, and the keys of every day stand in their folder and can be unlocked. <c>Degraded</c> while there is time to act, <c>Unhealthy</c> when
/// voters already hear "try again", or will with the next that wakes a box.
/// </summary>
public sealed class StorageHealth : IHealthCheck, IDisposable
{
    private const int ProbeBytes = 4096;

    // One name, so that a probe that the machine's end cut off is written over by the next and never adds up.
    private const string ProbeName = "probe";

    // So many say where to look.
    private const int MostDaysNamed = 5;
    private static readonly TimeSpan BoxesHold = TimeSpan.FromSeconds(5);

    private readonly Lock _oneProbe = new();

    private readonly SqliteStorage _storage;
    private readonly KeyProtection? _keys;
    private readonly KeyLook? _look;
    private readonly StorageOptions _options;
    private readonly string _folder;
    private readonly Meter _meter = new("PbDecisionDay.Storage");
    private BoxList? _boxes;

    internal StorageHealth(SqliteStorage storage, IOptions<StorageOptions> options, IHostEnvironment environment, KeyProtection? keys, KeyLook? look)
    {
        (_storage, _options, _keys, _look) = (storage, options.Value, keys, look);
        _folder = Path.GetFullPath(Path.Combine(environment.ContentRootPath, _options.DataFolder));
        _meter.CreateObservableGauge("pbdd.storage.free", () => FreeBytes, "By", "Room left on the disk of the databases.");
    }

    /// <summary>Room left on the disk of the databases, in bytes; 0 where it cannot be told.</summary>
    public long FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(_folder).AvailableFreeSpace;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return 0;
            }
        }
    }

    /// <summary>Whether there is less room than <see cref="StorageOptions.LowSpaceMiB"/>.</summary>
    public bool IsLow => FreeBytes < _options.LowSpaceMiB * 1024L * 1024L;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.Run(
        () => Problem() is { } problem ? HealthCheckResult.Unhealthy(problem)
            : IsLow ? HealthCheckResult.Degraded("The disk of the databases has little room left.")
            : _look?.Problem is { } locked ? HealthCheckResult.Degraded(locked)
            : HealthCheckResult.Healthy(),
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private string? Problem() =>
        _storage.Missing() is { } missing ? $"{missing} is gone from the data folder."
        : !Probe() ? "The disk of the databases takes no writes."
        : _storage.LastWritesFailed ? "The last writes to a database failed."
        : KeyProblem() is { } keys ? keys
        : null;

    /// <summary>Deletes the small file of a process that ended in the middle of its probe. Whoever calls holds the databases' locks.</summary>
    internal static void DeleteLeftover(string folder)
    {
        DeleteQuietly(Path.Combine(folder, ProbeName));
        // Earlier versions gave each probe a name of its own.
        foreach (var path in Directory.EnumerateFiles(folder, $"{ProbeName}-*")) DeleteQuietly(path);
    }

    private bool Probe()
    {
        var path = Path.Combine(_folder, ProbeName);
        lock (_oneProbe)
        {
            try
            {
                using var probe = new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0,
                });
                probe.Write(new byte[ProbeBytes]);
                probe.Flush(flushToDisk: true);
                return true;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }
            finally
            {
                // A file that a full disk cut short is not always deleted on closing.
                if (File.Exists(path)) DeleteQuietly(path);
            }
        }
    }

    /// <summary>Only where there are days: before the first there are no keys.</summary>
    private string? KeyProblem()
    {
        if (_keys is null || Boxes() is not { Count: > 0 } boxes) return null;
        var without = boxes.Where(box => !_keys.Has(box.Day, box.Log)).Select(box => box.Day).Distinct(StringComparer.Ordinal).ToList();
        if (without.Count > 0)
        {
            var more = without.Count > MostDaysNamed ? " and others" : "";
            return $"Keys are gone from the key folder: {string.Join(", ", without.Take(MostDaysNamed))}{more}.";
        }
        try
        {
            _keys.Read();
            return null;
        }
        catch (KeyUnavailableException)
        {
            return "What unlocks the keys cannot be read.";
        }
    }

    // Boxes come with new days only; their key files are looked for each time.
    private IReadOnlyList<(string Day, string Log)> Boxes()
    {
        var known = Volatile.Read(ref _boxes);
        if (known is not null && TimeProvider.System.GetElapsedTime(known.ReadAt) < BoxesHold) return known.Boxes;
        var read = new BoxList([.. _storage.Boxes().Select(BoxKey.Parts)], TimeProvider.System.GetTimestamp());
        Volatile.Write(ref _boxes, read);
        return read.Boxes;
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next probe says what is wrong.
        }
    }

    private sealed record BoxList(IReadOnlyList<(string Day, string Log)> Boxes, long ReadAt);
}
