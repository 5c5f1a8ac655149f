using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Forms as the wire may bring them: whoever cannot be understood is told why, with the status that says so, and no log hears of it.</summary>
public sealed class BadFormsTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly string[] Addresses = ["/v/forms", "/r", "/preferences", "/pair/forms", "/console/sign-in", "/console/set-up", "/demo/door"];

    private static readonly (string Type, string Body, string Why)[] Unreadable =
    [
        ($"{Form}; charset=utf-7", "a=b", "a character set that nobody should use"),
        ($"{Form}; charset=UTF-7", "a=b", "the same in capitals"),
        ("multipart/form-data", "a=b", "no boundary"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb", "no end"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nb\r\n--x--\r\n", "a part in it"),
        (Form, string.Join('&', Enumerable.Range(0, 5_000).Select(at => $"Projects={at}")), "more fields than a paper has"),
    ];

    [Fact]
    public async Task A_form_that_cannot_be_read_is_400_with_a_page_that_says_so()
    {
        await OpenDay.CreateAsync(site.Services, "forms");
        foreach (var (type, body, why) in Unreadable)
        {
            foreach (var address in Addresses)
            {
                var answer = await SendAsync(address, type, body, body.Length);
                Assert.True(answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) || address == "/demo/door", $"{address}, {why}: {answer}");
                Assert.DoesNotContain("Something went wrong", answer, StringComparison.Ordinal);
            }
            Assert.Contains("This could not be read", await SendAsync("/v/forms", type, body, body.Length), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(site.Log, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_vote_without_script_that_comes_too_slowly_is_408_and_says_what_to_do()
    {
        await OpenDay.CreateAsync(site.Services, "slow-forms");
        var answers = await Task.WhenAll(new[] { "/v/slow-forms", "/r", "/preferences" }.Select(address => SendAsync(address, Form, "secret=", 1000)));
        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal));
        Assert.Contains("nothing was changed. Go back and try again", answers[0], StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_above_every_bound_is_413()
    {
        await OpenDay.CreateAsync(site.Services, "large-forms");
        Assert.StartsWith("HTTP/1.1 413", await SendAsync("/v/large-forms", Form, "a=b", 40_000_000), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_takes_no_form_says_so_and_does_not_take_the_blame()
    {
        var answer = await SendAsync("/demo/door", Form, "a=b", 3);
        Assert.DoesNotContain("Something went wrong", answer, StringComparison.Ordinal);
    }

    private async Task<string> SendAsync(string path, string type, string body, int length)
    {
        var address = site.Client().BaseAddress!;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var text = string.Create(CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n{body}");
        using var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
            await stream.CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed on what it did not read; what it said before stands.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
