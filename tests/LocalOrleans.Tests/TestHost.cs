using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests;

/// <summary>A real host with the grains a test names, a script they play by and a clock it drives.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _started;

    public TestHost(Type[] types, Action<LocalGrainHostOptions>? configure = null, params object[] services)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Script);
        builder.Services.AddScoped<Prop>();
        foreach (object service in services)
            builder.Services.AddSingleton(service.GetType(), service);
        builder.Services.AddLocalGrainHost(options =>
        {
            options.Types.UnionWith(types);
            configure?.Invoke(options);
        });
        _host = builder.Build();
    }

    public FakeTime Time { get; } = new();

    public Script Script { get; } = new();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public LocalGrainHost GrainHost => _host.Services.GetRequiredService<LocalGrainHost>();

    public static async Task<TestHost> StartAsync(Type[] types, Action<LocalGrainHostOptions>? configure = null, params object[] services)
    {
        TestHost host = new(types, configure, services);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        await _host.StartAsync();
        _started = true;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await _host.StopAsync(new CancellationToken(canceled: true));
        _host.Dispose();
    }
}
