using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Storage;

/// <summary>Registers the databases and runs a host on them.</summary>
public static class StorageHosting
{
    /// <summary>What a process ends with when its databases cannot be used (EX_IOERR of sysexits.h).</summary>
    public const int UnusableExitCode = 74;

    /// <summary>What a process ends with when its address is another's at the moment (EX_TEMPFAIL of sysexits.h): it may be started again.</summary>
    public const int TakenAddressExitCode = 75;

    /// <summary>What a process ends with when its settings are wrong (EX_CONFIG of sysexits.h).</summary>
    public const int WrongSettingsExitCode = 78;

    /// <summary>Keeps the journal and the register in two SQLite files, opened before anything else starts and closed after everything has stopped.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<StorageOptions>().Bind(settings).ValidateSettings();
        services.TryAddSingleton<SqliteStorage>();
        services.TryAddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteStorage>().Journal);
        services.TryAddSingleton<IDayFiles>(provider => provider.GetRequiredService<SqliteStorage>().Files);
        services.TryAddSingleton<ScratchFolder>();
        services.TryAddSingleton<IScratch>(provider => provider.GetRequiredService<ScratchFolder>());
        services.TryAddSingleton<IRegisterStore>(provider => provider.GetRequiredService<SqliteStorage>().Register);
        services.TryAddSingleton<IOrganiserStore>(provider => new SqliteOrganisers(provider.GetRequiredService<SqliteStorage>().Register));
        services.TryAddSingleton<IOfferStore>(provider => new SqliteOffers(provider.GetRequiredService<SqliteStorage>().Register));
        services.TryAddSingleton<INeedStore>(provider => new SqliteNeeds(provider.GetRequiredService<SqliteStorage>().Register));
        services.TryAddSingleton<IPracticeErasure>(provider => new SqlitePracticeErasure(provider.GetRequiredService<SqliteStorage>(), provider.GetRequiredService<IKeyCabinet>()));
        services.AddHostedService(provider => provider.GetRequiredService<SqliteStorage>());
        services.AddHostedService(provider => provider.GetRequiredService<ScratchFolder>());
        services.TryAddSingleton(provider => new StorageHealth(
            provider.GetRequiredService<SqliteStorage>(), provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<IHostEnvironment>(), provider.GetService<KeyProtection>(),
            provider.GetService<KeyLook>()));
        services.AddHealthChecks().AddCheck<StorageHealth>("storage", timeout: TimeSpan.FromSeconds(2));
        return services;
    }

    /// <summary>Keeps signing and openings keys sealed in files, and says so once where they are unlocked by a file beside them.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<KeyOptions>().Bind(settings).ValidateSettings().ValidateFolder(keys => keys.KeyFolder, "Keys:KeyFolder")
            .Validate<IHostEnvironment>(
                (keys, environment) => string.IsNullOrEmpty(keys.UnlockFile) || File.Exists(Path.Combine(environment.ContentRootPath, keys.UnlockFile))
                    || FileKeyCabinet.HasKeys(Path.Combine(environment.ContentRootPath, keys.KeyFolder)), // Health says which days it cannot unlock.
                "Keys:UnlockFile names a file that is not there; put it there, or name another.");
        services.TryAddSingleton<KeyProtection>();
        services.TryAddSingleton(provider => new SealedFiles(provider.GetRequiredService<KeyProtection>()));
        services.TryAddSingleton<FileKeyCabinet>();
        services.TryAddSingleton<IKeyCabinet>(provider => provider.GetRequiredService<FileKeyCabinet>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KeyLook>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyLook>());
        services.AddHostedService<KeyProtectionNotice>();
        return services;
    }

    /// <summary>Copies databases and sealed keys on a schedule, where folders for them are named.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<BackupOptions>().Bind(settings).ValidateSettings()
            .ValidateFolder(backup => backup.Folder, "Backup:Folder").ValidateFolder(backup => backup.KeyFolder, "Backup:KeyFolder")
            .Validate<IHostEnvironment, IOptions<StorageOptions>>(
                (backup, environment, storage) => string.IsNullOrEmpty(backup.Folder) || !string.Equals(
                    Whole(environment, backup.Folder), DataFolder(environment, storage), StringComparison.Ordinal),
                "Backup:Folder is the folder of the databases themselves; name another, best on another disk.");
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<ScheduledBackups>();
        return services;
    }

    // Null where the storage's own settings are wrong, which they say themselves.
    private static string? DataFolder(IHostEnvironment environment, IOptions<StorageOptions> storage)
    {
        try
        {
            return Whole(environment, storage.Value.DataFolder);
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private static string Whole(IHostEnvironment environment, string folder) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(environment.ContentRootPath, folder)));

    /// <summary>Runs a host that is built already; see <see cref="RunWithStorageAsync(Func{IHost}, TextWriter)"/>.</summary>
    /// <returns>0, <see cref="WrongSettingsExitCode"/>, <see cref="UnusableExitCode"/>, <see cref="TakenAddressExitCode"/>, or what the process was told to end with.</returns>
    public static Task<int> RunWithStorageAsync(this IHost host, TextWriter errors) => RunWithStorageAsync(() => host, errors);

    /// <summary>
    /// Builds a host, runs it until it is stopped and disposes it. Where a setting is wrong, or its databases cannot be used, it writes one sentence
    /// instead of a stack trace. Every setting is checked before a database is touched.
    /// </summary>
    /// <returns>0, <see cref="WrongSettingsExitCode"/>, <see cref="UnusableExitCode"/>, <see cref="TakenAddressExitCode"/>, or what the process was told to end with.</returns>
    public static async Task<int> RunWithStorageAsync(Func<IHost> build, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(errors);
        IHost? host = null;
        var isStarted = false;
        try
        {
            host = build();
            host.Services.GetService<IStartupValidator>()?.Validate();
            // A front end of a cluster has no databases of its own.
            host.Services.GetService<SqliteStorage>()?.Open();
            if (host.Services.GetServices<IStartCheck>().Select(check => check.Obstacle()).FirstOrDefault(said => said is not null) is { } obstacle)
            {
                await errors.WriteLineAsync(obstacle);
                host.Dispose();
                return TakenAddressExitCode;
            }
        }
        catch (Exception reason) when (reason is JournalUnavailableException or RegisterUnavailableException)
        {
            await errors.WriteLineAsync(reason.Message);
            host?.Dispose();
            return UnusableExitCode;
        }
        catch (Exception reason) when (SettingsCheck.Sentences(reason) is not null)
        {
            await errors.WriteLineAsync(SettingsCheck.Sentences(reason));
            host?.Dispose();
            return WrongSettingsExitCode;
        }

        try
        {
            await host.StartAsync();
            isStarted = true;
            await host.WaitForShutdownAsync();
        }
        catch (Exception reason) when (!isStarted && SettingsCheck.IsTakenAddress(reason))
        {
            // Taken since it was looked at, or an address that the network has not given to this machine yet.
            await errors.WriteLineAsync(reason.Message.ReplaceLineEndings(" "));
            return TakenAddressExitCode;
        }
        catch (Exception reason) when (!isStarted && (SettingsCheck.Sentences(reason) is not null || SettingsCheck.IsFileThatIsNone(reason)))
        {
            // What only the web server reads: the addresses it listens at, and its certificate.
            await errors.WriteLineAsync(SettingsCheck.Sentences(reason) ?? reason.Message.ReplaceLineEndings(" "));
            return WrongSettingsExitCode;
        }
        finally
        {
            if (host is IAsyncDisposable later) await later.DisposeAsync();
            else host.Dispose();
        }
        return Environment.ExitCode;
    }
}
