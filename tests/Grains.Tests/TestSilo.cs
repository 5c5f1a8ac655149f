using PbDecisionDay.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.TestingHost;
using PbDecisionDay.Grains.Tallies;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests;

/// <summary>The real grains on the real host with real SQLite files in a folder of its own; only the clock and the disk's moods are the test's.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly double forcedDeactivation;
    private IHost host = null!;

    private TestSilo(double forcedDeactivation) => this.forcedDeactivation = forcedDeactivation;

    /// <summary>The grains' clock, at nine in the morning, UTC, on a decision day in May. Orleans itself goes by the real one.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 30, 9, 0, 0, TimeSpan.Zero));

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public HeldJournal Journal => host.Services.GetRequiredService<HeldJournal>();

    public HeldFiles Files => host.Services.GetRequiredService<HeldFiles>();

    /// <summary>The calls that the grains took.</summary>
    public GrainWatch Watch { get; } = new();

    public LiveAllocations Allocations => host.Services.GetRequiredService<LiveAllocations>();

    public IRegisterStore Register => host.Services.GetRequiredService<IRegisterStore>();

    /// <summary>The audit's checks that this test breaks on purpose.</summary>
    public List<string> BrokenOnPurpose { get; } = [];

    /// <summary>Whether the test had its hand in the database, which then need not be a log any more.</summary>
    public bool DamagedOnPurpose { get; set; }

    public string Folder => folder.Path;

    /// <param name="forcedDeactivation">The probability that a call deactivates the grain it ran on.</param>
    public static async Task<TestSilo> StartAsync(double forcedDeactivation = 0.05)
    {
        var silo = new TestSilo(forcedDeactivation);
        await silo.StartHostAsync();
        return silo;
    }

    /// <summary>Stops the process's host in an orderly way and starts another on the same files.</summary>
    /// <param name="meanwhile">What somebody does to the files while nothing runs.</param>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await StopHostAsync();
        meanwhile?.Invoke();
        await StartHostAsync();
    }

    /// <summary>Another silo on a copy of this one's files, which stops for the copying.</summary>
    public async Task<TestSilo> CopyAsync()
    {
        var copy = new TestSilo(forcedDeactivation);
        await StopHostAsync();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy.folder.Path, Path.GetRelativePath(folder.Path, file));
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
                await SecondOpinion.AuditAsync(folder.Path, BrokenOnPurpose);
        }
        finally
        {
            folder.Dispose();
        }
    }

    private async Task StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddDecisionDaySilo();
        HoldTheDisk(builder.Services);
        builder.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(Watch);
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(new ForcedDeactivation(forcedDeactivation));
        host = builder.Build();
        await host.StartAsync();
    }

    private async Task StopHostAsync()
    {
        Journal.Release();
        await host.StopAsync();
        host.Dispose();
    }

    private static void HoldTheDisk(IServiceCollection services)
    {
        Wrap<IJournal, HeldJournal>(services, journal => new HeldJournal(journal));
        Wrap<IDayFiles, HeldFiles>(services, files => new HeldFiles(files));
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
}
