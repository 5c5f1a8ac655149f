using System.Net;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>"Does this look right?": totals alone, for organisers no sooner than for everyone, and of small numbers only that they are small.</summary>
public sealed class LookPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    [Fact]
    public async Task What_votes_say_together_is_shown_after_the_declaration_to_all_and_before_it_to_nobody()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.DrawnAsync(site.Services, "look");
        await browser.OpenAsync("/console/days/look/look");
        Assert.Contains("Votes that count", browser.Text, StringComparison.Ordinal);
        Assert.Contains("What the votes say is shown after the declaration", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Projects on one vote", browser.Text, StringComparison.Ordinal);
        Assert.Contains("This page is here when the result is declared.", await PageAsync("/audit/look/look"), StringComparison.Ordinal);

        await day.StepAsync(DayPhase.Declared);
        // 42 ballots of two projects, 12 of one, 6 blank: the six are told only as few, and do not come out as what is left of the sixty.
        var page = await PageAsync("/audit/look/look");
        Assert.Matches("Blank votes</dt><dd>fewer than 10<", page);
        Assert.Matches("Votes with this many projects: 1</dt><dd>not told<", page);
        Assert.Matches("Votes with this many projects: 2</dt><dd>42<", page);
        Assert.DoesNotContain("<dd>6<", page, StringComparison.Ordinal);
        foreach (var language in new[] { "gd", "ar" })
            Assert.Contains("<dd>42<", await PageAsync("/audit/look/look", language), StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/look/look");
        Assert.Contains("Projects on one vote", browser.Text, StringComparison.Ordinal);

        // Beside another election, of whose votes one in two is blank.
        var other = "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;100\n2;100\nVOTES\nvoter_id;vote\n"
            + string.Concat(Enumerable.Range(1, 60).Select(voter => $"{voter};{(voter % 2 == 0 ? "" : "1,2")}\n"));
        await browser.SendFileAsync("form[action*='Beside']", "file", "last-year.pb", System.Text.Encoding.UTF8.GetBytes(other));
        Assert.Contains("Votes in the other election: 60", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody should look why.", browser.Text, StringComparison.Ordinal);
        await browser.SendFileAsync("form[action*='Beside']", "file", "photo.jpg", [0xff, 0xd8, 0xff]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("href=\"/audit/look/look\"", await PageAsync("/audit/look"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_fewer_than_thirty_votes_nothing_is_told()
    {
        var day = await OpenDay.CreateAsync(site.Services, "look-few");
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        var page = await PageAsync("/audit/look-few/look");
        Assert.Contains("only where at least 30 votes count", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Projects on one vote", page, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path, string language = "en")
    {
        using var client = site.Client(language);
        return WebUtility.HtmlDecode(await client.GetStringAsync(path));
    }
}
