using System.IO.Compression;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

public sealed class CompressionTests(CompressionTests.SiteBehindProxy site) : IClassFixture<CompressionTests.SiteBehindProxy>
{
    private readonly HttpClient client = site.Client();

    [Theory]
    [InlineData("/about", "br")]
    [InlineData("/about", "gzip")]
    [InlineData("/openapi/v1.json", "br")]
    [InlineData("/openapi/v1.json", "gzip")]
    [InlineData("/js/vote.js", "br")]
    [InlineData("/js/vote.js", "gzip")]
    [InlineData("/css/base.css", "br")]
    [InlineData("/css/base.css", "gzip")]
    [InlineData("/css/console-cards.css", "br")]
    public async Task Text_goes_out_smaller_and_is_the_same_text(string path, string encoding)
    {
        var plain = await AskAsync(path, "identity");
        var raw = await plain.Content.ReadAsByteArrayAsync();
        Assert.Empty(plain.Content.Headers.ContentEncoding);

        var packed = await AskAsync(path, encoding);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", string.Join(',', packed.Headers.Vary), StringComparison.OrdinalIgnoreCase);
        Assert.True(bytes.Length < raw.Length * 0.7, $"{bytes.Length} of {raw.Length} bytes");
        Assert.Equal(raw, Unpacked(bytes, encoding));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_compressed_answer_shares_no_strong_entity_tag_with_the_plain_one_and_is_asked_for_again_by_it(string encoding)
    {
        var plain = await AskAsync("/js/vote.js", "identity");
        var packed = await AskAsync("/js/vote.js", encoding);
        Assert.NotNull(plain.Headers.ETag);
        Assert.NotNull(packed.Headers.ETag);
        Assert.True(packed.Headers.ETag.IsWeak || packed.Headers.ETag.Tag != plain.Headers.ETag.Tag);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/js/vote.js");
        again.Headers.AcceptEncoding.ParseAdd(encoding);
        again.Headers.IfNoneMatch.Add(packed.Headers.ETag);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_checkpoint_is_compressed_under_a_weak_tag_that_still_answers_not_modified()
    {
        await OpenDay.CreateAsync(site.Services, "packed");
        const string path = "/api/days/packed/logs/main/checkpoint";
        var plain = await AskAsync(path, "identity");
        Assert.False(plain.Headers.ETag!.IsWeak);
        var packed = await AskAsync(path, "gzip");
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.True(packed.Headers.ETag!.IsWeak);
        Assert.Equal(plain.Headers.ETag.Tag, packed.Headers.ETag.Tag);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.AcceptEncoding.ParseAdd("gzip");
        again.Headers.IfNoneMatch.Add(packed.Headers.ETag);
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("/about", true)]
    [InlineData("/v/guarded", true)]
    [InlineData("/v/guarded?plain", true)]
    [InlineData("/api/days/guarded", true)]
    [InlineData("/js/vote.js", true)]
    [InlineData("/console/sign-in", false)]
    public async Task Over_https_a_page_with_a_token_stays_plain_and_a_page_without_secrets_does_not(string path, bool packed)
    {
        if (!(await client.GetAsync("/api/days/guarded")).IsSuccessStatusCode) await OpenDay.CreateAsync(site.Services, "guarded");
        var answer = await AskAsync(path, "br", https: true);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.Equal(packed, answer.Content.Headers.ContentEncoding.Count > 0);
        if (!packed) Assert.Contains("__RequestVerificationToken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_page_with_a_token_is_compressed_where_nothing_hides_its_bytes_anyway() =>
        Assert.Equal(["br"], (await AskAsync("/console/sign-in", "br")).Content.Headers.ContentEncoding);

    private async Task<HttpResponseMessage> AskAsync(string path, string encoding, bool https = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        if (https) request.Headers.Add("X-Forwarded-Proto", "https");
        return await client.SendAsync(request);
    }

    private static byte[] Unpacked(byte[] bytes, string encoding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>A site that believes a proxy on this machine, so that a test can come over HTTPS.</summary>
    public sealed class SiteBehindProxy : RunningSite
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureAppConfiguration(settings => settings.AddInMemoryCollection(
                new Dictionary<string, string?> { ["Network:Proxies:0"] = "127.0.0.1", ["Network:Proxies:1"] = "::1" }));
        }
    }
}
