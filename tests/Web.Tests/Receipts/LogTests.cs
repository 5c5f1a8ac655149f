using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Receipts;

public sealed class LogTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    private async Task<(OpenDay Day, Receipt Receipt)> VotedAsync()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}");
        var answer = await client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", day.Cast(0));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(Receipt.TryParse(body.GetProperty("receipt").GetString(), out var receipt));
        return (day, receipt!);
    }

    [Fact]
    public async Task A_receipt_waits_for_the_next_checkpoint_and_is_then_proved_under_it()
    {
        var (day, receipt) = await VotedAsync();
        var url = $"/api/days/{day.Id}/receipts/{receipt.LeafHash.ToString().TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        var waiting = await client.GetFromJsonAsync<JsonElement>(url);
        Assert.Equal("awaits-checkpoint", waiting.GetProperty("state").GetString());

        await day.StepAsync(DayPhase.Closed);
        var proof = await client.GetFromJsonAsync<JsonElement>(url);
        Assert.Equal("covered", proof.GetProperty("state").GetString());
        Assert.True(LogPublicKey.TryParseVerifierKey((await day.Box.GetStatusAsync(default)).LogKey, out _, out var key));
        Assert.True(Checkpoint.TryOpen(proof.GetProperty("checkpoint").GetString(), key!, out var checkpoint));
        var hashes = proof.GetProperty("proof").EnumerateArray().Select(hash => Digest.TryParse(hash.GetString(), out var read) ? read : default).ToList();
        Assert.True(MerkleTree.VerifyInclusion(receipt.LeafHash, receipt.Index, checkpoint!.Size, hashes, checkpoint.Root));
    }

    [Fact]
    public async Task A_leaf_that_is_not_in_the_log_is_said_to_be_missing()
    {
        var (day, _) = await VotedAsync();
        var leaf = Convert.ToBase64String(new byte[32]).TrimEnd('=');
        var proof = await client.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}/receipts/{leaf}");
        Assert.Equal("not-in-log", proof.GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_log_can_be_read_by_anyone_as_tiles_that_never_change()
    {
        var (day, _) = await VotedAsync();
        var checkpoint = await client.GetAsync($"/api/days/{day.Id}/logs/main/checkpoint");
        Assert.Equal("text/plain", checkpoint.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(5), checkpoint.Headers.CacheControl?.MaxAge);
        var size = long.Parse((await checkpoint.Content.ReadAsStringAsync()).Split('\n')[1], System.Globalization.CultureInfo.InvariantCulture);

        var tile = await client.GetAsync($"/api/days/{day.Id}/logs/main/tile/entries/000.p/{size}");
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
        Assert.Contains("immutable", tile.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("*", Assert.Single(tile.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.True(TileContents.TryReadEntries(await tile.Content.ReadAsByteArrayAsync(), out var entries));
        Assert.Equal(size, entries.Count);

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/days/{day.Id}/logs/main/tile/entries/777")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/days/{day.Id}/logs/nowhere/checkpoint")).StatusCode);
    }

    [Fact]
    public async Task The_checkpoint_has_a_tag_to_ask_again_with_and_every_file_answers_HEAD()
    {
        var (day, _) = await VotedAsync();
        var log = $"/api/days/{day.Id}/logs/main";
        var checkpoint = await client.GetAsync($"{log}/checkpoint");
        Assert.Equal("text/plain; charset=utf-8", checkpoint.Content.Headers.ContentType?.ToString());
        Assert.False(checkpoint.Headers.ETag!.IsWeak);
        Assert.Contains("ETag", checkpoint.Headers.GetValues("Access-Control-Expose-Headers"));

        var again = await AskAsync(HttpMethod.Get, $"{log}/checkpoint", checkpoint.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("", await again.Content.ReadAsStringAsync());
        await day.StepAsync(DayPhase.Closed);
        var next = await AskAsync(HttpMethod.Get, $"{log}/checkpoint", checkpoint.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(checkpoint.Headers.ETag, next.Headers.ETag);

        var size = (await next.Content.ReadAsStringAsync()).Split('\n')[1];
        foreach (var path in new[] { "checkpoint", $"tile/0/000.p/{size}", $"tile/entries/000.p/{size}" })
        {
            var (head, get) = (await AskAsync(HttpMethod.Head, $"{log}/{path}"), await client.GetAsync($"{log}/{path}"));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (head.StatusCode, get.StatusCode));
            Assert.Equal((get.Content.Headers.ContentLength, get.Content.Headers.ContentType), (head.Content.Headers.ContentLength, head.Content.Headers.ContentType));
            Assert.Equal((get.Headers.CacheControl, get.Headers.ETag), (head.Headers.CacheControl, head.Headers.ETag));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task A_tile_that_is_not_there_yet_is_not_kept_as_missing()
    {
        var (day, receipt) = await VotedAsync();
        var missing = await client.GetAsync($"/api/days/{day.Id}/logs/main/tile/entries/000.p/{receipt.Index + 1}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.True(missing.Headers.CacheControl!.NoStore);
        Assert.Equal("*", Assert.Single(missing.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_browser_without_script_has_its_receipt_checked()
    {
        var (day, receipt) = await VotedAsync();
        Assert.Contains("waits for the log’s next signature", await CheckAsync(receipt.Print()), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Closed);
        Assert.Contains("Everything is right", await CheckAsync(receipt.Print().Replace("\n", "\r\n", StringComparison.Ordinal)), StringComparison.Ordinal);

        // The page hands out receipt and checkpoint as one text; that text is a receipt again.
        var page = await CheckAsync(receipt.Print());
        var kept = WebUtility.HtmlDecode(page[(page.IndexOf("<pre class=\"receipt-text\">", StringComparison.Ordinal) + 26)..page.IndexOf("</pre>", StringComparison.Ordinal)]);
        Assert.StartsWith(receipt.Print() + "\n" + day.Origin, kept, StringComparison.Ordinal);
        Assert.Contains("Everything is right", await CheckAsync(kept), StringComparison.Ordinal);

        var forged = new Receipt(receipt.Origin, receipt.Index + 1, receipt.LeafHash, receipt.Signature).Print();
        Assert.Contains("This receipt is not right.", await CheckAsync(forged), StringComparison.Ordinal);
        Assert.Contains("This is not a receipt", await CheckAsync("hello"), StringComparison.Ordinal);
        Assert.Contains("not on this site", await CheckAsync(new Receipt("elsewhere.example/day", 1, receipt.LeafHash, receipt.Signature).Print()), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string url, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request);
    }

    private async Task<string> CheckAsync(string pasted)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Pasted", pasted)]);
        // Its outcome alone: the words for the script hold every sentence there is.
        return (await (await client.PostAsync("/r", form)).Content.ReadAsStringAsync()).Split("<div id=\"outcome\"")[1].Split("<form")[0];
    }
}
