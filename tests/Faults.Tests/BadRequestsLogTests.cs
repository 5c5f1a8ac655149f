using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace PbDecisionDay.Faults.Tests;

/// <summary>Thousands of requests that nobody should send, of every kind that a stranger thinks of: the log stays short enough to be read.</summary>
public sealed class BadRequestsLogTests
{
    private const int OfEach = 300;

    [Fact]
    public async Task Thousands_of_bad_requests_fill_no_log()
    {
        using var service = new ServiceProcess();
        await service.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = service.Site };
        var before = service.Said.Split('\n').Length;

        var sent = 0;
        foreach (var kind in Kinds)
            for (var at = 0; at < OfEach; at++)
            {
                using var request = kind();
                using var answer = await http.SendAsync(request);
                Assert.InRange((int)answer.StatusCode, 200, 499);
                sent++;
            }
        for (var at = 0; at < OfEach; at++)
        {
            await RawAsync(service.Site, at % 2 == 0 ? "GET / HTTP/9.9\r\n\r\n" : "\u0016\u0003\u0001 not HTTP at all\r\n\r\n");
            await HubAsync(service.Site, at % 2 == 0 ? "{not json\u001e" : "{\"protocol\":\"none\",\"version\":9}\u001e");
            sent += 2;
        }

        var said = service.Said.Split('\n')[before..];
        TestContext.Current.SendDiagnosticMessage("{0} bad requests made {1} lines.", sent, said.Length);
        Assert.True(said.Length <= 100, $"{said.Length} lines:\n{string.Join('\n', said.Take(60))}");
    }

    private static IEnumerable<Func<HttpRequestMessage>> Kinds =>
    [
        () => Post("/api/days/westhaven/ballots", "{\"card\":7}", "application/json"),
        () => Post("/api/days/westhaven/ballots", "a=b", "application/x-www-form-urlencoded"),
        () => Post("/api/days/westhaven/transitions", "{\"to\":\"open\"}", "application/json"),
        () => With(Post("/api/days/westhaven/transitions", "{}", "application/json"), "Authorization", "Bearer nobody"),
        () => With(Get("/api/days/westhaven/door"), "Cookie", "pbdd-station=CfDJ8junk; pbdd-organiser=CfDJ8junk"),
        () => With(Get("/console"), "Cookie", "pbdd-organiser=junk"),
        () => With(Post("/console/sign-in", "Name=a&Password=b&__RequestVerificationToken=CfDJ8junk", "application/x-www-form-urlencoded"), "Cookie", ".AspNetCore.Antiforgery.junk=CfDJ8junk"),
        () => Post("/r", "--x\r\nbroken", "multipart/form-data; boundary=x"),
        () => With(Get("/"), "Host", "elsewhere.example"),
        () => Get("/api/days/nowhere/receipts/nothing"),
        () => Get("/" + new string('x', 2_000)),
        () => With(Get("/api/days"), "Accept", "image/png"),
        () => new HttpRequestMessage(new HttpMethod("PROPFIND"), "/api/days"),
        () => Post("/hubs/screens/negotiate?negotiateVersion=nine", "{", "text/plain"),
        () => Get("/hubs/screens?id=junk"),
    ];

    private static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    private static HttpRequestMessage Post(string address, string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
    }

    private static HttpRequestMessage With(HttpRequestMessage request, string name, string value)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static async Task RawAsync(Uri site, string bytes)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(site.Host, site.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[1024];
        while (await stream.ReadAsync(buffer, patience.Token) > 0) { }
    }

    private static async Task HubAsync(Uri site, string message)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = "/hubs/screens" }.Uri, default);
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, default);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while ((await socket.ReceiveAsync(new byte[1024], patience.Token)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Cut off, which is an answer too.
        }
    }
}
