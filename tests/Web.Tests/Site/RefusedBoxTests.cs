using System.Net.Http.Json;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>A ballot box that refuses to go on: people read a calm page, supervisors see it, organisers read why, and the log says it once.</summary>
public sealed class RefusedBoxTests : IClassFixture<HeldSite>
{
    private readonly HeldSite site;
    private readonly HttpClient client;

    public RefusedBoxTests(HeldSite site) => (this.site, client) = (site, site.Client());

    [Fact]
    public async Task People_meet_a_calm_page_and_the_log_says_once_what_to_do()
    {
        var day = await OpenDay.CreateAsync(site.Services, "refused");
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));
        var memory = Path.Combine(site.Services.GetRequiredService<IOptions<KeyOptions>>().Value.KeyFolder, day.Id, "main.signed");
        File.Move(memory, memory + ".away");
        // A failed write sends the box away; the next one to ask wakes it.
        site.Journal.FailNext();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsJsonAsync("/api/days/refused/ballots", day.Cast(0))).StatusCode);

        for (var tries = 0; tries < 3; tries++)
        {
            var cast = await client.PostAsJsonAsync("/api/days/refused/ballots", day.Cast(0));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, cast.StatusCode);
            Assert.Contains("/problems/try-again", await cast.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            var page = await client.GetAsync("/v/refused");
            Assert.DoesNotContain("main.signed", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal("Degraded", await client.GetStringAsync("/health/ready"));
        var loud = site.Log.Where(line => line.StartsWith("Critical", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal))
            .Where(line => line.Contains("main.signed", StringComparison.Ordinal)).ToList();
        Assert.Contains("does not start", Assert.Single(loud), StringComparison.Ordinal);

        var organiser = await ConsoleBrowser.SignedInAsync(site);
        await organiser.OpenAsync("/console/days/refused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, organiser.Status);
        Assert.Contains("The ballot box does not start", organiser.Text, StringComparison.Ordinal);
        Assert.Contains("refused/main.signed in the key folder is missing", organiser.Text, StringComparison.Ordinal);
    }
}
