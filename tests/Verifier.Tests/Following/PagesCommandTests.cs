using System.Net;
using System.Net.Sockets;
using System.Text;
using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Verifier.Tests.Following;

/// <summary>What a site serves to voters, held against a list.</summary>
public sealed class PagesCommandTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> Listed = new(StringComparer.Ordinal)
    {
        ["js/vote.js"] = Encoding.UTF8.GetBytes("vote()"), ["css/vote.css"] = Encoding.UTF8.GetBytes("b{}"),
    };

    private readonly Folder folder = new();
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, byte[]> served = new(Listed, StringComparer.Ordinal);
    private readonly string site;

    public PagesCommandTests()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            site = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        listener.Prefixes.Add(site);
        listener.Start();
        _ = ServeAsync();
    }

    public void Dispose()
    {
        listener.Close();
        folder.Dispose();
    }

    [Fact]
    public void What_is_served_as_listed_is_the_same()
    {
        (int exit, string output, string error) = Tools.Pbdd("pages", site, folder.Write("1.txt", PageList.Print(Listed)));
        Assert.True(exit == 0, output + error);
        Assert.Contains("2 of 2 files", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_byte_and_a_missing_file_are_named()
    {
        served["js/vote.js"] = Encoding.UTF8.GetBytes("vote() ");
        served.Remove("css/vote.css");
        (int exit, string output, _) = Tools.Pbdd("pages", site, folder.Write("1.txt", PageList.Print(Listed)));
        Assert.Equal(1, exit);
        Assert.Contains("OTHER js/vote.js", output, StringComparison.Ordinal);
        Assert.Contains("css/vote.css: the site does not serve it", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_on_the_cards_has_to_answer_with_the_listed_page_of_each_language()
    {
        var pages = new Dictionary<string, byte[]>(Listed, StringComparer.Ordinal) { ["voter/ar.html"] = "<ar>"u8.ToArray(), ["voter/en.html"] = "<en>"u8.ToArray() };
        foreach ((string path, byte[] content) in pages)
            served[path] = content;
        string list = folder.Write("1.txt", PageList.Print(pages)), printed = site + "v/troon-2026";
        (served["v/troon-2026 ar"], served["v/troon-2026 en"]) = (pages["voter/ar.html"], pages["voter/en.html"]);
        Assert.Equal(0, Tools.Pbdd("pages", printed, list).Exit);

        // The file is as listed, and whoever scans a card in Arabic gets another page.
        served["v/troon-2026 ar"] = "<script src=elsewhere></script>"u8.ToArray();
        Assert.Equal(0, Tools.Pbdd("pages", site, list).Exit);
        (int exit, string output, _) = Tools.Pbdd("pages", printed, list);
        Assert.Equal(1, exit);
        Assert.Contains($"OTHER {printed} in ar", output, StringComparison.Ordinal);
        Assert.Contains("3 of 4 files", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_list_and_what_is_no_site_is_bad_use()
    {
        Assert.Equal(2, Tools.Pbdd("pages", site, folder.Write("1.txt", "not a list\n")).Exit);
        Assert.Equal(2, Tools.Pbdd("pages", site, folder.Write("0.txt", "")).Exit);
        Assert.Equal(2, Tools.Pbdd("pages", "nowhere", folder.Write("2.txt", PageList.Print(Listed))).Exit);
        Assert.Equal(2, Tools.Pbdd("pages", site, folder["missing.txt"]).Exit);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext asked = await listener.GetContextAsync();
                string path = asked.Request.Url!.AbsolutePath[1..], language = asked.Request.Headers["Accept-Language"] ?? "";
                if (served.TryGetValue(language.Length == 0 ? path : $"{path} {language}", out byte[]? content))
                    await asked.Response.OutputStream.WriteAsync(content);
                else
                    asked.Response.StatusCode = 404;
                asked.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
