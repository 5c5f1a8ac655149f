using System.Buffers;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>
/// A connection to a SignalR hub over a web socket, in SignalR's JSON protocol: messages of JSON, each ended by the
/// record separator U+001E; first a handshake, then invocations (type 1), completions (3), pings (6) and a close (7).
/// Source: ASP.NET Core SignalR, HubProtocol.md.
/// </summary>
internal sealed class HubLine : IDisposable
{
    public const int Invocation = 1, Completion = 3, Ping = 6, Close = 7;
    private const byte Separator = 0x1E;
    private const int MostBytes = 1 << 22;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1, 1);

    /// <summary>Connects without negotiation, which a web socket does not need, and shakes hands.</summary>
    public async Task OpenAsync(Uri site, string hub, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(new Uri(site, hub)) { Scheme = site.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        await socket.ConnectAsync(address.Uri, cancellationToken);
        await SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
    }

    /// <summary>Calls a method with one text argument.</summary>
    public Task InvokeAsync(string method, string argument, CancellationToken cancellationToken) =>
        SendAsync($$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":["{{JsonEncodedText.Encode(argument)}}"]}""", cancellationToken);

    /// <summary>Every message until the connection ends, the handshake's answer first. Sends pings meanwhile.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task pings = PingAsync(time, ended.Token);
        var bytes = new ArrayBufferWriter<byte>();
        try
        {
            while (await ReceiveAsync(bytes, ended.Token))
            {
                ReadOnlyMemory<byte> rest = bytes.WrittenMemory;
                for (int end; (end = rest.Span.IndexOf(Separator)) >= 0; rest = rest[(end + 1)..])
                    yield return JsonElement.Parse(rest.Span[..end]);
                byte[] begun = rest.ToArray();
                bytes.Clear();
                bytes.Write(begun);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await pings;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        sending.Dispose();
    }

    private async Task<bool> ReceiveAsync(ArrayBufferWriter<byte> bytes, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult part = await socket.ReceiveAsync(bytes.GetMemory(4096), cancellationToken);
        bytes.Advance(part.Count);
        return part.MessageType != WebSocketMessageType.Close && bytes.WrittenCount <= MostBytes;
    }

    private async Task PingAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(PingEvery, time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await SendAsync("""{"type":6}""", cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The reader sees the end of the connection itself.
        }
    }

    private async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync((byte[])[.. Encoding.UTF8.GetBytes(message), Separator], WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }
}
