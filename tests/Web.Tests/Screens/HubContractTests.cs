using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>The hub as <c>docs/api.md</c> describes it, spoken to by the bytes of its protocols: whatever is asked has an answer.</summary>
public sealed class HubContractTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const char End = '\x1e';

    public static TheoryData<string, string> Asked => new()
    {
        { "null", """{"type":1,"invocationId":"1","target":"Follow","arguments":[null]}""" },
        { "a number", """{"type":1,"invocationId":"1","target":"Follow","arguments":[7]}""" },
        { "an object", """{"type":1,"invocationId":"1","target":"Follow","arguments":[{"day":"x"}]}""" },
        { "a list", """{"type":1,"invocationId":"1","target":"Follow","arguments":[["x"]]}""" },
        { "nothing", """{"type":1,"invocationId":"1","target":"Follow","arguments":[]}""" },
        { "two days", """{"type":1,"invocationId":"1","target":"Follow","arguments":["x","y"]}""" },
        { "half a surrogate pair", """{"type":1,"invocationId":"1","target":"Follow","arguments":["\ud800"]}""" },
        { "a zero character", """{"type":1,"invocationId":"1","target":"Follow","arguments":["\u0000"]}""" },
        { "a grain's own name", """{"type":1,"invocationId":"1","target":"Follow","arguments":["west/main"]}""" },
        { "no day of ours", """{"type":1,"invocationId":"1","target":"Follow","arguments":["No Day's Name!"]}""" },
        { "ten thousand letters", $$"""{"type":1,"invocationId":"1","target":"Follow","arguments":["{{new string('x', 10_000)}}"]}""" },
        { "another method", """{"type":1,"invocationId":"1","target":"Nothing","arguments":[]}""" },
        { "the hub's own method", """{"type":1,"invocationId":"1","target":"OnDisconnectedAsync","arguments":[null]}""" },
        { "a stream", """{"type":4,"invocationId":"1","target":"Follow","arguments":["x"]}""" },
    };

    [Theory, MemberData(nameof(Asked))]
    public async Task Whatever_is_asked_is_answered_and_the_connection_stays(string what, string message)
    {
        var day = await DayAsync();
        using var socket = await ConnectAsync();
        await SayAsync(socket, message);
        var answer = await CompletionAsync(socket, "1");
        var unknown = answer["result"] is { } result && result["following"]!.GetValue<bool>() is false && result["reason"]!.GetValue<string>() == "no-such-day";
        Assert.True(unknown || answer["error"] is not null, $"{what}: {answer}");
        // An error tells nothing of the inside.
        Assert.DoesNotContain("   at ", answer.ToString(), StringComparison.Ordinal);

        await SayAsync(socket, $$"""{"type":1,"invocationId":"2","target":"Follow","arguments":["{{day.Id}}"]}""");
        Assert.True((await CompletionAsync(socket, "2"))["result"]!["following"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_is_refused_leaves_the_day_that_was_followed()
    {
        var day = await DayAsync();
        await using var screen = await HubClient.ConnectAsync(site.Client().BaseAddress!);
        await screen.FollowAsync(day.Id);
        await screen.SnapshotAsync();
        Assert.False((await screen.FollowAsync("nowhere")).GetProperty("following").GetBoolean());
        Assert.True((await site.Client().PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0))).IsSuccessStatusCode);
        await screen.SnapshotAsync(snapshot => snapshot.GetProperty("ballots").GetInt64() == 1);
    }

    [Fact]
    public async Task Who_follows_another_day_hears_of_the_first_no_more()
    {
        var (first, second) = (await DayAsync(), await DayAsync());
        await using var screen = await HubClient.ConnectAsync(site.Client().BaseAddress!);
        await screen.FollowAsync(first.Id);
        await screen.SnapshotAsync(snapshot => snapshot.GetProperty("day").GetString() == first.Id);
        await screen.FollowAsync(second.Id);
        await screen.SnapshotAsync(snapshot => snapshot.GetProperty("day").GetString() == second.Id);
        foreach (var day in new[] { first, second })
            Assert.True((await site.Client().PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0))).IsSuccessStatusCode);
        var next = await screen.SnapshotAsync(snapshot => snapshot.GetProperty("ballots").GetInt64() == 1);
        Assert.Equal(second.Id, next.GetProperty("day").GetString());
    }

    [Fact]
    public async Task A_message_above_16_KiB_ends_the_connection()
    {
        using var socket = await ConnectAsync();
        await SayAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Follow","arguments":["{{new string('x', 16 * 1024)}}"]}""");
        // No completion comes, but the hub's own word that it closes (type 7).
        for (;;)
        {
            var said = await NextAsync(socket);
            if (said["type"]!.GetValue<int>() == 7) return;
            Assert.NotEqual(3, said["type"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task MessagePack_says_the_same_as_JSON_by_the_same_names()
    {
        var day = await DayAsync();
        await using var json = await HubClient.ConnectAsync(site.Client().BaseAddress!);
        await json.FollowAsync(day.Id);
        await using var packed = new HubConnectionBuilder().WithUrl(new Uri(site.Client().BaseAddress!, "/hubs/screens")).AddMessagePackProtocol().Build();
        var heard = Channel.CreateUnbounded<Dictionary<string, object>>();
        packed.On<Dictionary<string, object>>("snapshot", snapshot => heard.Writer.TryWrite(snapshot));
        await packed.StartAsync();
        var answer = await packed.InvokeAsync<Dictionary<string, object>>("Follow", day.Id);
        Assert.Equal("""{"following":true,"reason":""}""", Node(answer)!.ToJsonString());
        Assert.Equal("""{"following":false,"reason":"no-such-day"}""", Node(await packed.InvokeAsync<Dictionary<string, object>>("Follow", (object?)null))!.ToJsonString());
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => packed.InvokeAsync("Follow", 7));
        await Assert.ThrowsAsync<Microsoft.AspNetCore.SignalR.HubException>(() => packed.InvokeAsync("Nothing"));

        for (var card = 0; card < 2; card++)
            Assert.True((await site.Client().PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(card))).IsSuccessStatusCode);
        foreach (var step in new[] { Contracts.Days.DayPhase.Closed, Contracts.Days.DayPhase.Counted, Contracts.Days.DayPhase.Declared }) await day.StepAsync(step);
        var last = await json.SnapshotAsync(snapshot => snapshot.GetProperty("phase").GetString() == "declared");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JsonNode? same;
        do same = Node(await heard.Reader.ReadAsync(patience.Token));
        while (same!["phase"]!.GetValue<string>() != "declared");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(last.GetRawText()), JsonNode.Parse(same.ToJsonString())), $"{last}\n{same}");
    }

    private async Task<OpenDay> DayAsync() => await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);

    private async Task<ClientWebSocket> ConnectAsync()
    {
        var address = new UriBuilder(site.Client().BaseAddress!) { Scheme = "ws", Path = "/hubs/screens" }.Uri;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, default);
        await SayAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await NextAsync(socket)).ToJsonString());
        return socket;
    }

    private static Task SayAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, default);

    private async Task<JsonNode> CompletionAsync(ClientWebSocket socket, string invocation)
    {
        for (;;)
        {
            var said = await NextAsync(socket);
            Assert.NotEqual(7, said["type"]!.GetValue<int>());
            if (said["type"]!.GetValue<int>() == 3 && said["invocationId"]?.GetValue<string>() == invocation) return said;
        }
    }

    // Messages end with a separator, and one frame may hold several.
    private readonly Dictionary<ClientWebSocket, StringBuilder> _unread = [];

    private async Task<JsonNode> NextAsync(ClientWebSocket socket)
    {
        if (!_unread.TryGetValue(socket, out var unread)) _unread[socket] = unread = new StringBuilder();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        for (;;)
        {
            var text = unread.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                unread.Remove(0, end + 1);
                return JsonNode.Parse(text[..end])!;
            }
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            unread.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }

    // What MessagePack read without being told any type.
    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        IDictionary<string, object> named => new JsonObject(named.Select(member => KeyValuePair.Create(member.Key, Node(member.Value)))),
        IDictionary<object, object> named => new JsonObject(named.Select(member => KeyValuePair.Create((string)member.Key, Node(member.Value)))),
        object[] list => new JsonArray([.. list.Select(Node)]),
        _ => JsonValue.Create(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
