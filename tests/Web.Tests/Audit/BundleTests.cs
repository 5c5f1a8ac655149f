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

    [Theory]
    [InlineData("bytes=0-99", 206, 0, 100)]
    [InlineData("bytes=100-", 206, 100, -1)]
    [InlineData("bytes=-50", 206, -50, 50)]
    [InlineData("bytes=0-99999999999", 200, 0, -1)]
    [InlineData("bytes=0-0,5-6", 200, 0, -1)]
    [InlineData("lines=0-1", 200, 0, -1)]
    [InlineData("bytes=99999999999-", 416, 0, 0)]
    public async Task A_part_is_sent_to_whoever_asks_for_one(string range, int status, int from, int length)
    {
        var open = $"{day}-{Guid.NewGuid():N}"[..20];
        await OpenDay.CreateAsync(site.Services, open);
        var address = $"/api/days/{open}/bundle/public.zip";
        var whole = await (await client.GetAsync(address)).Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Range", range);

        var answer = await client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 416) return;
        var first = from < 0 ? whole.Length + from : from;
        var expected = whole[first..(length < 0 ? whole.Length : first + length)];
        Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync());
        if (status == 206)
            Assert.Equal((first, first + expected.Length - 1L, whole.Length),
                (answer.Content.Headers.ContentRange!.From, answer.Content.Headers.ContentRange.To, answer.Content.Headers.ContentRange.Length));
    }

    [Fact]
    public async Task A_part_of_what_has_changed_is_the_whole()
    {
        var open = $"{day}-changed";
        await OpenDay.CreateAsync(site.Services, open);
        var address = $"/api/days/{open}/bundle/public.zip";
        var tag = (await client.GetAsync(address)).Headers.ETag!;
        foreach (var (since, status) in new[] { (tag, HttpStatusCode.PartialContent), (new EntityTagHeaderValue("\"another\""), HttpStatusCode.OK) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(10, 20);
            request.Headers.IfRange = new RangeConditionHeaderValue(since);
            Assert.Equal(status, (await client.SendAsync(request)).StatusCode);
        }
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
