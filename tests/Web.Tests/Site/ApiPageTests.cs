using System.Text.RegularExpressions;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

public sealed class ApiPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task The_page_of_the_API_loads_scripts_of_this_site_alone_under_a_nonce_of_its_own()
    {
        var (first, page) = await OpenAsync();
        var (second, _) = await OpenAsync();
        Assert.NotEqual(first, second);
        Assert.Contains("default-src 'none'", first, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", first, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", first, StringComparison.Ordinal);
        Assert.DoesNotContain("http", first, StringComparison.Ordinal);
        var nonce = Regex.Match(first, "script-src 'self' 'nonce-([^']+)';").Groups[1].Value;
        Assert.True(nonce.Length >= 16, first);

        var scripts = Regex.Matches(page, "<script[^>]*>").Select(match => match.Value).ToList();
        Assert.True(scripts.Count >= 2);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script, StringComparison.Ordinal));
        foreach (var source in scripts.Select(script => Regex.Match(script, "src=\"([^\"]+)\"").Groups[1].Value).Where(source => source.Length > 0))
        {
            Assert.DoesNotContain("//", source, StringComparison.Ordinal);
            var script = await client.GetAsync(new Uri(new Uri(client.BaseAddress!, "/openapi/"), source));
            Assert.True(script.IsSuccessStatusCode, source);
            Assert.Equal("javascript", script.Content.Headers.ContentType!.MediaType!.Split('/')[1]);
        }
    }

    private async Task<(string Policy, string Page)> OpenAsync()
    {
        var answer = await client.GetAsync("/openapi/");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), await answer.Content.ReadAsStringAsync());
    }
}
