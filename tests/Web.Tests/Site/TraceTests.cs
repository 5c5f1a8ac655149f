using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Traces where a collector is named: they cross grain calls, and tell nothing of who voted when.</summary>
public sealed class TraceTests(TraceTests.TracedSite site) : IClassFixture<TraceTests.TracedSite>
{
    [Fact]
    public async Task A_page_and_the_grains_it_asks_stand_in_one_trace_without_addresses()
    {
        await OpenDay.CreateAsync(site.Services, "traced");
        site.Spans.Clear();
        Assert.True((await site.Client().GetAsync("/days/traced")).IsSuccessStatusCode);
        await WaitAsync(() => site.Spans.Any(IsPage));

        var page = site.Spans.Single(IsPage);
        var calls = site.Spans.Where(span => span.TraceId == page.TraceId && span.Source.Name == "Microsoft.Orleans.Application").ToList();
        Assert.Contains(calls, call => call.DisplayName.Contains("IDecisionDayGrain", StringComparison.Ordinal));
        foreach (var span in site.Spans)
            foreach (var (tag, value) in span.TagObjects)
            {
                Assert.DoesNotContain("traced", $"{tag}={value}", StringComparison.Ordinal);
                Assert.DoesNotContain("127.0.0.1", $"{tag}={value}", StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task Casting_leaves_no_trace()
    {
        var day = await OpenDay.CreateAsync(site.Services, "untraced");
        site.Spans.Clear();
        Assert.True((await site.Client().PostAsJsonAsync("/api/days/untraced/ballots", day.Cast(0))).IsSuccessStatusCode);
        // A request that is traced and comes after it: when its span is here, that of the cast would be too.
        await site.Client().GetAsync("/api/days");
        await WaitAsync(() => site.Spans.Any(span => span.DisplayName.Contains("api/days", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Spans, span => span.DisplayName.Contains("ballots", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Spans, span => span.DisplayName.Contains("Cast", StringComparison.Ordinal));
    }

    private static bool IsPage(Activity span) =>
        span.DisplayName.StartsWith("GET ", StringComparison.Ordinal) && span.DisplayName.Contains("days/{day", StringComparison.Ordinal);

    private async Task WaitAsync(Func<bool> met)
    {
        for (var tries = 0; tries < 500 && !met(); tries++) await Task.Delay(20);
        Assert.True(met(), $"It did not happen within ten seconds. Spans: {string.Join(" | ", site.Spans.Select(span => $"{span.Source.Name}: {span.DisplayName}"))}");
    }

    /// <summary>A site with a collector that nobody answers for, whose spans the test keeps.</summary>
    public sealed class TracedSite : RunningSite
    {
        public ConcurrentQueue<Activity> Spans { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
            builder.ConfigureTestServices(services => services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(new Kept(Spans))));
        }

        private sealed class Kept(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
        {
            public override void OnEnd(Activity data) => spans.Enqueue(data);
        }
    }
}
