using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Receipts;

/// <summary>A day with more logs than one: everybody is told their keys, and a receipt is checked by the key of its own.</summary>
public sealed class OtherLogReceiptTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _client = site.Client();

    [Fact]
    public async Task The_days_description_and_its_pages_show_the_key_of_each_log()
    {
        var day = await OpenDay.CreateAsync(site.Services, "several-keys");
        Assert.Empty(await LogsAsync(day));
        await day.AnnounceAsync("cafe");
        await day.AnnounceAsync("bakery");

        var logs = await LogsAsync(day);
        Assert.Equal(["cafe", "bakery"], logs.Select(log => log.GetProperty("log").GetString()));
        var pages = await Task.WhenAll(PageAsync($"/days/{day.Id}"), PageAsync($"/days/{day.Id}/audit"));
        foreach (var log in logs)
        {
            var (name, key) = (log.GetProperty("log").GetString()!, log.GetProperty("logKey").GetString()!);
            Assert.Equal($"{day.Origin}/{name}", log.GetProperty("origin").GetString());
            Assert.Equal((await day.BoxOf(name).GetStatusAsync(default)).LogKey, key);
            Assert.StartsWith($"{day.Origin}/{name}+", key, StringComparison.Ordinal);
            Assert.All(pages, page => Assert.Contains($">{key}<", page, StringComparison.Ordinal));
            Assert.Contains($"/api/days/{day.Id}/logs/{name} --key {key}", pages[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pbdd_follows_another_log_by_the_key_that_the_days_page_shows()
    {
        var day = await OpenDay.CreateAsync(site.Services, "several-followed");
        await day.VoteElsewhereAsync("cafe");
        await day.StepAsync(DayPhase.Closed);
        using var folder = new TemporaryFolder();

        var (code, said) = Run(folder, "follow", $"{site.ClientOptions.BaseAddress}api/days/{day.Id}/logs/cafe", "--times", "1");

        Assert.True(code == 0, said);
        Assert.Contains("in the entry of the main log that announces cafe", said, StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder.File($"pbdd-{day.Id}-cafe")));
    }

    [Fact]
    public async Task Without_script_a_receipt_of_another_log_counts_as_text_and_as_a_link()
    {
        var day = await OpenDay.CreateAsync(site.Services, "several-links");
        await day.AnnounceAsync("bakery");
        var receipt = await day.VoteElsewhereAsync("cafe");
        await day.StepAsync(DayPhase.Closed);

        foreach (var address in new[] { $"/r/{day.Id}", "/r" })
            foreach (var given in new[] { receipt, Link(day, receipt) })
                Assert.StartsWith("This ballot counts.", await CheckedAsync(address, given), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_a_link_that_no_log_signed_does_not_check_out()
    {
        var day = await OpenDay.CreateAsync(site.Services, "several-forged");
        var receipt = await day.VoteElsewhereAsync("cafe");

        var said = await CheckedAsync($"/r/{day.Id}", Link(day, receipt).Replace("#", "#1", StringComparison.Ordinal));

        Assert.StartsWith("This receipt is not right.", said, StringComparison.Ordinal);
    }

    private static (int Code, string Said) Run(TemporaryFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), .. arguments])
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Link(OpenDay day, string text)
    {
        Assert.True(Receipt.TryParse(text, out var receipt));
        return $"http://localhost:5301/r/{day.Id}#{receipt!.Index}.{Base64Url.EncodeToString(receipt.LeafHash.ToBytes())}.{Base64Url.EncodeToString(receipt.Signature)}";
    }

    private async Task<JsonElement[]> LogsAsync(OpenDay day) =>
        [.. (await _client.GetFromJsonAsync<JsonElement>($"/api/days/{day.Id}")).GetProperty("logs").EnumerateArray()];

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await _client.GetStringAsync(address));

    // What the page without script says first.
    private async Task<string> CheckedAsync(string address, string pasted)
    {
        using var form = new FormUrlEncodedContent([new("Pasted", pasted)]);
        using var answer = await _client.PostAsync(address, form);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        return page.Split("<div id=\"outcome\"")[1].Split("<strong>")[1];
    }
}
