using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Rehearsal.Tests;

/// <summary>The whole service on a port of its own, with an empty data folder and its demo on, so that it leaves tokens.</summary>
public sealed class RunningSite : WebApplicationFactory<DayReader>
{
    private readonly TemporaryFolder folder = new();

    public RunningSite()
    {
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The file in which it leaves the organisers' tokens.</summary>
    public string TokenFile => folder.File("data/rehearsal.tokens");

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataFolder"] = folder.File("data"), ["Keys:KeyFolder"] = folder.File("keys"),
            ["Urls"] = "http://127.0.0.1:0", // Each its own: a site that starts looks whether its port is free.
        }));
        builder.ConfigureLogging(logging => logging.ClearProviders());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) folder.Dispose();
    }
}
