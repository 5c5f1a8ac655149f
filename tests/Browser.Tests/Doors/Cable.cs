using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PbDecisionDay.Browser.Tests.Doors;

/// <summary>
/// The network between one device and the site: whatever the browser asks, its service workers too, goes through here, and can be cut. A browser's own
/// switch for being offline leaves its workers out.
/// </summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task listening;
    private volatile bool cut;

    public Cable(Uri site)
    {
        listener.Start();
        listening = ListenAsync(site);
    }

    /// <summary>Where the device finds the site.</summary>
    public string Address => $"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys) client.Dispose();
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        Cut();
        listener.Dispose();
        await listening;
        ended.Dispose();
    }

    private async Task ListenAsync(Uri site)
    {
        try
        {
            while (true) _ = CarryAsync(await listener.AcceptTcpClientAsync(ended.Token), site);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient device, Uri site)
    {
        using var service = new TcpClient();
        open[device] = open[service] = true;
        try
        {
            if (cut) return;
            await service.ConnectAsync(site.Host, site.Port, ended.Token);
            if (cut) return;
            var (here, there) = (device.GetStream(), service.GetStream());
            await Task.WhenAny(here.CopyToAsync(there, ended.Token), there.CopyToAsync(here, ended.Token));
        }
        catch (Exception end) when (end is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One of the two has gone.
        }
        finally
        {
            open.TryRemove(device, out _);
            open.TryRemove(service, out _);
            device.Dispose();
        }
    }
}
