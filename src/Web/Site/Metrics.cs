using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// <c>/metrics</c>: the base library's meters in Prometheus' text format 0.0.4, for this service's own instruments, the web server's and the
/// runtime's. Tags are kept only where they cannot name a person, a card or an address.
/// </summary>
public sealed class Metrics : IHostedService, IDisposable
{
    private static readonly string[] Meters = ["PbDecisionDay", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];
    private static readonly string[] Tags = ["http.request.method", "http.response.status_code", "http.route", "status", "kind", "gc.heap.generation"];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);

    /// <summary>Begins to listen.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Meters.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal))) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => listener.Dispose();

    /// <summary>Maps the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/metrics", (Metrics metrics) => TypedResults.Text(metrics.Print(), "text/plain; version=0.0.4; charset=utf-8"))
            .AllowAnonymous().ExcludeFromDescription();

    private string Print()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (key, one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal)) one.Print(text, key);
        return text.ToString();
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = new StringBuilder(instrument.Name.Replace('.', '_').Replace('-', '_'));
        var separator = '{';
        foreach (var (tag, said) in tags)
        {
            if (!Tags.Contains(tag, StringComparer.Ordinal)) continue;
            var quoted = Convert.ToString(said, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            name.Append(separator).Append(tag.Replace('.', '_')).Append("=\"").Append(quoted).Append('"');
            separator = ',';
        }
        if (separator == ',') name.Append('}');
        series.GetOrAdd(name.ToString(), _ => new Series(instrument)).Take(value);
    }

    private sealed class Series(Instrument instrument)
    {
        private readonly Lock gate = new();
        private readonly bool summary = instrument.GetType().Name.StartsWith("Histogram", StringComparison.Ordinal);
        private readonly bool adds = instrument.GetType().Name is var kind
            && (kind.StartsWith("Counter", StringComparison.Ordinal) || kind.StartsWith("UpDownCounter", StringComparison.Ordinal) || kind.StartsWith("Histogram", StringComparison.Ordinal));
        private double sum;
        private long count;

        public void Take(double value)
        {
            lock (gate)
            {
                sum = adds ? sum + value : value;
                count++;
            }
        }

        public void Print(StringBuilder text, string key)
        {
            lock (gate)
            {
                if (summary) text.Append(CultureInfo.InvariantCulture, $"{Named(key, "_count")} {count}\n{Named(key, "_sum")} {sum}\n");
                else text.Append(CultureInfo.InvariantCulture, $"{key} {sum}\n");
            }
        }

        private static string Named(string key, string ending) =>
            key.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at ? key.Insert(at, ending) : key + ending;
    }
}
