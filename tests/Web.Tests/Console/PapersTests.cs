using System.Net.Http.Json;
using System.Text.Json;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The slips that the dice named: on the console, on the hall's screen and for auditors.</summary>
public sealed class PapersTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    [Fact]
    public async Task The_ten_slips_are_compared_one_by_one_and_one_that_differs_is_said_everywhere()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.DrawnAsync(site.Services, "slips");
        const string console = "/console/days/slips";
        var drawn = (await day.Box.GetStatusAsync(default)).Samples;
        string[] numbers = [.. drawn.Select(paper => $"{paper.Number}")];
        Assert.Equal(10, drawn.Length);

        // The day and its count lead here; the screen shows the same slips in the same order.
        await browser.OpenAsync(console);
        Assert.NotNull(browser.Page.QuerySelector($"a.button[href='{console}/papers']"));
        await browser.OpenAsync($"{console}/count");
        Assert.NotNull(browser.Page.QuerySelector($"a.button[href='{console}/papers']"));
        using var anyone = site.Client();
        var shown = await anyone.GetFromJsonAsync<JsonElement>("/api/days/slips/standings");
        Assert.Equal(numbers, shown.GetProperty("papers").EnumerateArray().Select(paper => $"{paper.GetProperty("number")}"));
        Assert.Equal(drawn.Select(paper => paper.Ballot), shown.GetProperty("papers").EnumerateArray().Select(paper => paper.GetProperty("ballot").GetString()));
        Assert.Equal(0, shown.GetProperty("disputed").GetInt32());
        Assert.Contains("Nobody has said that one differs from its slip.", await PageAsync("/audit/slips"), StringComparison.Ordinal);

        await browser.OpenAsync($"{console}/papers");
        Assert.Equal(numbers, browser.Page.QuerySelectorAll(".slip strong").Select(number => number.TextContent));
        foreach (var (slip, paper) in browser.Page.QuerySelectorAll(".slip").Zip(drawn))
            Assert.Contains(paper.Ballot switch { "blank" => "Nothing chosen", "approve 3" => "Singing for lungs", _ => "Slow walks" }, slip.TextContent, StringComparison.Ordinal);

        // The first is the same; the second differs, which is asked once more and then stays.
        await browser.SendAsync(".slip.now form[action*='handler=Same']");
        Assert.Contains($"Slip hall {numbers[0]} is the same", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync(".slip.now form[action*='handler=Differs']");
        Assert.Contains($"hall {numbers[1]} differ, or is it missing?", browser.Text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Disputed);
        await browser.SendAsync("form[action*='handler=Dispute']");
        Assert.Contains("The log now says that a slip differs", browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Disputed);
        Assert.Equal(["same", "differs", "not-yet"], browser.Page.QuerySelectorAll(".slip").Take(3).Select(slip => slip.GetAttribute("data-found")));
        Assert.Empty(browser.Page.QuerySelectorAll(".slip[data-found=differs] form"));

        await browser.OpenAsync($"{console}/step/declared");
        Assert.Contains("Slips named by the dice that nobody has compared yet: 8.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Slips that differ or were not found: 1. Say so when you declare.", browser.Text, StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Declared);
        foreach (var (language, audit, statement) in new[]
        {
            ("en", "whose slip was not found: 1.", "or were not found: 1."),
            ("gd", "no nach deach a’ bhileag a lorg: 1.", "no gun lorg: 1."),
            ("ar", "لم يُعثر على قسيمتها: 1.", "لم يُعثر عليه: 1."),
        })
        {
            Assert.Contains(audit, await PageAsync("/audit/slips", language), StringComparison.Ordinal);
            Assert.Contains(statement, await PageAsync("/audit/slips/statement", language), StringComparison.Ordinal);
        }
        Assert.Equal(1, (await anyone.GetFromJsonAsync<JsonElement>("/api/days/slips/standings")).GetProperty("disputed").GetInt32());
        await browser.OpenAsync($"{console}/papers");
        Assert.Contains("Slips that differ or were not found: 1.", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_slip_is_drawn_the_pages_say_why()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await OpenDay.DrawnAsync(site.Services, "small-pile", slips: 3);
        await SaysAsync("small-pile", "the pile is too small");
        await OpenDay.DrawnAsync(site.Services, "no-paper", slips: 0);
        await SaysAsync("no-paper", "nobody voted on paper");
        var few = await OpenDay.CreateAsync(site.Services, "few");
        await few.SurrenderAsync(0);
        await few.StepAsync(DayPhase.Closed);
        await few.KeyAsync("hall", 1, "approve 1");
        await browser.OpenAsync("/console/days/few/papers");
        Assert.Contains("First count the votes, and roll the dice.", browser.Text, StringComparison.Ordinal);
        await few.StepAsync(DayPhase.Counted);
        await SaysAsync("few", "fewer than 30 ballots count");

        async Task SaysAsync(string day, string why)
        {
            await browser.OpenAsync($"/console/days/{day}/papers");
            Assert.Contains(why, browser.Text, StringComparison.Ordinal);
            Assert.Empty(browser.Page.QuerySelectorAll(".slip"));
            Assert.Contains($"Papers not sampled: {why}", await PageAsync($"/audit/{day}"), StringComparison.Ordinal);
            using var anyone = site.Client();
            Assert.Empty((await anyone.GetFromJsonAsync<JsonElement>($"/api/days/{day}/standings")).GetProperty("papers").EnumerateArray());
        }
    }

    private async Task<string> PageAsync(string path, string language = "en")
    {
        using var client = site.Client(language);
        return System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(path));
    }
}
