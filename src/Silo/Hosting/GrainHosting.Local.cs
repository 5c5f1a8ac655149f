using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.LocalOrleans;

namespace PbDecisionDay.Silo;

/// <summary>The local grain host: one process holds the grains and whoever calls them.</summary>
public static class GrainHosting
{
    /// <summary>Hosts the grains in this process.</summary>
    public static void AddSilo(IHostApplicationBuilder builder) =>
        builder.Services.AddLocalGrainHost(options => options.AddAssembly(typeof(IBallotBoxGrain).Assembly));

    /// <summary>Adds what a web front end calls grains with: here it is the silo itself.</summary>
    public static void AddFrontEnd(IHostApplicationBuilder builder) => builder.AddDecisionDaySilo();
}
