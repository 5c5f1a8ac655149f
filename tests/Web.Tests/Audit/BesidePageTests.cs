using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>A day's votes beside the rehearsal and another election, for everybody with the result: kept as totals, as <c>pbdd look</c> tells them, and never as a file.</summary>
public sealed class BesidePageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Form = "form[action*='Beside']";

    [Fact]
    public async Task What_an_organiser_keeps_stands_beside_the_days_votes_for_everybody_with_the_result_and_as_pbdd_tells_it()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "beside", cards: 61, twoPots: true);
        await CastAsync(day, 0, 20, "approve 1 2");
        await CastAsync(day, 20, 40, "approve 1 4");
        await CastAsync(day, 40, 60, "approve 4 area/5");
        await day.StepAsync(DayPhase.Closed);
        byte[] rehearsal = BesideFiles.Votes(["1", "2", "3", "4", "area/5"], voter => voter % 2 == 0 ? "1,area/5" : "3", 48), lastYear = BesideFiles.Votes(["a", "b"], voter => voter % 2 == 0 ? "" : "a,b");

        // Kept from the close on, and shown to nobody before the declaration.
        await browser.OpenAsync("/console/days/beside/look");
        await browser.SendFileAsync(Form, "Votes", "rehearsal.pb", rehearsal, ("Kind", "Rehearsal"), ("Name", ""), ("From", "Our rehearsal in May"));
        Assert.Contains("The totals are kept.", browser.Text, StringComparison.Ordinal);
        await browser.SendFileAsync(Form, "Votes", "last-year.pb", lastYear, ("Kind", "Other"), ("Name", "last year, 2025"), ("From", "The council’s web page"));
        Assert.Contains("last year, 2025", Unisolated(browser.Text), StringComparison.Ordinal);
        Assert.Contains("Votes: 60. From: The council’s web page", Unisolated(browser.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Votes in the other election", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("council", await PageAsync("/audit/beside/look"), StringComparison.Ordinal);
        await day.StepAsync(DayPhase.Counted);
        await day.RollAsync("31415926");
        await day.StepAsync(DayPhase.Declared);

        var page = Unisolated(await PageAsync("/audit/beside/look"));
        var (own, other) = (Section(page, "beside-rehearsal"), Section(page, "beside-other"));
        Assert.Contains("Beside the rehearsal", own, StringComparison.Ordinal);
        Assert.Contains("Our rehearsal in May", own, StringComparison.Ordinal);
        Assert.Contains("Votes in the other election: 48", own, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(own, "data-beside-pot="));
        Assert.Matches("Place 1:.*?<td class=\"number\">40</td><td class=\"number\">24</td>", own.ReplaceLineEndings(" "));
        Assert.DoesNotContain("other projects", own, StringComparison.Ordinal);
        Assert.Contains("Beside last year, 2025", other, StringComparison.Ordinal);
        Assert.Contains("The council’s web page", other, StringComparison.Ordinal);
        Assert.Contains("Nobody else has checked it.", other, StringComparison.Ordinal);
        Assert.Contains("Blank votes</strong><br>So far apart are fewer than 1 in 100 random deals", other, StringComparison.Ordinal);
        Assert.Contains("So it says nothing of these pots and places.", other, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(lastYear)), other, StringComparison.Ordinal);
        foreach (var language in new[] { "gd", "ar", "pl", "uk", "ur", "zh" })
            Assert.Contains("The council’s web page", Section(await PageAsync("/audit/beside/look", language), "beside-other"), StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/beside/look");
        Assert.Equal(Rows(own), Rows(Section(Unisolated(Html(browser)), "beside-rehearsal")));

        // The verifier, from the bundle and the same files.
        using var client = site.Client();
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "public.zip"), await client.GetByteArrayAsync("/api/days/beside/bundle/public.zip"));
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "rehearsal.pb"), rehearsal);
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "last-year.pb"), lastYear);
        Assert.Equal(Rows(own), Told(Checkers.Pbdd(folder, "look", "public.zip", "--beside", "rehearsal.pb").Said));
        Assert.Equal(Rows(other), Told(Checkers.Pbdd(folder, "look", "public.zip", "--beside", "last-year.pb").Said));
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_says_what_to_do_and_leaves_what_was_kept_and_another_takes_its_place()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "beside-files", cards: 2);
        await day.StepAsync(DayPhase.Closed);
        (string, string)[] filled = [("Kind", "Other"), ("Name", "last year"), ("From", "The council")];
        await browser.OpenAsync("/console/days/beside-files/look");
        await browser.SendAsync(Form, filled);
        Refused("There is no file, or it is empty. Choose a file of votes.", "");
        await browser.SendFileAsync(Form, "Votes", "a.pb", BesideFiles.Votes(["a", "b"], _ => "a"), filled);
        foreach (var (content, sentence) in new (byte[], string)[]
        {
            ([], "There is no file, or it is empty."),
            ([0xff, 0xd8, 0xff], "The file cannot be read as Pabulib: line 1:"),
            (Encoding.UTF8.GetBytes("META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\n"), "The file cannot be read as Pabulib: line 8"),
            (BesideFiles.Votes(["a", "b"], _ => "a", 29), "Votes in the file: 29. Choose a file with at least 30"),
            (new byte[8_000_001], "The file is too large. Choose one of at most 8 MB."),
            (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(BesideFiles.Votes(["a", "b"], _ => "a")).Replace("neighborhood;vote", $"neighborhood;vote;{string.Join(';', Enumerable.Range(0, 3_000))}", StringComparison.Ordinal)), "more than the 64 that are read"),
        })
        {
            await browser.SendFileAsync(Form, "Votes", "b.pb", content, filled);
            Refused(sentence, "What was kept before still stands.");
        }
        Assert.Equal("last year", browser.Page.QuerySelector("#Name")!.GetAttribute("value"));
        foreach (var kind in new[] { "", "9", "zz" })
        {
            await browser.SendFileAsync(Form, "Votes", "b.pb", BesideFiles.Votes(["a", "b"], _ => "a", 75), ("Kind", kind), ("Name", "last year"), ("From", "The council"));
            Assert.Contains("Say whether it is the rehearsal or another election.", browser.Text, StringComparison.Ordinal);
            Assert.Contains("Votes: 60.", Unisolated(browser.Text), StringComparison.Ordinal);
        }
        // A name that would be lost is asked about.
        await browser.SendFileAsync(Form, "Votes", "b.pb", BesideFiles.Votes(["a", "b"], _ => "a", 75), ("Kind", "Rehearsal"), ("Name", "last year"), ("From", "The council"));
        Assert.Equal("#Name", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
        await browser.SendFileAsync(Form, "Votes", "b.pb", BesideFiles.Votes(["a", "b"], _ => "a"), ("Kind", "Other"), ("Name", ""), ("From", "The council"));
        Assert.Equal("#Name", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
        await browser.SendFileAsync(Form, "Votes", "b.pb", BesideFiles.Votes(["a", "b"], _ => "a", 75), filled);
        Assert.Contains("Votes: 75.", Unisolated(browser.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Votes: 60.", Unisolated(browser.Text), StringComparison.Ordinal);
        await browser.SendAsync("[data-kept=other]", ("Kind", "Other"));
        Assert.Contains("Nothing is kept yet.", browser.Text, StringComparison.Ordinal);

        void Refused(string sentence, string then)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
            Assert.Contains(sentence, browser.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
            Assert.Contains(then, browser.Page.QuerySelector("#refusal")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("#Votes", browser.Page.QuerySelector("#refusal a")!.GetAttribute("href"));
            Assert.Equal("true", browser.Page.QuerySelector("#Votes")!.GetAttribute("aria-invalid"));
            if (then.Length > 0) Assert.Contains("Votes: 60.", Unisolated(browser.Text), StringComparison.Ordinal);
        }
    }

    private static async Task CastAsync(OpenDay day, int from, int to, string ballot)
    {
        for (var at = from; at < to; at++)
        {
            var card = day.Cards[at].Derive(day.Origin);
            var cast = new CastBallot(card.Number.ToString(), 1, card.Proof(1).ToString(), ballot, Attempt.Of(Digest.Random().ToBytes()).ToString());
            Assert.Equal(CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
        }
    }

    private static string Section(string page, string id) => Regex.Match(page, $"<section[^>]*id=\"{id}\".*?</section>", RegexOptions.Singleline).Value;

    // What stands here and there on each line of the tables, in their order.
    private static IEnumerable<(string Here, string There)> Rows(string section) => Regex
        .Matches(section, "<td class=\"number\">([^<]*)</td><td class=\"number\">([^<]*)</td>").Select(row => (row.Groups[1].Value, row.Groups[2].Value)).ToArray();

    // The same of the verifier's lines; a pot's first line has two pairs.
    private static IEnumerable<(string Here, string There)> Told(string output) => Regex
        .Matches(output[output.IndexOf("Beside ", StringComparison.Ordinal)..], "here ([^,;.\n]+), there ([^,;.\n]+)").Select(row => (row.Groups[1].Value, row.Groups[2].Value.Trim())).ToArray();

    private static string Html(ConsoleBrowser browser) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(browser.Content));

    private static string Unisolated(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private async Task<string> PageAsync(string path, string language = "en")
    {
        using var client = site.Client(language);
        return WebUtility.HtmlDecode(await client.GetStringAsync(path));
    }
}
