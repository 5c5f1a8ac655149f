using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Tests.Site;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>
/// The whole service on a port of its own, with an empty data folder. Warnings and worse are kept; every line is by a
/// <see cref="ListeningSite"/>.
/// </summary>
public class RunningSite : WebApplicationFactory<DayReader>
{
    private readonly TemporaryFolder folder = new();
    private readonly KeptLog log;

    public RunningSite() : this(LogLevel.Warning)
    {
    }

    /// <summary>A site that keeps its log.</summary>
    /// <param name="least">The lowest level that is logged.</param>
    protected RunningSite(LogLevel least)
    {
        log = new KeptLog(least);
        UseKestrel(0);
    }

    /// <summary>The address residents open, as <c>Site:Address</c> has it; <c>null</c> where the setting is left out.</summary>
    protected virtual string? SiteAddress => null;

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    /// <summary>A browser without redirects that asks in a language. An answer of the API that is not as it is described fails the test.</summary>
    public HttpClient Client(string language = "en")
    {
        StartServer();
        var client = new HttpClient(new ContractHandler(new HttpClientHandler { AllowAutoRedirect = false })) { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataFolder"] = folder.File("data"), ["Keys:KeyFolder"] = folder.File("keys"), ["Demo:Enabled"] = "false",
            ["Site:Address"] = SiteAddress,
            ["Urls"] = "http://127.0.0.1:0", // Each its own: a site that starts looks whether its port is free.
            ["Logging:LogLevel:Default"] = $"{log.Least}", ["Logging:LogLevel:PbDecisionDay"] = $"{log.Least}",
            ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = $"{log.Least}",
        }));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new ForwardTime()));
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(log.Least).AddProvider(log));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The factory disposes of itself a second time when it is disposed of asynchronously.
        if (disposing && Directory.Exists(folder.Path)) folder.Dispose();
    }

    private sealed class KeptLog(LogLevel least) : ILoggerProvider, ILogger
    {
        public LogLevel Least => least;

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            if (least == LogLevel.Trace) Lines.Enqueue($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>A running site that keeps every line it logs, whatever its level, for tests of what no log may tell.</summary>
public sealed class ListeningSite() : RunningSite(LogLevel.Trace);

/// <summary>A listening site under the name that its cards carry, as a day that counts needs one. It answers to localhost too.</summary>
public sealed class NamedSite() : RunningSite(LogLevel.Trace)
{
    public const string Address = "https://hall.example";

    protected override string? SiteAddress => Address;
}
