using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Ledger;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Traces where a collector is named: they cross grain calls, and tell nothing of who voted when.</summary>
public sealed class TraceTests(TraceTests.TracedSite site) : IClassFixture<TraceTests.TracedSite>
{
    [Fact]
    public async Task Reading_is_traced_into_the_grains_and_casting_is_not()
    {
        var day = await OpenDay.CreateAsync(site.Services, "traced");
        Assert.True((await site.Client().PostAsJsonAsync("/api/days/traced/ballots", day.Cast(0))).IsSuccessStatusCode);
        // The same without a request behind it, which no filter of requests sees.
        var box = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IBallotBoxGrain>(BoxKey.Main("traced"));
        await box.CastAsync(new CastBallot("", 1, "", "blank", Digest.Random().ToString()), default);
        Assert.True((await site.Client().GetAsync("/days/traced")).IsSuccessStatusCode);

        // A span that ended after the casts: when it is there, theirs would be too.
        await site.ToldAsync("Microsoft.AspNetCore");

        Assert.Contains(site.Told, told => told.Contains("IDecisionDayGrain/GetAsync", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Told, told => told.Contains("CastAsync", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Told, told => told.Contains("/ballots", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Told, told => told.Contains("traced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_call_about_a_person_is_traced_whatever_its_name_and_a_new_grain_is_not_before_it_is_named()
    {
        await OpenDay.CreateAsync(site.Services, "people");
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        Assert.Equal(AddAtDoorStatus.Refused, (await grains.GetGrain<IRegisterGrain>("people").AddAtDoorAsync(new AddAtDoor("", "", [], "Main door"), default)).Status);
        Assert.Equal(LeaveStatus.Left, (await grains.GetGrain<IOffersGrain>("people").LeaveAsync(new LeaveOffer("1", OfferKind.Come, "", false), default)).Status);
        Assert.True((await site.Client().GetAsync("/days/people")).IsSuccessStatusCode);
        await site.ToldAsync("IDecisionDayGrain/GetAsync");
        foreach (var call in new[] { "AddAtDoor", "IOffersGrain", "IRegisterGrain" }) Assert.DoesNotContain(site.Told, told => told.Contains(call, StringComparison.Ordinal));

        var all = typeof(IRegisterGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).Select(type => type.Name).ToArray();
        // Whoever adds a grain says here or in Telemetry whether its calls may be traced.
        Assert.Equal(
            ["IAccountsGrain", "IBallotBoxGrain", "INeedsGrain", "IOffersGrain", "IPaperCountGrain", "IRegisterGrain", "IRunningGrain"],
            all.Except(Telemetry.TracedGrains, StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(Telemetry.TracedGrains.Except(all, StringComparer.Ordinal));
    }

    /// <summary>A site whose collector is the test.</summary>
    public sealed class TracedSite : RunningSite
    {
        private readonly HttpListener _collector = new();

        public TracedSite()
        {
            Address = $"http://127.0.0.1:{FreePort()}/";
            _collector.Prefixes.Add(Address);
            _collector.Start();
            _ = CollectAsync();
        }

        public ConcurrentQueue<string> Told { get; } = new();

        private string Address { get; }

        public Task ToldAsync(string text) =>
            Eventually.HoldsAsync(() => Task.FromResult(Told.Any(told => told.Contains(text, StringComparison.Ordinal))));

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", Address);
            builder.UseSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            builder.UseSetting("OTEL_BSP_SCHEDULE_DELAY", "200");
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            _collector.Close();
        }

        private static int FreePort()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        private async Task CollectAsync()
        {
            while (_collector.IsListening)
            {
                HttpListenerContext request;
                try
                {
                    request = await _collector.GetContextAsync();
                }
                catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                using var body = new MemoryStream();
                await request.Request.InputStream.CopyToAsync(body);
                if (request.Request.Url!.AbsolutePath == "/v1/traces") Told.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
                request.Response.Close();
            }
        }
    }
}
