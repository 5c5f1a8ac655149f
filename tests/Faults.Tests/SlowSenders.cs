using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PbDecisionDay.Faults.Tests;

/// <summary>
/// Connections that begin a ballot and then send ten bytes a second, each opened anew when the service ends it. To 127.0.0.1 alone, bounded in
/// number, and over when disposed.
/// </summary>
internal sealed class SlowSenders : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new(TimeSpan.FromMinutes(3));
    private readonly Socket?[] _sockets;
    private readonly Task _attack;
    private readonly byte[] _head;
    private readonly IPEndPoint _service;
    private long _opened;

    public SlowSenders(Uri site, int number)
    {
        _service = new IPEndPoint(IPAddress.Loopback, site.Port);
        _head = Encoding.ASCII.GetBytes(
            $"POST /api/days/westhaven/ballots HTTP/1.1\r\nHost: 127.0.0.1:{site.Port}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{{\"card\":\"");
        _sockets = new Socket?[number];
        _attack = Task.Run(AttackAsync);
    }

    /// <summary>How many connections were opened so far.</summary>
    public long Opened => Interlocked.Read(ref _opened);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _attack;
        foreach (var socket in _sockets) socket?.Dispose();
        _over.Dispose();
    }

    private async Task AttackAsync()
    {
        var trickle = new byte[10];
        Array.Fill(trickle, (byte)'A');
        while (!_over.IsCancellationRequested)
        {
            for (var at = 0; at < _sockets.Length && !_over.IsCancellationRequested; at++)
            {
                try
                {
                    if (_sockets[at] is { Connected: true } open)
                    {
                        // Told that it was too slow: begins again.
                        if (open.Available > 0) throw new SocketException((int)SocketError.ConnectionReset);
                        open.Send(trickle);
                        continue;
                    }
                    var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = true, SendTimeout = 500 };
                    _sockets[at] = socket;
                    socket.Connect(_service);
                    socket.Send(_head);
                    Interlocked.Increment(ref _opened);
                }
                catch (SocketException)
                {
                    _sockets[at]?.Dispose();
                    _sockets[at] = null;
                }
            }
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _over.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
