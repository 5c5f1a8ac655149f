using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Tests;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>A screen that nobody switched off does not keep the ballots of a day that is over in memory.</summary>
public sealed class ScreenLeftOnTests(ScreenLeftOnTests.WatchedSite site) : IClassFixture<ScreenLeftOnTests.WatchedSite>
{
    [Fact]
    public async Task Once_the_result_is_declared_the_tally_is_asked_no_more()
    {
        var client = site.Client();
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24], upTo: DayPhase.Open);
        await using var screen = await HubClient.ConnectAsync(client.BaseAddress!);
        await screen.FollowAsync(day.Id);
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared })
            await day.StepAsync(phase);
        await screen.SnapshotAsync(snapshot => snapshot.GetProperty("phase").GetString() == "declared");

        // Once more after the declaration, because the figures beside it may be older than it.
        await ReadsOfTheDayAsync(4);
        var asked = site.Calls["ITallyGrain.NextAsync"];
        await ReadsOfTheDayAsync(2);

        Assert.Equal(asked, site.Calls["ITallyGrain.NextAsync"]);
    }

    /// <summary>Waits until the feed has read the day some times more.</summary>
    private async Task ReadsOfTheDayAsync(int more)
    {
        var goal = site.Calls["IDecisionDayGrain.GetAsync"] + more;
        await Eventually.HoldsAsync(() => Task.FromResult(site.Calls["IDecisionDayGrain.GetAsync"] >= goal));
    }

    /// <summary>A service whose grain calls are counted by grain and method.</summary>
    public sealed class WatchedSite : RunningSite, IIncomingGrainCallFilter
    {
        public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            Calls.AddOrUpdate($"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}", 1, (_, before) => before + 1);
            return context.Invoke();
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IIncomingGrainCallFilter>(this));
        }
    }
}
