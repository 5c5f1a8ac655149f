using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Screens;

/// <summary>
/// The feed of this node's screens: a long poll for each followed day, however many screens follow it, which sends what changed to them
/// all. A message is serialized once for the whole group. A slow screen is never waited for: SignalR ends a connection that takes nothing
/// for ten seconds, and the next whole snapshot makes up for what was missed. A day that is over is not asked for its ballots again, so
/// that a screen left on does not keep them in memory. What a presenter does is a second long poll beside it, so that a page turns at once.
/// </summary>
public sealed partial class ScreenFeed(
    IGrainFactory grains, DayReader days, IHubContext<ScreenHub> hub, TimeProvider time, ILogger<ScreenFeed> logger) : BackgroundService
{
    /// <summary>The hub's messages: what the day shows, and what its presenter does.</summary>
    public const string Message = "snapshot", PresentationMessage = "presentation";

    /// <summary>How soon a day that was newly followed, or could not be read, is asked.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>How often a day that is over is asked whether it took another step.</summary>
    private static readonly TimeSpan BeatAfterTheDay = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, FollowedDay> _followed = new(StringComparer.Ordinal);

    /// <summary>What a day shows now; <c>null</c> where there is no such day, or it is still a draft.</summary>
    public async Task<ScreenMessage?> FindAsync(string? day, CancellationToken cancellationToken)
    {
        if (day is null || await days.GetRecentAsync(day, cancellationToken) is not { Phase: not DayPhase.Draft } view) return null;
        return await MessageAsync(view, await grains.GetGrain<ITallyGrain>(day).GetSnapshotAsync(cancellationToken), cancellationToken);
    }

    /// <summary>What a day's presenter shows now; <c>null</c> where there is no such day, or it is still a draft.</summary>
    public async Task<PresentationMessage?> FindPresentationAsync(string day, CancellationToken cancellationToken) =>
        await days.GetRecentAsync(day, cancellationToken) is { Phase: not DayPhase.Draft }
            ? Screens.PresentationMessage.Of(day, await grains.GetGrain<IPresentationGrain>(day).GetAsync(cancellationToken), time.GetUtcNow())
            : null;

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
            {
                if (followed.IsFollowed && followed.Ballots.TryBegin()) _ = PullAsync(day, followed.Ballots, PullBallotsAsync, followed, stoppingToken);
                if (followed.IsFollowed && followed.Presenter.TryBegin()) _ = PullAsync(day, followed.Presenter, PullPresenterAsync, followed, stoppingToken);
            }
    }

    private async Task PullAsync(string day, Pull pull, Func<string, FollowedDay, CancellationToken, Task> pullAsync, FollowedDay followed, CancellationToken stoppingToken)
    {
        try
        {
            await pullAsync(day, followed, stoppingToken);
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
            pull.End();
        }
    }

    private async Task PullBallotsAsync(string day, FollowedDay followed, CancellationToken stoppingToken)
    {
        while (followed.IsFollowed && await NextAsync(day, followed, stoppingToken) is { } next)
            if (followed.Take(next)) _ = hub.Clients.Group(day).SendAsync(Message, next, stoppingToken);
    }

    private async Task PullPresenterAsync(string day, FollowedDay followed, CancellationToken stoppingToken)
    {
        var presenter = grains.GetGrain<IPresentationGrain>(day);
        while (followed.IsFollowed)
        {
            var next = await presenter.NextAsync(followed.Presented, stoppingToken);
            if (followed.Take(next.Number)) _ = hub.Clients.Group(day).SendAsync(PresentationMessage, Screens.PresentationMessage.Of(day, next, time.GetUtcNow()), stoppingToken);
        }
    }

    /// <summary>What a day shows after its last message; <c>null</c> where there is no such day.</summary>
    private async Task<ScreenMessage?> NextAsync(string day, FollowedDay followed, CancellationToken stoppingToken)
    {
        if (await days.GetAsync(day, stoppingToken) is not { Phase: not DayPhase.Draft } before) return null;
        if (ScreenMessage.IsOver(before.Phase) && followed.IsSettled(ScreenMessage.StepOf(before)))
        {
            await Task.Delay(BeatAfterTheDay, time, stoppingToken);
            return followed.Last;
        }

        var tally = await grains.GetGrain<ITallyGrain>(day).NextAsync(followed.Last?.Number ?? -1, stoppingToken);
        // Read after waiting: the day may have taken a step.
        return await days.GetAsync(day, stoppingToken) is { } view ? await MessageAsync(view, tally, stoppingToken) : null;
    }

    // The papers that the dice name are in the log with the proof; before it the box is not asked.
    private async Task<ScreenMessage> MessageAsync(DayView view, TallySnapshot tally, CancellationToken cancellationToken) => ScreenMessage.Of(
        view, tally,
        view.Mix == MixStage.Proved ? await grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(view.Day)).GetStatusAsync(cancellationToken) : null);
}
