using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using PbDecisionDay.Rehearsal.Checking;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A screen in the hall: follows the day from beginning to end, and connects again whenever it is cut off.</summary>
internal sealed class Screen(Uri site, string day, ScreenWatch watch, TimeProvider time)
{
    private const string Hub = "/hubs/screens";
    private const string Message = "snapshot";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private int connections;

    /// <summary>What it shows and has shown.</summary>
    public ScreenWatch Watch { get; } = watch;

    /// <summary>How often the screen was cut off and came back.</summary>
    public int Reconnections => Math.Max(0, connections - 1);

    /// <summary>Follows until it is cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            // A call whose connection ends is cancelled, or finds it closed already.
            catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or JsonException or HubException
                or OperationCanceledException or InvalidOperationException)
            {
                Watch.CutOff(e.Message);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Waits until the screen shows something.</summary>
    /// <returns>Whether it came in time.</returns>
    public async Task<bool> WaitAsync(Func<Snapshot, bool> shows, TimeSpan patience, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (Watch.Last is not { } last || !shows(last))
        {
            if (time.GetElapsedTime(start) > patience)
                return false;
            await Task.Delay(Look, time, cancellationToken);
        }
        return true;
    }

    private async Task FollowOnceAsync(CancellationToken cancellationToken)
    {
        await using HubConnection connection = new HubConnectionBuilder()
            .WithUrl(new Uri(site, Hub), HttpTransportType.WebSockets, options => options.SkipNegotiation = true)
            .Build();
        var closed = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed += reason =>
        {
            closed.TrySetResult(reason);
            return Task.CompletedTask;
        };
        connection.On<Snapshot>(Message, Watch.Show);
        await connection.StartAsync(cancellationToken);
        connections++;
        if (!(await connection.InvokeAsync<FollowAnswer>("Follow", day, cancellationToken)).Following)
            throw new IOException($"The hub does not know the day {day}.");
        Exception? reason = await closed.Task.WaitAsync(cancellationToken);
        throw new IOException($"The hub closed the connection. {reason?.Message}", reason);
    }

    private sealed record FollowAnswer(bool Following);
}
