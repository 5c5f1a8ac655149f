using System.Net.WebSockets;
using System.Text.Json;
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
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or JsonException)
            {
                Watch.CutOff(e.Message);
                await Task.Delay(Pause, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
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
        using var line = new HubLine();
        await line.OpenAsync(site, Hub, cancellationToken);
        await line.InvokeAsync("Follow", day, cancellationToken);
        connections++;
        await foreach (JsonElement message in line.ReadAsync(time, cancellationToken))
        {
            int type = message.TryGetProperty("type", out JsonElement number) ? number.GetInt32() : 0;
            if (type == HubLine.Close || message.TryGetProperty("error", out _) || IsRefusal(type, message))
                throw new IOException($"The hub answered {message}");
            if (type == HubLine.Invocation && message.GetProperty("target").ValueEquals(Message))
                Watch.Show(message.GetProperty("arguments")[0].Deserialize(Json.Default.Snapshot)!);
        }
    }

    private static bool IsRefusal(int type, JsonElement message) =>
        type == HubLine.Completion && message.TryGetProperty("result", out JsonElement result) && !result.GetProperty("following").GetBoolean();
}
