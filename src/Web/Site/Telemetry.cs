using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PbDecisionDay.Contracts.Bundles;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Contracts.Tallies;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Figures at <c>/metrics</c> in Prometheus' formats: this service's own meters, the web server's, Orleans' and the runtime's. Where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, figures and traces also go there. What is told names no person, card, ballot or address:
/// tags are kept by an allow-list, and what residents and doors send is not traced, because a trace says when each thing came.
/// </summary>
public static class Telemetry
{
    /// <summary>The setting that names the collector; it is OpenTelemetry's own environment variable.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Meters =
    [
        "PbDecisionDay.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.Orleans", "System.Runtime",
    ];

    private static readonly string[] FigureTags =
    [
        "http.request.method", "http.response.status_code", "http.route", "status", "kind", "type", "gc.heap.generation", "cpu.mode",
    ];

    private static readonly ImmutableHashSet<string> TraceTags = ImmutableHashSet.Create(
        StringComparer.Ordinal, "http.request.method", "http.response.status_code", "http.route", "error.type", "rpc.system", "rpc.service", "rpc.method");

    private const string GrainCalls = "Microsoft.Orleans.Application";

    /// <summary>
    /// The grains whose calls are traced: what residents and doors do reaches none of them but to read what everyone may. A grain that is not named here,
    /// as that of cards, the register or what people leave at stalls, is not traced in anything it does, today's methods or tomorrow's.
    /// </summary>
    internal static readonly ImmutableHashSet<string> TracedGrains = ImmutableHashSet.Create(
        StringComparer.Ordinal, nameof(IOrganisationGrain), nameof(IDecisionDayGrain), nameof(IApprovalsGrain), nameof(IProposalGrain), nameof(IStallsGrain),
        nameof(IPracticeGrain), nameof(IPresentationGrain), nameof(ITallyGrain), nameof(IBundleGrain), nameof(ISelfCheckGrain));

    /// <summary>Adds figures and, where a collector is named, traces.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var collected = !string.IsNullOrEmpty(builder.Configuration[EndpointSetting]);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("pbdd", autoGenerateServiceInstanceId: false));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters)
                .AddView(_ => new MetricStreamConfiguration { TagKeys = FigureTags })
                .AddPrometheusExporter();
            if (collected) metrics.AddOtlpExporter();
        });
        builder.Services.AddSingleton<DayMeters>();
        // Every question is answered with the figures of that moment.
        builder.Services.Configure<PrometheusAspNetCoreOptions>(options => options.ScrapeResponseCacheDurationMilliseconds = 0);
        if (!collected) return;
        telemetry.WithTracing(traces => traces
            .AddSource(GrainCalls)
            .AddAspNetCoreInstrumentation(options => options.Filter = MayBeTraced)
            .AddProcessor(new UntracedCalls())
            .AddProcessor(new AllowedTagsOnly())
            .AddOtlpExporter());
    }

    /// <summary>
    /// Hides <c>/metrics</c> from everyone who does not ask from this machine itself: some figures move with each vote. Who does not show the
    /// bearer token <c>Telemetry:Token</c>, or comes through a proxy, finds nothing there.
    /// </summary>
    public static void UseFiguresForThisMachine(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var token = app.Configuration["Telemetry:Token"];
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/metrics", StringComparison.OrdinalIgnoreCase), branch => branch.Use((context, next) =>
        {
            if (IsFromThisMachine(context) || ShowsToken(context, token)) return TellAsync(context, next);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
    }

    private static async Task TellAsync(HttpContext context, RequestDelegate next)
    {
        await context.RequestServices.GetRequiredService<DayMeters>().ReadAsync(context.RequestAborted);
        await next(context);
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();

    private static readonly string[] OfProxies = ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"];

    /// <summary>Whether a request comes from this machine itself and not through a proxy on it.</summary>
    internal static bool IsFromThisMachine(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        // A proxy on this machine asks for others: by the site's name, or with a header of its own.
        && (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var named) ? IPAddress.IsLoopback(named)
            : context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        && !OfProxies.Any(context.Request.Headers.ContainsKey);

    private static bool ShowsToken(HttpContext context, string? token) =>
        !string.IsNullOrEmpty(token)
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {token}")), SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())));

    // Reading, and what organisers do. Grain calls on behalf of a request that is not traced are not traced either.
    private static bool MayBeTraced(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        || context.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal)
        || context.Request.Headers.ContainsKey("Authorization");

    /// <summary>Keeps out calls of grains that hold something of a person, also where no request stands behind the call.</summary>
    private sealed class UntracedCalls : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == GrainCalls && !TracedGrains.Contains(GrainOf(data.DisplayName))) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        // "IDecisionDayGrain/GetAsync", with or without a namespace.
        private static string GrainOf(string call) => call.Split('/')[0].Split('.')[^1];
    }

    private sealed class AllowedTagsOnly : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            foreach (var (tag, _) in data.TagObjects.ToList())
                if (!TraceTags.Contains(tag)) data.SetTag(tag, null);
        }
    }
}
