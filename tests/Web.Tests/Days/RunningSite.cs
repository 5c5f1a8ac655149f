using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>The whole service on a port of its own, with an empty data folder; every line it logs is kept, whatever its level.</summary>
public class RunningSite : WebApplicationFactory<DayReader>
{
    private readonly TemporaryFolder folder = new();
    private readonly KeptLog log = new();

    public RunningSite() => UseKestrel(0);

    /// <summary>Everything logged so far.</summary>
    public IReadOnlyCollection<string> Log => log.Lines;

    /// <summary>A browser without redirects that asks in a language.</summary>
    public HttpClient Client(string language = "en")
    {
        StartServer();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:DataFolder"] = folder.File("data"), ["Keys:KeyFolder"] = folder.File("keys"), ["Demo:Enabled"] = "false",
        }));
        builder.ConfigureLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The factory disposes of itself a second time when it is disposed of asynchronously.
        if (disposing && Directory.Exists(folder.Path)) folder.Dispose();
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
