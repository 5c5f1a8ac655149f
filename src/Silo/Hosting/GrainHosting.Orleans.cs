using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace PbDecisionDay.Silo;

/// <summary>
/// Real Orleans. With the connection string <c>Cluster</c> (PostgreSQL) silos and front ends find each other through it and run
/// apart; without it one process on this machine is both.
/// </summary>
public static class GrainHosting
{
    private const string Invariant = "Npgsql";

    // By default a silo's death costs twelve seconds; a hall does not wait so long. A caller retries after five.
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    /// <summary>Hosts the grains in this process.</summary>
    public static void AddSilo(IHostApplicationBuilder builder)
    {
        var cluster = builder.Configuration.GetConnectionString("Cluster");
        builder.UseOrleans(silo =>
        {
            if (string.IsNullOrEmpty(cluster))
                UseThisMachine(silo);
            else
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, cluster));
            silo.Configure<ClusterOptions>(Name);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Configure<ClusterMembershipOptions>(options => (options.ProbeTimeout, options.NumMissedProbesLimit) = (Probe, 2));
#pragma warning disable ORLEANSEXP003 // The directory that keeps grains on the silos that survive.
            silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        });
    }

    /// <summary>Adds what a web front end calls grains with: a client of the cluster where there is one, otherwise a silo of its own.</summary>
    public static void AddFrontEnd(IHostApplicationBuilder builder)
    {
        var cluster = builder.Configuration.GetConnectionString("Cluster");
        if (string.IsNullOrEmpty(cluster))
        {
            builder.AddDecisionDaySilo();
            return;
        }
        builder.UseOrleansClient(client =>
        {
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, cluster));
            client.Configure<ClusterOptions>(Name);
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        });
    }

    // Ports of its own, so that several services, and tests, run side by side on one machine.
    private static void UseThisMachine(ISiloBuilder silo) => silo.UseLocalhostClustering(FreePort(), FreePort());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("pbdd", "pbdd");
}
