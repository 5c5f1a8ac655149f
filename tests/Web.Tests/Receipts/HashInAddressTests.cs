using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Ledger;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Receipts;

/// <summary>A receipt's hash in an address, as each kind of client sends it.</summary>
public sealed class HashInAddressTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _client = site.Client();

    public static TheoryData<string, bool> Texts => new()
    {
        { Convert.ToBase64String(Slashes), true }, { Convert.ToBase64String(Slashes).Replace("/", "%2F", StringComparison.Ordinal), true }, { Convert.ToBase64String(Slashes).Replace("/", "%2f", StringComparison.Ordinal), true },
        { Base64Url.EncodeToString(Slashes), true }, { Base64Url.EncodeToString(Slashes) + "=", true },
        { "", false }, { "A", false }, { new string('A', 42), false }, { new string('A', 44), false }, { new string('!', 43), false },
        { new string('A', 42) + "B", false }, { Convert.ToBase64String(Slashes) + "/", false },
    };

    private static byte[] Slashes => [.. Enumerable.Repeat((byte)0xff, Digest.Size)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_way_to_write_a_hash_is_read_and_nothing_else(string text, bool isOne)
    {
        Assert.Equal(isOne, Base64InAddress.TryRead(text, out var hash));
        if (isOne) Assert.Equal(Slashes, hash.ToBytes());
    }

    [Fact]
    public async Task Every_receipt_is_found_under_every_way_to_write_its_hash()
    {
        var day = await OpenDay.CreateAsync(site.Services, "slashes", cards: 30);
        var withSlash = 0;
        for (var card = 0; card < 29; card++)
        {
            var cast = await (await _client.PostAsJsonAsync("/api/days/slashes/ballots", day.Cast(card))).Content.ReadFromJsonAsync<JsonElement>();
            var hash = cast.GetProperty("leafHash").GetString()!;
            if (hash.Contains('/', StringComparison.Ordinal)) withSlash++;
            foreach (var written in new[] { hash, Uri.EscapeDataString(hash), hash.Replace('+', '-').Replace('/', '_').TrimEnd('=') })
            {
                var proof = await _client.GetFromJsonAsync<JsonElement>($"/api/days/slashes/receipts/{written}");
                Assert.NotEqual("not-in-log", proof.GetProperty("state").GetString());
                Assert.Equal(cast.GetProperty("index").GetInt64(), proof.GetProperty("index").GetInt64());
            }
        }
        Assert.InRange(withSlash, 1, 29);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("%2F")]
    [InlineData("AAAA")]
    public async Task What_is_no_hash_is_told_so_and_is_no_forged_receipt(string junk)
    {
        if ((await _client.GetAsync("/api/days/junk")).StatusCode == HttpStatusCode.NotFound) await OpenDay.CreateAsync(site.Services, "junk");
        using var answer = await _client.GetAsync($"/api/days/junk/receipts/{junk}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("/problems/not-a-hash", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Tiles_are_found_with_their_slashes_encoded_too()
    {
        await OpenDay.CreateAsync(site.Services, "tiles");
        using var answer = await _client.GetAsync("/api/days/tiles/logs/main/tile/entries%2F000.p%2F1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
