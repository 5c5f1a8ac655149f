using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>The list of what the voter's page loads is complete, and says what is served.</summary>
public sealed partial class VoterPagesTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task Every_script_and_style_of_the_voters_page_is_listed_with_the_hash_of_what_is_served()
    {
        await OpenDay.CreateAsync(site.Services, "listed");
        using var client = site.Client();
        var page = await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync("/v/listed"));
        var loaded = page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!)
            .Concat(page.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!)).Select(path => Fingerprint().Replace(path.Split('?')[0].TrimStart('/'), "."));

        Assert.True(PageList.TryParse(site.Services.GetRequiredService<IVoterPages>().List, out var listed, out var problem), problem);
        Assert.Equal(loaded.Order(StringComparer.Ordinal), listed.Select(one => one.Key));
        foreach (var (path, hash) in listed)
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await client.GetByteArrayAsync("/" + path))));
    }

    // A page names each file with a part of its hash; the file stands under its plain name too.
    [GeneratedRegex(@"\.[a-z0-9]{10}\.(?=css$|js$)")]
    private static partial Regex Fingerprint();
}
