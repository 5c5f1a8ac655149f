using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Bodies on the casting path, as the wire may bring them.</summary>
public sealed class BodiesFirstTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Ask = """{"card":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""";

    [Theory]
    [InlineData("application/json", Ask, "200")]
    [InlineData("application/json", Ask + "\n", "200")]
    [InlineData("application/json", Ask + "x", "400")]
    [InlineData("application/json", Ask + Ask, "400")]
    [InlineData("application/json", "", "400")]
    [InlineData("application/json", "null", "400")]
    [InlineData("text/plain", Ask, "415")]
    public async Task A_body_in_one_piece_or_byte_by_byte_gets_the_same_answer(string type, string body, string status)
    {
        Assert.StartsWith($"HTTP/1.1 {status}", await SendAsync(type, body, body.Length, piece: 1 << 20), StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status}", await SendAsync(type, body, body.Length, piece: 1), StringComparison.Ordinal);
        Assert.StartsWith($"HTTP/1.1 {status}", await SendAsync(type, body, null, piece: 7), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_the_bound_is_refused_with_its_length_or_without()
    {
        var large = new string(' ', 16 * 1024 + 1);
        Assert.StartsWith("HTTP/1.1 413", await SendAsync("application/json", large, large.Length, 1 << 20), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 413", await SendAsync("application/json", large, null, 4096), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sends_too_slowly_hears_408_and_no_log_hears_of_it()
    {
        var answer = await SendAsync("application/json", Ask[..5], Ask.Length, 5);

        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        Assert.Contains("/problems/too-slow", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    /// <summary>Sends a body in pieces and reads until the service has answered and closed.</summary>
    private async Task<string> SendAsync(string type, string body, int? length, int piece)
    {
        var address = site.Client().BaseAddress!;
        Assert.True(await site.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).EnterDayAsync("bodies", "organiser-a", default));
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var framing = length is null ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/days/bodies/cards HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {type}\r\n{framing}\r\n\r\n"), TestContext.Current.CancellationToken);
        try
        {
            for (var at = 0; at < body.Length; at += piece)
            {
                var part = body[at..Math.Min(body.Length, at + piece)];
                var chunk = length is null ? string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n{part}\r\n") : part;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(chunk), TestContext.Current.CancellationToken);
            }
            if (length is null) await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It has answered before the end.
        }
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed on what it did not read; what it said before stands.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
