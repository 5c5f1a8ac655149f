using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using PbDecisionDay.Silo;
using PbDecisionDay.Storage;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>
/// Two silos and a client beside them, so that every message is serialized. The silos share one pair of SQLite databases and one
/// folder of keys; each has the grains' services that production has. When they end, all logs are audited.
/// </summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ForcedDeactivation _deactivation = new(0);
    private readonly Calls _calls = new();
    private readonly IHost _storage;
    private InProcessTestCluster? _cluster;
    private int _tests;

    public TwoSilos()
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection();
        builder.Services.AddSqliteStorage(builder.Configuration.GetSection("Storage"));
        builder.Services.AddKeys(builder.Configuration.GetSection("Keys"));
        _storage = builder.Build();
        Journal = new HeldJournal(_storage.Services.GetRequiredService<IJournal>());
    }

    /// <summary>How long a call waits for its answer before its caller is told that there is none; by default as in production.</summary>
    internal TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The journal that both silos write.</summary>
    internal HeldJournal Journal { get; }

    /// <summary>The folder with the databases and the keys.</summary>
    internal string Folder => _folder.Path;

    /// <summary>The client's grains.</summary>
    internal IGrainFactory Grains => _cluster!.Client;

    /// <summary>The silos.</summary>
    internal InProcessTestCluster Cluster => _cluster!;

    /// <summary>The client's calls: <c>IBallotBoxGrain.CastAsync</c>.</summary>
    internal ICollection<string> Called => _calls.Methods.Keys;

    /// <summary>The probability that a call deactivates the grain it ran on.</summary>
    internal double ForcedDeactivation
    {
        get => _deactivation.Probability;
        set => _deactivation.Probability = value;
    }

    /// <summary>An id that no other test uses.</summary>
    internal string NewDay() => $"troon-{Interlocked.Increment(ref _tests)}";

    public async ValueTask InitializeAsync()
    {
        await _storage.StartAsync();
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
#pragma warning disable ORLEANSEXP003 // The directory of real clusters; its name may change, and this line with it.
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((_, silo) =>
        {
            ShareStorage(silo.Services);
            silo.Services.AddDecisionDayGrains();
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(_deactivation);
            // A call that meets an ending grain several times in a row goes on: half of all calls end the grain they ran on.
            silo.Configure<SiloMessagingOptions>(options => (options.ResponseTimeout, options.MaxForwardCount) = (ResponseTimeout, 20));
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
            });
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton<IOutgoingGrainCallFilter>(_calls);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Journal.Reset();
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        await _storage.StopAsync();
        _storage.Dispose();
        try
        {
            await SecondOpinion.AuditAsync(_folder.Path, []);
        }
        finally
        {
            _folder.Dispose();
        }
    }

    /// <summary>The silo on which a grain is now.</summary>
    internal InProcessSiloHandle SiloOf(IGrain grain)
    {
        Assert.True(_cluster!.TryGetGrainContext(grain.GetGrainId(), out var context), $"{grain} is on no silo.");
        return _cluster.GetSiloForAddress(context!.Address.SiloAddress!)!;
    }

    private void ShareStorage(IServiceCollection services)
    {
        services.AddSingleton<IJournal>(Journal);
        services.AddSingleton(_storage.Services.GetRequiredService<IDayFiles>());
        services.AddSingleton(_storage.Services.GetRequiredService<IScratch>());
        services.AddSingleton(_storage.Services.GetRequiredService<IRegisterStore>());
        services.AddSingleton(_storage.Services.GetRequiredService<IOrganiserStore>());
        services.AddSingleton(_storage.Services.GetRequiredService<IOfferStore>());
        services.AddSingleton(_storage.Services.GetRequiredService<INeedStore>());
        services.AddSingleton(_storage.Services.GetRequiredService<IKeyCabinet>());
        services.AddSingleton(_storage.Services.GetRequiredService<IPracticeErasure>());
    }

    /// <summary>The methods that the client has called.</summary>
    private sealed class Calls : IOutgoingGrainCallFilter
    {
        public ConcurrentDictionary<string, bool> Methods { get; } = new(StringComparer.Ordinal);

        public Task Invoke(IOutgoingGrainCallContext context)
        {
            Methods.TryAdd($"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}", true);
            return context.Invoke();
        }
    }
}

/// <summary>The tests that share two silos.</summary>
[CollectionDefinition(Name)]
public sealed class OnTwoSilos : ICollectionFixture<TwoSilos>
{
    public const string Name = "Two silos";
}
