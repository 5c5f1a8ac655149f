using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Screens;

/// <summary>
/// Feeds this node's screens: every 250 ms it pulls each followed day once, however many screens follow it, and sends what changed to them
/// all. A message is serialized once for the whole group. A slow screen is never waited for: SignalR ends a connection that takes nothing
/// for ten seconds, and the next whole snapshot makes up for what was missed.
/// </summary>
public sealed partial class ScreenFeed(
    IGrainFactory grains, DayReader days, IHubContext<ScreenHub> hub, TimeProvider time, ILogger<ScreenFeed> logger) : BackgroundService
{
    /// <summary>The hub's message.</summary>
    public const string Message = "snapshot";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, FollowedDay> _followed = new(StringComparer.Ordinal);

    /// <summary>What a day shows now; <c>null</c> where there is no such day, or it is still a draft.</summary>
    public async Task<ScreenMessage?> FindAsync(string? day, CancellationToken cancellationToken)
    {
        if (day is null || await days.GetRecentAsync(day, cancellationToken) is not { Phase: not DayPhase.Draft } view) return null;
        return ScreenMessage.Of(view, await grains.GetGrain<ITallyGrain>(day).GetSnapshotAsync(cancellationToken));
    }

    internal void Enter(string day) => _followed.GetOrAdd(day, _ => new FollowedDay()).Enter();

    internal void Leave(string day)
    {
        if (_followed.TryGetValue(day, out var followed)) followed.Leave();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            foreach (var (day, followed) in _followed)
                if (followed.IsFollowed && followed.TryBeginPull()) _ = PullAsync(day, followed, stoppingToken);
    }

    private async Task PullAsync(string day, FollowedDay followed, CancellationToken stoppingToken)
    {
        try
        {
            var now = await FindAsync(day, stoppingToken);
            if (now is null || now.SaysTheSameAs(followed.Last)) return;
            followed.Last = now;
            _ = hub.Clients.Group(day).SendAsync(Message, now, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
#pragma warning disable CA1031 // One day's failure must not stop the other days' screens; the next beat asks again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogPullFailed(logger, exception, day);
        }
        finally
        {
            followed.EndPull();
        }
    }
}
