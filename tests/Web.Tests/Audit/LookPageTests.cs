using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
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
        // 42 ballots of two projects, 12 of one, 6 blank, none of three, 96 choices: neither the six nor the nothing come out of what is told.
        var page = await PageAsync("/audit/look/look");
        Assert.Matches("Blank votes</dt><dd>fewer than 10<", page);
        Assert.Matches("Votes with this many projects: 1</dt><dd>12<", page);
        Assert.Matches("Votes with this many projects: 2</dt><dd>not told<", page);
        Assert.Matches("Votes with this many projects: 3</dt><dd>fewer than 10<", page);
        Assert.Matches("Choices in all</dt><dd>96<", page);
        Assert.Equal(["42", "42", "not told", "fewer than 10", "fewer than 10"], Places(page, "main"));
        Assert.DoesNotContain("id=\"by-card\"", page, StringComparison.Ordinal);
        Assert.Contains("Nobody writes down at which kiosk or door", page, StringComparison.Ordinal);
        Assert.Matches("<bdi>hall</bdi></th><td class=\"number\">30</td>\\s*<td colspan=\"4\">Entered directly", page);
        Assert.DoesNotContain(">6<", page, StringComparison.Ordinal);
        // What is left out is no secret, and the page says so where it leaves out.
        Assert.Contains("Numbers that are left out here are no secret", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/audit/look/statement\">Each project’s votes stand in the result.</a>", page, StringComparison.Ordinal);
        foreach (var language in new[] { "gd", "ar" })
            Assert.Contains("<dd>96<", await PageAsync("/audit/look/look", language), StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/look/look");
        Assert.Contains("Projects on one vote", browser.Text, StringComparison.Ordinal);

        Assert.Contains("href=\"/audit/look/look\"", await PageAsync("/audit/look"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_pot_has_its_votes_choices_and_places()
    {
        var day = await OpenDay.CreateAsync(site.Services, "look-pots", cards: 61, twoPots: true, byCard: true);
        await CastAsync(day, 0, 20, 1, "approve 1 2");
        await CastAsync(day, 20, 40, 1, "approve 1 4");
        await CastAsync(day, 40, 60, 6, "approve 4 area/5");
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted }) await day.StepAsync(phase);
        await day.RollAsync("31415926");
        await day.StepAsync(DayPhase.Declared);
        var page = await PageAsync("/audit/look-pots/look");
        Assert.Matches("when it could still be changed</dt><dd>40<", page);
        Assert.Matches("a phone’s sixth</dt><dd>20<", page);
        Assert.Equal(2, Regex.Count(page, "Votes that name a project here</dt><dd>40<"));
        Assert.Equal(2, Regex.Count(page, "Choices in all</dt><dd>60<"));
        Assert.Equal(2, Regex.Count(page, "Votes that name nothing here</dt><dd>20<"));
        Assert.Equal(["40", "not told", "fewer than 10"], Places(page, "main"));
        Assert.Equal(["40", "20"], Places(page, "second"));
        Assert.Contains("the place on the paper is not the place that each voter saw", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batches_are_told_in_counts_and_a_pile_that_was_counted_anew_shows_everywhere()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "look-batches", cards: 81);
        for (var card = 0; card < 32; card++) await day.SurrenderAsync(card);
        await CastAsync(day, 32, 67, 1, "approve 1");
        await CastAsync(day, 32, 47, 2, "approve 2");
        var late = Enumerable.Range(0, 40).Select(_ => Ledger.Cards.CardSecret.Draw().Derive(day.Origin)).ToArray();
        await day.AddLateBatchAsync("late", [.. late.Select(card => card.Number)]);
        foreach (var card in late)
        {
            Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(Ledger.Cards.ShortNumber.Of(card.Number).Symbols, default));
        }
        foreach (var card in late.Take(30)) await CastAsync(day, card, 6, "blank");
        await day.StepAsync(DayPhase.Closed);
        var typing = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>("look-batches");
        await DoneAsync(typing.OpenAsync(new OpenPaperBatch("hall", 33, "STATION000000001"), default));
        await DoneAsync(typing.RecountAsync(new OpenPaperBatch("hall", 32, "STATION000000001"), default));
        foreach (var by in new[] { "STATION000000001", "STATION000000002" })
            for (var slip = 1; slip <= 32; slip++)
                await DoneAsync(KeyAsync(slip <= 21 ? SlipReading.Of("approve 1 2") : slip <= 25 ? SlipReading.Of("blank") : SlipReading.Of(SpoiltReason.TooMany), slip, by));
        await browser.OpenAsync("/console/days/look-batches/batches");
        Assert.Contains("33 → 32", browser.Text, StringComparison.Ordinal);
        Assert.Matches("name=\"Again\" value=\"true\"", Html(browser));
        await DoneAsync(typing.FinishAsync("hall", 32, "organiser-a", "", default));

        await browser.OpenAsync("/console/days/look-batches/batches");
        Assert.Contains("33 → 32", browser.Text, StringComparison.Ordinal);
        await browser.OpenAsync("/console/days/look-batches/look");
        var look = Html(browser);
        Assert.Matches("when it could still be changed</dt><dd>35<", look);
        Assert.Matches("a phone’s sixth</dt><dd>30<", look);
        Assert.Matches("Times a pile was found to have another number</dt><dd>1<", look);
        Assert.Matches("<bdi>a</bdi></th><td class=\"number\">80</td><td class=\"number\">35</td><td class=\"number\">not told</td>", look);
        Assert.Matches("<bdi>late</bdi></th><td class=\"number\">40</td><td class=\"number\">30</td><td class=\"number\">fewer than 10</td>", look);
        Assert.Matches("<bdi>hall</bdi></th><td class=\"number\">25</td>\\s*<td class=\"number\">fewer than 10</td><td class=\"number\">7</td><td class=\"number\">0</td><td class=\"number\">1</td>", look);
        Assert.DoesNotContain("Votes with this many projects", look, StringComparison.Ordinal);

        Task<DayOutcome> KeyAsync(SlipReading reading, int slip, string by) => KeyedAsync(typing.KeyAsync(new KeySlip("hall", slip, reading, by), default));
    }

    [Fact]
    public async Task Slips_that_a_program_entered_are_listed_among_the_batches()
    {
        var browser = await ConsoleBrowser.SignedInAsync(site);
        var day = await OpenDay.CreateAsync(site.Services, "look-direct", cards: 4);
        await day.SurrenderAsync(0);
        await day.SurrenderAsync(1);
        await day.StepAsync(DayPhase.Closed);
        await day.KeyAsync("cafe", 1, "blank");
        await day.KeyAsync("cafe", 2, "approve 1");
        await browser.OpenAsync("/console/days/look-direct/batches");
        Assert.Matches("data-batch=\"cafe\" data-direct=\"true\"", Html(browser));
        Assert.Matches("Slips in the log</dt><dd>2<", Html(browser));
        Assert.Contains("A program entered these slips.", browser.Text, StringComparison.Ordinal);
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

    private static async Task CastAsync(OpenDay day, int from, int to, int version, string ballot)
    {
        for (var at = from; at < to; at++) await CastAsync(day, day.Cards[at].Derive(day.Origin), version, ballot);
    }

    private static async Task CastAsync(OpenDay day, Ledger.Cards.DerivedCard card, int version, string ballot)
    {
        var cast = new CastBallot(card.Number.ToString(), version, card.Proof(version).ToString(), ballot, Ledger.Cards.Attempt.Of(Ledger.Digest.Random().ToBytes()).ToString());
        Assert.Equal(CastStatus.Accepted, (await day.Box.CastAsync(cast, default)).Status);
    }

    private static string Html(ConsoleBrowser browser) => WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(browser.Content));

    private static async Task DoneAsync(Task<DayOutcome> step) => Assert.Equal(DayOutcome.Done, await step);

    private static async Task<DayOutcome> KeyedAsync(Task<KeyedSlip> typed) => (await typed).Outcome;

    // What the table of places of a pot tells, from the top of the paper on.
    private static IEnumerable<string> Places(string page, string pot) => Regex
        .Matches(Regex.Match(page, $"data-places=\"{pot}\".*?</table>", RegexOptions.Singleline).Value, "<td class=\"number\">([^<]*)</td>")
        .Select(match => match.Groups[1].Value);

    private async Task<string> PageAsync(string path, string language = "en")
    {
        using var client = site.Client(language);
        return WebUtility.HtmlDecode(await client.GetStringAsync(path));
    }
}
