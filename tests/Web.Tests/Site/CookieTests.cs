using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Days;
using PbDecisionDay.Web.Tests.Stations;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Cookies behind a proxy that speaks HTTPS. The page "About" tells people that there are none but for language, text size and colours.
/// </summary>
public sealed class CookieTests(CookieTests.SiteBehindProxy site) : IClassFixture<CookieTests.SiteBehindProxy>
{
    // What organisers go through before they have signed in: their form carries a token against forgery, which needs a cookie.
    private static readonly string[] Entrances = ["/console/sign-in", "/console/set-up", "/console/recover"];

    [Fact]
    public async Task No_page_that_anyone_may_read_sets_a_cookie()
    {
        var day = await OpenDay.CreateAsync(site.Services, "cookies");
        await day.EveryoneVotesAsync();
        var pages = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + string.Join('/', endpoint.RoutePattern.RawText!.Trim('/').Split('/').Select(part =>
                part.StartsWith("{day", StringComparison.Ordinal) ? "cookies"
                : part == "{code}" ? ShortNumber.Of(Digest.Sha256("a test card"u8)).ToString() : part.StartsWith('{') ? "1" : part)))
            .Distinct(StringComparer.Ordinal).Except(Entrances, StringComparer.Ordinal).ToList();
        Assert.InRange(pages.Count, 12, int.MaxValue);
        var read = 0;
        foreach (var address in pages.Concat(["/", "/api/days", "/api/days/cookies", "/openapi", "/problems", "/v/cookies", "/screen/cookies", "/css/site.css"]))
        {
            using var answer = await Over("https").GetAsync(address);
            Assert.False(answer.Headers.Contains("Set-Cookie"), $"{address} sets {string.Join("; ", Cookies(answer))}");
            if (answer.IsSuccessStatusCode) read++;
        }
        Assert.InRange(read, 12, int.MaxValue);
    }

    [Fact]
    public async Task A_vote_without_script_and_a_receipt_that_is_looked_up_set_no_cookie()
    {
        await DayAsync("posted");
        foreach (var (address, field) in new[] { ("/v/posted", "Code"), ("/r", "Pasted") })
        {
            using var answer = await Over("https").PostAsync(address, new FormUrlEncodedContent([new(field, "nothing of use")]));
            Assert.Equal((address, "text/html"), (address, answer.Content.Headers.ContentType?.MediaType));
            Assert.False(answer.Headers.Contains("Set-Cookie"), $"{address} sets {string.Join("; ", Cookies(answer))}");
        }
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Every_cookie_is_Secure_where_the_proxy_was_asked_over_https(string scheme, bool secure)
    {
        var set = new List<string>();
        set.AddRange(Cookies(await Over(scheme).GetAsync("/console/sign-in")));
        set.AddRange(Cookies(await Over(scheme).PostAsync(
            "/preferences", new FormUrlEncodedContent([new("language", "gd"), new("print", "large"), new("theme", "dark")]))));
        var day = await DayAsync($"cookies-{scheme}");
        var code = (await PairedStation.OfferAsync(site, day.Id)).Code;
        set.AddRange(Cookies(await Over(scheme).PostAsJsonAsync("/api/stations/pair", new { code, day = day.Id })));

        foreach (var name in new[] { ".AspNetCore.Antiforgery", "language", "print", "theme", "pbdd-station" })
            Assert.Contains(set, cookie => cookie.StartsWith(name, StringComparison.Ordinal));
        Assert.All(set, cookie => Assert.Equal((cookie, secure), (cookie, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase))));
        // The voter's static page reads how its reader wants it; no other cookie is a script's business.
        Assert.All(set, cookie => Assert.Equal(
            (cookie, cookie.Split('=')[0] is not ("language" or "print" or "theme")),
            (cookie, cookie.Contains("; httponly", StringComparison.OrdinalIgnoreCase))));
        Assert.All(set, cookie => Assert.Contains("; samesite=", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/days")]
    [InlineData("/nothing")]
    [InlineData("/css/site.css")]
    public async Task Browsers_are_told_to_stay_with_https_where_they_came_by_it(string address)
    {
        using var secure = await Over("https").GetAsync(address);
        Assert.Equal("max-age=31536000", Assert.Single(secure.Headers.GetValues("Strict-Transport-Security")));
        using var plain = await Over("http").GetAsync(address);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    private async Task<OpenDay> DayAsync(string day) => await OpenDay.CreateAsync(site.Services, day);

    private HttpClient Over(string scheme)
    {
        site.Client().Dispose();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        return client;
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    /// <summary>A site that believes a proxy on its own machine, as <c>deploy/README.md</c> sets it up.</summary>
    public sealed class SiteBehindProxy : RunningSite
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(
                new Dictionary<string, string?> { ["Network:Proxies:0"] = "127.0.0.1" }));
        }
    }
}
