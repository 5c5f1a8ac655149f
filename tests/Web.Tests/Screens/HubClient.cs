using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>A screen's connection to the hub, with the snapshots in the order in which they came.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Channel<JsonElement> _snapshots = Channel.CreateUnbounded<JsonElement>(), _presentations = Channel.CreateUnbounded<JsonElement>();

    private HubClient(Uri site)
    {
        _connection = new HubConnectionBuilder().WithUrl(new Uri(site, "/hubs/screens")).Build();
        _connection.On<JsonElement>("snapshot", snapshot => _snapshots.Writer.TryWrite(snapshot));
        _connection.On<JsonElement>("presentation", now => _presentations.Writer.TryWrite(now));
    }

    public static async Task<HubClient> ConnectAsync(Uri site)
    {
        var client = new HubClient(site);
        await client._connection.StartAsync();
        return client;
    }

    /// <summary>Calls Follow and returns its answer; snapshots that come before it are kept for <see cref="SnapshotAsync"/>.</summary>
    public Task<JsonElement> FollowAsync(string day) => _connection.InvokeAsync<JsonElement>("Follow", day);

    /// <summary>The next snapshot that fulfils a condition.</summary>
    public Task<JsonElement> SnapshotAsync(Func<JsonElement, bool>? wanted = null) => NextAsync(_snapshots, wanted);

    /// <summary>The next of what the presenter shows that fulfils a condition.</summary>
    public Task<JsonElement> PresentationAsync(Func<JsonElement, bool> wanted) => NextAsync(_presentations, wanted);

    private static async Task<JsonElement> NextAsync(Channel<JsonElement> heard, Func<JsonElement, bool>? wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (;;)
        {
            var next = await heard.Reader.ReadAsync(patience.Token);
            if (wanted is null || wanted(next)) return next;
        }
    }

    /// <summary>The snapshots that came and were not read yet.</summary>
    public IReadOnlyList<JsonElement> Arrived()
    {
        var arrived = new List<JsonElement>();
        while (_snapshots.Reader.TryRead(out var snapshot)) arrived.Add(snapshot);
        return arrived;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
