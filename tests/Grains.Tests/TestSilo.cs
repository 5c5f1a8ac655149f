using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Grains.CheckIn;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Silo;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests;

/// <summary>The real grains on the real host with real SQLite files in a folder of its own; only the clock and the disk's moods are the test's.</summary>
internal sealed partial class TestSilo : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly double forcedDeactivation;
    private IHost host = null!;

    private TestSilo(double forcedDeactivation) => this.forcedDeactivation = forcedDeactivation;

    public FakeTimeProvider Time { get; } = new();

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public HeldJournal Journal => host.Services.GetRequiredService<HeldJournal>();

    public IRegisterStore Register => host.Services.GetRequiredService<IRegisterStore>();

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

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        folder.Dispose();
    }

    private async Task StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddDecisionDaySilo();
        HoldTheJournal(builder.Services);
        ForceDeactivations(builder, forcedDeactivation);
        host = builder.Build();
        await host.StartAsync();
    }

    private async Task StopHostAsync()
    {
        Journal.Release();
        await host.StopAsync();
        host.Dispose();
    }

    private static void HoldTheJournal(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IJournal));
        services.Remove(inner);
        services.AddSingleton(provider => new HeldJournal((IJournal)inner.ImplementationFactory!(provider)));
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<HeldJournal>());
    }

    static partial void ForceDeactivations(IHostApplicationBuilder builder, double probability);
}
