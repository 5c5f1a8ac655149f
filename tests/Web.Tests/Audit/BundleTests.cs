using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

public sealed class BundleTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private readonly string day = $"bundle-{Guid.NewGuid():n}"[..24];

    private string Address => $"/api/days/{day}/bundle/public.zip";

    [Fact]
    public async Task Anyone_may_fetch_the_public_bundle_from_the_opening_on()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Address)).StatusCode);
        await OpenDay.CreateAsync(site.Services, day, upTo: DayPhase.Published);
        var early = await client.GetAsync(Address);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal("application/problem+json", early.Content.Headers.ContentType!.MediaType);
        await OpenDay.CreateAsync(site.Services, day + "x");

        var answer = await client.GetAsync($"/api/days/{day}x/bundle/public.zip");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(("application/zip", $"{day}x-public.zip"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", answer.Headers.ETag!.ToString());
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.True(Bundle.TryOpen(new MemoryStream(bytes), long.MaxValue, out var bundle, out var problem), problem);
        Assert.Contains("log/checkpoint", bundle!.Names);
        Assert.DoesNotContain("result.json", bundle.Names);
    }

    [Fact]
    public async Task A_bundle_that_is_known_is_not_sent_again_until_there_is_more()
    {
        var open = await OpenDay.CreateAsync(site.Services, day);
        var first = await client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(first.Headers.ETag!)).StatusCode);
        Assert.Empty(await (await AskAsync(first.Headers.ETag!)).Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(new EntityTagHeaderValue("\"another\""))).StatusCode);
        await open.StepAsync(DayPhase.Closed);
        var later = await AskAsync(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.NotEqual(first.Headers.ETag, later.Headers.ETag);
    }

    [Fact]
    public async Task The_head_alone_says_how_long_it_is_and_which()
    {
        await OpenDay.CreateAsync(site.Services, day);
        using var request = new HttpRequestMessage(HttpMethod.Head, Address);

        var head = await client.SendAsync(request);
        var whole = await client.GetAsync(Address);

        Assert.Equal((whole.Headers.ETag, whole.Content.Headers.ContentLength), (head.Headers.ETag, head.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task The_result_is_in_it_once_it_is_declared()
    {
        var open = await OpenDay.CreateAsync(site.Services, day);
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await open.StepAsync(phase);

        Assert.True(Bundle.TryOpen(new MemoryStream(await client.GetByteArrayAsync(Address)), long.MaxValue, out var bundle, out _));
        var result = JsonDocument.Parse(bundle!.Read("result.json"));

        Assert.Equal("pbdd/1 result", result.RootElement.GetProperty("format").GetString());
    }

    private async Task<HttpResponseMessage> AskAsync(EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request);
    }
}
