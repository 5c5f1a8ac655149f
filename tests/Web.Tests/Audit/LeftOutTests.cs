using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>A place whose log was left out of the result: whoever looks anywhere is told, and whoever voted there most of all.</summary>
public sealed class LeftOutTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private static readonly (string Language, string Notice, string Receipt)[] Languages =
    [
        ("en", "The place church is left out of this result. It had this many cards: 2. Their votes do not count.", "The organisers left the place of this ballot out of the result."),
        ("gd", "Tha an t-àite church air fhàgail a-mach às an toradh seo.", "Dh’fhàg an luchd-eagrachaidh àite a’ bhòt seo a-mach às an toradh."),
        ("ar", "استُبعد المكان church من هذه النتيجة. كان لديه هذا العدد من البطاقات: 2.", "استبعد المنظِّمون مكان هذا الصوت من النتيجة."),
    ];

    [Fact]
    public async Task Every_page_of_the_result_and_the_receipt_say_which_place_is_left_out()
    {
        var day = await OpenDay.CreateAsync(site.Services, "without");
        var receipt = await day.VoteElsewhereAsync("church");
        await day.EveryoneVotesAsync();
        await day.StepAsync(DayPhase.Closed);
        Assert.DoesNotContain("left-out", await PageAsync("/audit/without"), StringComparison.Ordinal);
        await day.LeaveOutAsync("church");
        await day.StepAsync(DayPhase.Counted);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync("/console/days/without/result");
        Assert.Contains("The place church is left out of this result.", Plain(browser.Text), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Declared);

        foreach (var (language, notice, standing) in Languages)
        {
            Assert.Contains(notice, await PageAsync("/audit/without", language), StringComparison.Ordinal);
            Assert.Contains(notice, await PageAsync("/audit/without/statement", language), StringComparison.Ordinal);
            using var client = site.Client(language);
            var page = await (await client.PostAsync("/r/without", new FormUrlEncodedContent([new("Pasted", receipt)]))).Content.ReadAsStringAsync();
            var outcome = Plain(System.Net.WebUtility.HtmlDecode(page)).Split("<div id=\"outcome\"")[1].Split("<form")[0];
            Assert.Contains(standing, outcome, StringComparison.Ordinal);
            Assert.DoesNotContain("notice good", outcome, StringComparison.Ordinal);
        }
        Assert.Contains("pbdd verify public.zip --without church", await PageAsync("/audit/without"), StringComparison.Ordinal);
        using var anyone = site.Client();
        var shown = await anyone.GetFromJsonAsync<JsonElement>("/api/days/without/standings");
        using var result = JsonDocument.Parse(shown.GetProperty("result").GetString()!);
        Assert.Equal("church", Assert.Single(result.RootElement.GetProperty("left_out").EnumerateArray()).GetProperty("log").GetString());
        Assert.True(Receipt.TryParse(receipt, out var read));
        var leaf = read!.LeafHash.ToString().TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Equal("left-out", (await anyone.GetFromJsonAsync<JsonElement>($"/api/days/without/receipts/{leaf}")).GetProperty("standing").GetString());
    }

    private async Task<string> PageAsync(string path, string language = "en")
    {
        using var client = site.Client(language);
        return Plain(System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(path)));
    }

    // Names stand isolated among words of another direction.
    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
