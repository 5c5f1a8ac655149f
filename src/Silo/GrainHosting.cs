using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace PbDecisionDay.Silo;

/// <summary>
/// Orleans in one process: a silo on loopback whose membership is in memory and whose callers stand in the same process.
/// </summary>
internal static class GrainHosting
{
    // With one silo a call waits only for work of its own process; what takes longer answers "working" and is asked again.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    // A day that is over leaves memory. An open one is asked for its totals every minute and stays.
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(5);

    private const int AddressesKept = 10_000;

    /// <summary>Hosts the grains in this process.</summary>
    public static void AddSilo(IHostApplicationBuilder builder)
    {
        var traced = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        builder.UseOrleans(silo =>
        {
            // A name only, since nobody dials it: the port that listens is one the system chooses, on loopback. There is no gateway.
            silo.UseLocalhostClustering(siloPort: 11111, gatewayPort: 0, serviceId: "pbdd", clusterId: "pbdd")
                .Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0))
                .Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
                .Configure<GrainCollectionOptions>(options => options.CollectionAge = CollectionAge)
                // Orleans makes room for a million addresses at its start, 18 MB of it; a silo alone needs hardly any.
                .Configure<GrainDirectoryOptions>(options => options.CacheSize = AddressesKept);
            // Traces cross grain calls only where something collects them: the filters cost every call.
            if (traced)
                silo.AddActivityPropagation();
        });
        // A box that does not start says so once and loudly (RefusedBoxes); Orleans would repeat it with a stack at each call.
        builder.Logging.AddFilter("Orleans.Grain", LogLevel.Critical);
        // It warns at every start, before its first look.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
    }
}
