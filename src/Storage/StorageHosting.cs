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

    /// <summary>Keeps the journal and the register in two SQLite files, opened before anything else starts and closed after everything has stopped.</summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<StorageOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SqliteStorage>();
        services.TryAddSingleton<IJournal>(provider => provider.GetRequiredService<SqliteStorage>().Journal);
        services.TryAddSingleton<IDayFiles>(provider => provider.GetRequiredService<SqliteStorage>().Files);
        services.TryAddSingleton<ScratchFolder>();
        services.TryAddSingleton<IScratch>(provider => provider.GetRequiredService<ScratchFolder>());
        services.TryAddSingleton<IRegisterStore>(provider => provider.GetRequiredService<SqliteStorage>().Register);
        services.TryAddSingleton<IOrganiserStore>(provider => new SqliteOrganisers(provider.GetRequiredService<SqliteStorage>().Register));
        services.AddHostedService(provider => provider.GetRequiredService<SqliteStorage>());
        services.AddHostedService(provider => provider.GetRequiredService<ScratchFolder>());
        services.TryAddSingleton(provider => new StorageHealth(
            provider.GetRequiredService<SqliteStorage>(), provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<IHostEnvironment>(), provider.GetService<KeyProtection>()));
        services.AddHealthChecks().AddCheck<StorageHealth>("storage", timeout: TimeSpan.FromSeconds(2));
        return services;
    }

    /// <summary>Keeps signing and openings keys sealed in files, and says so once where they are unlocked by a file beside them.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<KeyOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<KeyProtection>();
        services.TryAddSingleton<IKeyCabinet, FileKeyCabinet>();
        services.AddHostedService<KeyProtectionNotice>();
        return services;
    }

    /// <summary>Copies databases and sealed keys on a schedule, where folders for them are named.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<BackupOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<ScheduledBackups>();
        return services;
    }

    /// <summary>Runs a host until it is stopped and disposes it. Where its databases cannot be used it writes one sentence instead of a stack trace.</summary>
    /// <returns>0, <see cref="UnusableExitCode"/>, or what the process was told to end with.</returns>
    public static async Task<int> RunWithStorageAsync(this IHost host, TextWriter errors)
    {
        try
        {
            // A front end of a cluster has no databases of its own.
            host.Services.GetService<SqliteStorage>()?.Open();
        }
        catch (Exception reason) when (reason is JournalUnavailableException or RegisterUnavailableException or OptionsValidationException)
        {
            await errors.WriteLineAsync(reason.Message);
            host.Dispose();
            return UnusableExitCode;
        }

        await host.RunAsync();
        return Environment.ExitCode;
    }
}
