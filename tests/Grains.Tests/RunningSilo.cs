using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.TestingHost;
using PbDecisionDay.Silo;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests;

/// <summary>
/// The real grains on the real host with real SQLite files in a folder of its own; only the clock, the disk's moods and the forced
/// deactivations are the tests'. When it ends, all logs in its database are audited.
/// </summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private IHost _host = null!;

    private RunningSilo(ForcedDeactivation forcedDeactivation) => ForcedDeactivation = forcedDeactivation;

    /// <summary>The grains' clock, at nine in the morning, UTC, on a decision day in May. Orleans itself goes by the real one.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 30, 9, 0, 0, TimeSpan.Zero));

    public ForcedDeactivation ForcedDeactivation { get; }

    /// <summary>The calls that the grains took.</summary>
    public GrainWatch Watch { get; } = new();

    public IServiceProvider Services => _host.Services;

    /// <summary>The warnings and worse that it logged.</summary>
    public ConcurrentQueue<string> Said { get; } = new();

    public List<string> BrokenOnPurpose { get; } = [];

    public bool DamagedOnPurpose { get; set; }

    public string Folder => _folder.Path;

    /// <param name="forcedDeactivation">The probability that a call deactivates the grain it ran on.</param>
    public static async Task<RunningSilo> StartAsync(double forcedDeactivation)
    {
        var silo = new RunningSilo(new ForcedDeactivation(forcedDeactivation));
        await silo.StartHostAsync();
        return silo;
    }

    /// <summary>Stops the host in an orderly way and starts another on the same files.</summary>
    public async Task RestartAsync(Action? meanwhile)
    {
        await StopHostAsync();
        meanwhile?.Invoke();
        await StartHostAsync();
    }

    /// <summary>Another silo on a copy of this one's files, which stops for the copying.</summary>
    public async Task<RunningSilo> CopyAsync()
    {
        var copy = new RunningSilo(new ForcedDeactivation(ForcedDeactivation.Probability));
        await StopHostAsync();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.Folder, Path.GetRelativePath(_folder.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
        await StartHostAsync();
        await copy.StartHostAsync();
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        try
        {
            if (!DamagedOnPurpose)
                await SecondOpinion.AuditAsync(_folder.Path, BrokenOnPurpose);
        }
        finally
        {
            _folder.Dispose();
        }
    }

    private async Task StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new KeptLog(Said));
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddDecisionDaySilo();
        HoldTheDisk(builder.Services);
        builder.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(Watch);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(ForcedDeactivation);
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopHostAsync()
    {
        _host.Services.GetRequiredService<HeldJournal>().Release();
        _host.Services.GetRequiredService<HeldFiles>().Release();
        await _host.StopAsync();
        _host.Dispose();
    }

    private static void HoldTheDisk(IServiceCollection services)
    {
        Wrap<IJournal, HeldJournal>(services, journal => new HeldJournal(journal));
        Wrap<IDayFiles, HeldFiles>(services, files => new HeldFiles(files));
        Wrap<IRegisterStore, HeldRegister>(services, register => new HeldRegister(register));
    }

    private static void Wrap<TPort, THeld>(IServiceCollection services, Func<TPort, THeld> wrap)
        where TPort : class
        where THeld : class, TPort
    {
        var inner = services.Last(service => service.ServiceType == typeof(TPort));
        services.Remove(inner);
        services.AddSingleton(provider => wrap((TPort)inner.ImplementationFactory!(provider)));
        services.AddSingleton<TPort>(provider => provider.GetRequiredService<THeld>());
    }

    private sealed class KeptLog(ConcurrentQueue<string> said) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
