using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>What everybody reads of paper slips: sums, of small ones only that they are small, and of no pile what it was counted as.</summary>
public sealed class PaperOnStatementTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Theory]
    [InlineData("paper-few", 10)]
    [InlineData("paper-twenty-nine", 27)]
    [InlineData("paper-thirty", 28)]
    [InlineData("paper-many", 40)]
    [InlineData("paper-mixed", 60)]
    public async Task A_statement_tells_the_sum_of_recounts_and_reasons_no_more_exactly_than_the_look_page(string id, int hall)
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await CountedPapers.AccountedAsync(site.Services, id, hall);
        await browser.OpenAsync($"/console/days/{id}/batches");
        Assert.Contains("4 → 1 → 2", browser.Text, StringComparison.Ordinal);

        await CountedPapers.DeclareAsync(day, hall);
        await browser.OpenAsync($"/console/days/{id}/statement");
        Tells(Html(browser));
        using var client = site.Client("en");
        var statement = WebUtility.HtmlDecode(await client.GetStringAsync($"/audit/{id}/statement"));
        var look = WebUtility.HtmlDecode(await client.GetStringAsync($"/audit/{id}/look"));
        Tells(statement);
        Assert.Equal(Reasons(statement), Reasons(look));
        foreach (var page in new[] { statement, look })
            Assert.DoesNotContain("→", Below(page), StringComparison.Ordinal);
        // The sum of the spoilt slips stands in the account: the other page does not make a secret of it.
        foreach (var page in new[] { statement, look })
            Assert.EndsWith($" {CountedPapers.Spoilt(hall)}", Line(page, "Spoilt slips"), StringComparison.Ordinal);
        foreach (var path in new[] { "", "/result", "/statement" })
        {
            using var answer = await client.GetAsync($"/api/days/{id}{path}");
            var text = await answer.Content.ReadAsStringAsync();
            foreach (var word in new[] { "unreadable", "tooMany", "counted\":[", "pile" }) Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
        }

        void Tells(string page)
        {
            Assert.Equal("Piles that were counted anew slips more or fewer in all: 6 2", Line(page, "counted anew"));
            Assert.DoesNotContain("→", Below(page), StringComparison.Ordinal);
            Assert.Equal(hall + 2 < 30 ? null : hall == 28
                ? "too many marked fewer than 10, cannot be read fewer than 10, not official fewer than 10, too late fewer than 10, against the rules fewer than 10"
                : "too many marked 15, cannot be read fewer than 10, not official fewer than 10, too late fewer than 10, against the rules fewer than 10", Reasons(page));
        }
    }

    [Fact]
    public async Task A_batch_that_is_open_for_the_first_time_is_none_that_was_opened_again_and_takes_none_away()
    {
        await CountedPapers.AccountedAsync(site.Services, "paper-anew", 10);
        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var again = await AgainAsync();
        Assert.True(again >= 0);
        Assert.Equal(DayOutcome.Done, await grains.GetGrain<IPaperCountGrain>("paper-anew").OpenAsync(new OpenPaperBatch("late", 3, "STATION000000001"), default));
        Assert.Equal(again, await AgainAsync());

        async Task<int> AgainAsync() => new AccountOnPaper(new LogFigures(0, 0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0), null, [], [])
        {
            Day = await grains.GetGrain<IDecisionDayGrain>("paper-anew").GetAsync(default),
        }.OpenedAgain;
    }

    // The menu of a page may have arrows.
    private static string Below(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..];

    private static string? Reasons(string page) =>
        Regex.Match(page, "too many marked [^<]*") is { Success: true, Value: var reasons } ? reasons : null;

    // A line of figures, its words apart; where there is none, all of them.
    private static string Line(string page, string words)
    {
        string[] lines = [.. Regex.Matches(page, "<div><dt>(.*?)</dd></div>", RegexOptions.Singleline).Select(line => Regex.Replace(Regex.Replace(line.Groups[1].Value, "<[^>]*>", " "), "\\s+", " ").Trim())];
        return lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) ?? string.Join('\n', lines.Prepend(Regex.Match(page, "<h1.*?</h1>").Value));
    }

    private static string Html(ConsoleBrowser browser) => WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(browser.Content));
}
