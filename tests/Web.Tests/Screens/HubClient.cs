using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>SignalR's JSON protocol over a plain WebSocket, as a stranger's program would speak it. Source: SignalR's HubProtocol specification.</summary>
internal sealed class HubClient : IDisposable
{
    private const char RecordEnd = '\u001e';
    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> received = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private string rest = "";

    public static async Task<HubClient> ConnectAsync(Uri site)
    {
        var client = new HubClient();
        await client.socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/hubs/screens" }.Uri, default);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await client.NextAsync()).GetRawText());
        return client;
    }

    /// <summary>Calls Follow and returns its answer; snapshots that come before it are kept for <see cref="SnapshotAsync"/>.</summary>
    public async Task<JsonElement> FollowAsync(string day)
    {
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = "Follow", arguments = new[] { day } }));
        var snapshots = new List<JsonElement>();
        for (;;)
        {
            var message = await NextAsync();
            if (message.GetProperty("type").GetInt32() != 3)
            {
                snapshots.Add(message);
                continue;
            }
            foreach (var snapshot in snapshots) received.Enqueue(snapshot);
            return message.GetProperty("result");
        }
    }

    /// <summary>The next snapshot that fulfils a condition.</summary>
    public async Task<JsonElement> SnapshotAsync(Func<JsonElement, bool>? wanted = null)
    {
        for (;;)
        {
            var message = await NextAsync();
            if (message.GetProperty("type").GetInt32() != 1) continue;
            Assert.Equal("snapshot", message.GetProperty("target").GetString());
            var snapshot = message.GetProperty("arguments")[0];
            if (wanted is null || wanted(snapshot)) return snapshot;
        }
    }

    public void Dispose() => socket.Dispose();

    private Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text + RecordEnd), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (received.Count == 0)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            rest += Encoding.UTF8.GetString(buffer, 0, part.Count);
            for (var end = rest.IndexOf(RecordEnd, StringComparison.Ordinal); end >= 0; end = rest.IndexOf(RecordEnd, StringComparison.Ordinal))
            {
                received.Enqueue(JsonDocument.Parse(rest[..end]).RootElement.Clone());
                rest = rest[(end + 1)..];
            }
        }
        return received.Dequeue();
    }
}
