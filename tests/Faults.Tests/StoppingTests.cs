using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace PbDecisionDay.Faults.Tests;

/// <summary>A service that is asked to end while screens come back at once and others send slowly, and the one that is started in its place.</summary>
public sealed class StoppingTests
{
    private const int Screens = 40, Slow = 60;

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_service_that_is_asked_to_end_is_gone_within_five_seconds_and_the_next_takes_its_folder()
    {
        using var service = new ServiceProcess();
        await service.StartAsync();
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var screens = Enumerable.Range(0, Screens).Select(_ => new StubbornScreen(service.Site)).ToList();
        var following = screens.Select(screen => Task.Run(() => screen.FollowAsync(over.Token))).ToList();
        await using var slow = new SlowSenders(service.Site, Slow);
        await service.UntilAsync(() => Task.FromResult(slow.Opened >= Slow && screens.All(screen => screen.Snapshots > 0)));
        var clock = Stopwatch.StartNew();
        using var old = service.AskToEnd();
        var next = service.StartAsync();
        while (!old.HasExited && clock.Elapsed < MostWait * 8) await Task.Delay(10);
        var ended = clock.Elapsed;
        if (!old.HasExited) old.Kill();
        var before = screens.Sum(screen => screen.Snapshots);
        await next;
        // What answered just now may have been the old one.
        await service.UntilAsync(async () => (await service.GetAsync("health/ready")).IsSuccessStatusCode);
        var ready = clock.Elapsed;

        Assert.True(ended < MostWait, $"It took {ended.TotalSeconds:0.0} s to end.\n{service.Said}");
        Assert.Equal(0, old.ExitCode);
        // Screens that came back follow again, and the voters' door is open.
        await service.UntilAsync(() => Task.FromResult(screens.Sum(screen => screen.Snapshots) >= before + Screens));
        Assert.True((await service.GetAsync("api/days")).IsSuccessStatusCode);
        TestContext.Current.SendDiagnosticMessage(
            "{0} screens and {1} slow senders: ended after {2:0.0} s, the next was ready after {3:0.0} s; screens had tried to connect {4} times by then.",
            Screens, Slow, ended.TotalSeconds, ready.TotalSeconds, screens.Sum(screen => screen.Tries));
        await over.CancelAsync();
        await Task.WhenAll(following);
    }

    /// <summary>A screen that connects again the moment it is cut off, as no screen should.</summary>
    private sealed class StubbornScreen(Uri site)
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

        private int _snapshots, _tries;

        public int Snapshots => Volatile.Read(ref _snapshots);

        public int Tries => Volatile.Read(ref _tries);

        public async Task FollowAsync(CancellationToken cancellationToken)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                try
                {
                    Interlocked.Increment(ref _tries);
                    await FollowOnceAsync(cancellationToken);
                }
                catch (Exception cutOff) when (cutOff is WebSocketException or HttpRequestException or IOException or OperationCanceledException)
                {
                    await Task.Delay(Pause, CancellationToken.None);
                }
            }
        }

        private async Task FollowOnceAsync(CancellationToken cancellationToken)
        {
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/hubs/screens" }.Uri, cancellationToken);
            var hello = "{\"protocol\":\"json\",\"version\":1}\u001e{\"type\":1,\"invocationId\":\"1\",\"target\":\"Follow\",\"arguments\":[\"westhaven\"]}\u001e";
            await socket.SendAsync(Encoding.UTF8.GetBytes(hello), WebSocketMessageType.Text, true, cancellationToken);
            var buffer = new byte[64 * 1024];
            while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close } received)
                if (Encoding.UTF8.GetString(buffer, 0, received.Count).Contains("\"target\":\"snapshot\"", StringComparison.Ordinal))
                    Interlocked.Increment(ref _snapshots);
        }
    }
}
