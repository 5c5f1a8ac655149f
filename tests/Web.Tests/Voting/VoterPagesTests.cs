using System.Net;
using System.Security.Cryptography;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>The voter's page is one file a language for everybody, and the list of it and of what it loads is complete and says what is served.</summary>
public sealed class VoterPagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _client = site.Client();

    private IReadOnlyList<KeyValuePair<string, string>> Listed()
    {
        Assert.True(PageList.TryParse(site.Services.GetRequiredService<IVoterPages>().List, out var listed, out var problem), problem);
        return listed;
    }

    [Fact]
    public async Task Every_page_script_and_style_of_a_voter_is_listed_with_the_hash_of_what_is_served()
    {
        var loaded = new SortedSet<string>(StringComparer.Ordinal) { "js/fonts/han.css" }; // linked by the script where a page shows such a letter
        loaded.UnionWith(Web.Days.Pictures.Files); // shown by the script beside the stalls' titles
        foreach (var language in SiteLanguage.All)
        {
            var path = $"voter/{language.Tag}.html";
            var page = await new HtmlParser().ParseDocumentAsync(await _client.GetStringAsync("/" + path));
            loaded.Add(path);
            loaded.UnionWith(page.QuerySelectorAll("link[rel=stylesheet], link[rel=modulepreload]").Select(link => link.GetAttribute("href")![1..]));
            loaded.UnionWith(page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")![1..]));
        }

        Assert.Equal(loaded, Listed().Select(one => one.Key));
        foreach (var (path, hash) in Listed())
            Assert.Equal(hash, Hash(await _client.GetByteArrayAsync("/" + path)));
    }

    [Fact]
    public async Task The_address_on_the_cards_answers_everybody_with_a_listed_page_whatever_the_day_and_whoever_asks()
    {
        string[] days = [(await OpenDay.CreateAsync(site.Services, "listed")).Id, (await OpenDay.CreateAsync(site.Services, "another")).Id];
        foreach (var language in SiteLanguage.All)
        {
            var hash = Assert.Single(Listed(), one => string.Equals(one.Key, $"voter/{language.Tag}.html", StringComparison.Ordinal)).Value;
            foreach (var day in days)
            {
                foreach (var cookie in new[] { "", "print=large; theme=dark", $"language={language.Tag}" })
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"/v/{day}?from=elsewhere");
                    request.Headers.AcceptLanguage.ParseAdd(language.Tag);
                    if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
                    using var answer = await _client.SendAsync(request);
                    Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
                    Assert.Equal((day, cookie, hash), (day, cookie, Hash(await answer.Content.ReadAsByteArrayAsync())));
                }
            }
        }
    }

    [Fact]
    public async Task The_pages_speak_the_sites_languages_and_name_every_one()
    {
        foreach (var language in SiteLanguage.All)
        {
            var page = await new HtmlParser().ParseDocumentAsync(await _client.GetStringAsync($"/voter/{language.Tag}.html"));
            Assert.Equal((language.Tag, language.Direction), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
            Assert.Equal(
                SiteLanguage.All.Select(one => (one.Tag, one.Direction, one.Name)),
                page.QuerySelectorAll("button[name=language]").Select(button => (button.GetAttribute("value")!, button.GetAttribute("dir")!, button.TextContent)));
            Assert.Equal(language.Tag, page.QuerySelector("button[name=language][aria-pressed=true]")!.GetAttribute("value"));
        }
    }

    [Theory]
    [InlineData("cards")]
    [InlineData("ballots")]
    [InlineData("challenges")]
    public async Task A_copy_of_the_page_on_another_host_may_send_what_a_card_proves_and_nothing_with_a_cookie(string path)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"copied-{path}");
        using var asks = new HttpRequestMessage(HttpMethod.Options, $"/api/days/{day.Id}/{path}");
        asks.Headers.Add("Origin", "https://pinned.example");
        asks.Headers.Add("Access-Control-Request-Method", "POST");
        asks.Headers.Add("Access-Control-Request-Headers", "accept-language,content-type");
        using var may = await _client.SendAsync(asks);
        Assert.Equal(HttpStatusCode.NoContent, may.StatusCode);
        Assert.Equal("*", Assert.Single(may.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(may.Headers.Contains("Access-Control-Allow-Credentials"));

        using var sends = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{day.Id}/{path}") { Content = new StringContent("{}", null, "application/json") };
        sends.Headers.Add("Origin", "https://pinned.example");
        using var refused = await _client.SendAsync(sends);
        Assert.Equal("*", Assert.Single(refused.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
