using System.Net;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Under which names the service answers, and to whom it shows figures.</summary>
public sealed class KnownHostsTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("[fe80::1]", true)]
    [InlineData("Hall", true)]
    [InlineData("hall.local", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("", false)]
    public void Without_a_named_site_only_this_machine_s_names_and_bare_addresses_are_known(string host, bool known) =>
        Assert.Equal(known, KnownHosts.IsKnown(host, null, "hall"));

    [Theory]
    [InlineData("pb.south.example", true)]
    [InlineData("PB.South.Example", true)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.168.1.20", false)]
    [InlineData("hall", false)]
    [InlineData("evil.example", false)]
    [InlineData("pb.south.example.evil.example", false)]
    public void With_a_named_site_its_name_is_known_and_the_machine_itself(string host, bool known) =>
        Assert.Equal(known, KnownHosts.IsKnown(host, SiteOptions.Read("https://pb.south.example"), "hall"));

    [Theory]
    [InlineData("https://pb.south.example", true)]
    [InlineData("https://pb.south.example/", true)]
    [InlineData("http://192.168.1.20:5080", true)]
    [InlineData("https://pb.south.example/pb", false)]
    [InlineData("https://me@pb.south.example", false)]
    [InlineData("pb.south.example", false)]
    [InlineData("ftp://pb.south.example", false)]
    [InlineData("", false)]
    public void An_address_that_could_stand_on_a_card_has_no_path(string address, bool readable) =>
        Assert.Equal(readable, SiteOptions.Read(address) is not null);

    [Theory]
    [InlineData("/")]
    [InlineData("/api/days")]
    [InlineData("/health/ready")]
    [InlineData("/nothing/here")]
    public async Task A_forged_name_is_refused_and_never_repeated(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };

        using var answer = await site.Client().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("evil", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_are_shown_to_this_machine_and_to_nobody_through_a_proxy()
    {
        using var direct = await site.Client().GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, direct.StatusCode);
        foreach (var (name, value) in new[]
        {
            ("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"), ("Via", "1.1 proxy"), ("X-Real-IP", "203.0.113.9"),
        })
        {
            using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            proxied.Headers.TryAddWithoutValidation(name, value);
            using var through = await site.Client().SendAsync(proxied, TestContext.Current.CancellationToken);
            Assert.True(through.StatusCode == HttpStatusCode.NotFound, $"{name}: {through.StatusCode}");
        }
    }

    [Fact]
    public async Task In_the_clear_no_browser_is_told_to_insist_on_https()
    {
        using var answer = await site.Client().GetAsync("/", TestContext.Current.CancellationToken);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }
}

/// <summary>The same under the name that residents open.</summary>
public sealed class FiguresByNameTests(NamedSite site) : IClassFixture<NamedSite>
{
    [Fact]
    public async Task A_proxy_on_this_machine_that_names_the_site_and_nothing_else_finds_no_figures()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Host = NamedSite.Address["https://".Length..] } };
        using var answer = await site.Client().SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.Client().GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode);
    }
}
