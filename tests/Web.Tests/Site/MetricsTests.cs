using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Tests that run while no other service does. Services in one process share OpenTelemetry's streams: where one of them stops, its
/// meters end, and with them the figures of the same name that the others tell.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneServiceAtATime
{
    public const string Name = "One service at a time";
}

/// <summary>What <c>/metrics</c> tells, read as Prometheus reads it.</summary>
[Collection(OneServiceAtATime.Name)]
public sealed partial class MetricsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task Casts_stand_in_a_histogram_from_which_the_99th_percentile_can_be_read()
    {
        var day = await OpenDay.CreateAsync(site.Services, "timed");
        var before = (await ReadAsync()).GetValueOrDefault("pbdd_cast_duration_seconds_count");
        for (var card = 0; card < 5; card++)
            Assert.True((await client.PostAsJsonAsync("/api/days/timed/ballots", day.Cast(card))).IsSuccessStatusCode);

        var figures = await ReadAsync();
        Assert.True(figures["pbdd_cast_duration_seconds_count"] >= before + 5);
        var buckets = figures.Where(figure => figure.Key.StartsWith("pbdd_cast_duration_seconds_bucket{", StringComparison.Ordinal))
            .Select(figure => (Most: Bound(figure.Key), figure.Value)).OrderBy(bucket => bucket.Most).ToList();
        Assert.True(buckets.Count(bucket => bucket.Most is > 0.002 and < 0.1) >= 8, "too few buckets where a hall's percentile lies");
        Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
        Assert.Equal(double.PositiveInfinity, buckets[^1].Most);
        Assert.Equal(figures["pbdd_cast_duration_seconds_count"], buckets[^1].Value);
    }

    [Fact]
    public async Task Requests_commits_grains_and_the_runtime_are_told()
    {
        await OpenDay.CreateAsync(site.Services, "told");
        await client.GetAsync("/api/days");
        var names = (await ReadAsync()).Keys.Select(key => key.Split('{')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var name in new[]
        {
            "http_server_request_duration_seconds_bucket", "kestrel_active_connections", "pbdd_storage_commit_duration_seconds_bucket", "pbdd_storage_writes_total",
            "pbdd_storage_commits_total", "dotnet_gc_collections_total", "dotnet_process_memory_working_set_bytes",
        })
            Assert.True(names.Contains(name), $"{name} is missing from {string.Join(' ', names.Order(StringComparer.Ordinal))}");
        Assert.Contains(names, name => name.StartsWith("orleans_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_figure_names_a_day_a_card_an_address_or_a_receipt()
    {
        var day = await OpenDay.CreateAsync(site.Services, "unnamed");
        Assert.True((await client.PostAsJsonAsync("/api/days/unnamed/ballots", day.Cast(0))).IsSuccessStatusCode);
        await client.GetAsync("/api/days/unnamed/receipts/AAAA");
        var text = "";
        // A request is counted once its answer has gone out, which may be after the next one came in.
        await Eventually.HoldsAsync(async () =>
            (text = await client.GetStringAsync("/metrics")).Contains("/ballots", StringComparison.Ordinal));
        Assert.Contains("/api/days/{day:day}/ballots", text, StringComparison.Ordinal);
        Assert.DoesNotContain("unnamed", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAA", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        string[] allowed = ["le", "http_request_method", "http_response_status_code", "http_route", "status", "kind", "type", "gc_heap_generation", "cpu_mode"];
        var tags = TagName().Matches(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith('#') && !line.StartsWith("target_info", StringComparison.Ordinal)))).Select(match => match.Groups[1].Value).Distinct();
        Assert.All(tags, tag => Assert.True(allowed.Contains(tag) || tag.StartsWith("otel_scope_", StringComparison.Ordinal), tag));
    }

    private async Task<Dictionary<string, double>> ReadAsync()
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in (await client.GetStringAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')))
        {
            var match = Sample().Match(line);
            Assert.True(match.Success, line);
            var key = match.Groups[1].Value + match.Groups[2].Value;
            figures[Scope().Replace(key, "").Replace("{}", "", StringComparison.Ordinal)] = Number(match.Groups[3].Value);
        }
        return figures;
    }

    private static double Bound(string key) => Number(Regex.Match(key, "le=\"([^\"]+)\"").Groups[1].Value);

    private static double Number(string text) => text == "+Inf" ? double.PositiveInfinity : double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([a-z][a-z0-9_]*)(\{.*\})? (\+Inf|NaN|-?[0-9.Ee+-]+)( [0-9]+)?$")]
    private static partial Regex Sample();

    // Where a figure comes from, which OpenTelemetry adds to each.
    [GeneratedRegex("otel_scope_[a-z_]+=\"[^\"]*\",?")]
    private static partial Regex Scope();

    [GeneratedRegex("[{,]([a-z_][a-z0-9_]*)=\"")]
    private static partial Regex TagName();
}
