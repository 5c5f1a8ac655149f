using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>An id that is no day's is answered at the edge: no grain is woken for it.</summary>
public sealed class KnownDaysTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    [Fact]
    public async Task Invented_days_wake_no_grain_whatever_is_asked_of_them()
    {
        var client = site.Client();
        var asks = new (HttpMethod Method, string Address)[]
        {
            (HttpMethod.Get, "/api/days/{0}"), (HttpMethod.Get, "/days/{0}"), (HttpMethod.Get, "/audit/{0}"), (HttpMethod.Get, "/v/{0}"),
            (HttpMethod.Get, "/screen/{0}"), (HttpMethod.Get, "/api/days/{0}/standings"), (HttpMethod.Post, "/api/days/{0}/ballots"),
            (HttpMethod.Post, "/api/days/{0}/cards"), (HttpMethod.Get, "/api/days/{0}/logs/main/checkpoint"), (HttpMethod.Get, "/api/days/{0}/receipts/AAAA"),
        };
        foreach (var (method, address) in asks)
        {
            var day = $"invented-{Guid.NewGuid():N}"[..40];
            using var request = new HttpRequestMessage(method, string.Format(null, address, day));
            if (method == HttpMethod.Post) request.Content = JsonContent.Create(new { });
            using var answer = await client.SendAsync(request);
            Assert.Equal((address, HttpStatusCode.NotFound), (address, answer.StatusCode));
        }
        Assert.DoesNotContain(site.Calls.Keys, key => key.Contains("invented", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_is_told_that_there_is_no_such_day()
    {
        using var answer = await site.Client().GetAsync("/api/days/nowhere/receipts/AAAA");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((404, "/problems/no-such-day"), ((int)answer.StatusCode, problem.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_day_is_known_as_soon_as_it_was_entered_and_many_strangers_share_a_listing()
    {
        var client = site.Client();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/days/late")).StatusCode);
        await OpenDay.CreateAsync(site.Services, "late");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/days/late")).StatusCode);

        var before = site.Calls.Listings;
        site.Calls.ListingTakes = TimeSpan.FromMilliseconds(100);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => client.GetAsync($"/api/days/strange-{number}")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        site.Calls.ListingTakes = TimeSpan.Zero;
        Assert.InRange(site.Calls.Listings - before, 1, 150);
        before = site.Calls.Listings;
        await client.GetAsync("/api/days/late");
        Assert.Equal(before, site.Calls.Listings);
    }
}

/// <summary>A running site that remembers which grains were called.</summary>
public sealed class ListeningSite : RunningSite
{
    public HeardCalls Calls { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IOutgoingGrainCallFilter>(Calls));
    }
}

/// <summary>Remembers the keys of all grains that are called, and how often the days were listed.</summary>
public sealed class HeardCalls : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, bool> _keys = new(StringComparer.Ordinal);
    private int _listings;

    public IEnumerable<string> Keys => _keys.Keys;

    public int Listings => Volatile.Read(ref _listings);

    /// <summary>How long a listing takes, so that whoever asks meanwhile has something to share.</summary>
    public TimeSpan ListingTakes { get; set; }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        _keys[context.TargetId.Key.ToString() ?? ""] = true;
        if (context.InterfaceMethod?.Name == nameof(IOrganisationGrain.ListDaysAsync))
        {
            Interlocked.Increment(ref _listings);
            await Task.Delay(ListingTakes);
        }
        await context.Invoke();
    }
}
