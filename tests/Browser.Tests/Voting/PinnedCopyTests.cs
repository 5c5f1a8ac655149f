using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PbDecisionDay.Browser.Tests.Browsers;
using PbDecisionDay.Browser.Tests.Days;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Web.Tests.Days;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Voting;

/// <summary>The listed files on another host, as docs/pinned-copy.md says: a resident votes with them, and the service's own page is never loaded.</summary>
public sealed class PinnedCopyTests(Chromium chromium, ListeningSite site) : IClassFixture<ListeningSite>
{
    [Fact]
    public async Task A_kept_copy_on_another_host_casts_replaces_language_and_has_a_vote_opened()
    {
        var day = await OpenDay.CreateAsync(site.Services, "pinned");
        using var copy = await Copy.TakeAsync(site, "pinned");
        await using var phone = await chromium.PhoneAsync();
        var asked = new ConcurrentQueue<string>();
        phone.Request += (_, request) => asked.Enqueue(request.Url);
        var voter = new Voter(await phone.NewPageAsync());
        var complaints = new ConcurrentQueue<string>();
        voter.Page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Enqueue(message.Text);
        };

        await voter.Page.GotoAsync($"{copy.Address}voter/en.html#{day.Cards[0].Symbols}");
        await Expect(voter.Page.GetByText("This is a kept copy of the voting page.")).ToContainTextAsync(site.Address());
        Assert.DoesNotContain(day.Cards[0].Symbols, voter.Page.Url, StringComparison.Ordinal);
        await Voter.SpeakAsync(voter.Page, "العربية");
        await Expect(voter.Page.Locator("html[dir=rtl] #ballot .choices").First).ToBeVisibleAsync();
        await Voter.SpeakAsync(voter.Page, "English");
        await voter.CastAsync("Quiet swims");
        Assert.Contains("pbdd/1 receipt", await voter.ReceiptAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Ballots);

        await voter.Page.Locator(".challenge-offer button").ClickAsync();
        await voter.ButtonAsync("Open my vote and check it");
        await Expect(voter.Page.Locator("#same")).ToBeVisibleAsync();
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Challenges);

        var ofService = asked.Where(url => url.StartsWith(site.Address(), StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofService);
        Assert.All(ofService, url => Assert.StartsWith("/api/days/pinned", new Uri(url).AbsolutePath, StringComparison.Ordinal));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_copy_that_was_not_told_where_to_vote_sends_nothing_whatever_its_address_says()
    {
        var day = await OpenDay.CreateAsync(site.Services, "pinned-nowhere");
        using var copy = await Copy.TakeAsync(site, "");
        await using var phone = await chromium.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"{copy.Address}voter/en.html?service={site.Address()}&day={day.Id}#{day.Cards[0].Symbols}");
        await Expect(page.GetByText("This page does not know which day you vote on.")).ToBeVisibleAsync();
        Assert.DoesNotContain(day.Cards[0].Symbols, page.Url, StringComparison.Ordinal);
    }

    /// <summary>A plain web server with the files of a list and, where a day is given, the file that says where to vote.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
        private readonly HttpListener listener = new();
        private readonly string service;

        private Copy(string service)
        {
            this.service = service;
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }
            listener.Prefixes.Add(Address);
            listener.Start();
        }

        public string Address { get; }

        public static async Task<Copy> TakeAsync(ListeningSite site, string day)
        {
            var copy = new Copy(site.Address());
            using var client = site.Client();
            Assert.True(PageList.TryParse(site.Services.GetRequiredService<IVoterPages>().List, out var listed, out _));
            // Fonts and the mark run nothing, so they are on no list; a copy brings them too.
            var folders = site.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
            var looks = new[] { "fonts/", "js/fonts/", "pictures/" }.SelectMany(folder => folders.GetDirectoryContents(folder).Select(file => folder + file.Name))
                .Where(path => Path.GetExtension(path) == ".woff2" || Path.GetFileName(path) == "mark.svg");
            foreach (var path in listed.Select(one => one.Key).Concat(looks))
                copy.files[path] = await client.GetByteArrayAsync("/" + path);
            if (day.Length > 0) copy.files["pinned.txt"] = System.Text.Encoding.ASCII.GetBytes($"{site.Address()}/v/{day}\n");
            _ = copy.ServeAsync();
            return copy;
        }

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var asked = await listener.GetContextAsync();
                    asked.Response.Headers["Content-Security-Policy"] =
                        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self' {service}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
                    var path = asked.Request.Url!.AbsolutePath[1..];
                    asked.Response.ContentType = Path.GetExtension(path) switch
                    {
                        ".html" => "text/html; charset=utf-8", ".js" => "text/javascript", ".css" => "text/css", ".svg" => "image/svg+xml", ".woff2" => "font/woff2", _ => "text/plain",
                    };
                    if (files.TryGetValue(path, out var content)) await asked.Response.OutputStream.WriteAsync(content);
                    else asked.Response.StatusCode = 404;
                    asked.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
