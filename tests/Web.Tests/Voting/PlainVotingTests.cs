using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>Voting with a browser that runs no script.</summary>
public sealed class PlainVotingTests(ListeningSite site) : IClassFixture<ListeningSite>
{
    private readonly HttpClient client = site.Client();

    private Task<OpenDay> OpenAsync() => OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}");

    [Fact]
    public async Task A_typed_code_and_ticked_projects_become_a_final_ballot_with_a_receipt()
    {
        var day = await OpenAsync();
        var (status, page) = await PostAsync(day, await NonceAsync(day), Spoken(day.Cards[0]), "1", "area/5");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(Receipt.TryParse(page.QuerySelector("#receipt-text")?.TextContent, out var receipt));
        Assert.Equal(InclusionState.AwaitsCheckpoint, (await day.Box.ProveInclusionAsync(receipt!.LeafHash.ToString(), default)).State);
        Assert.NotNull(page.QuerySelector("svg.qr path"));
        Assert.Contains((await day.Box.ReadCountedAsync(0, default)).Changes, change => change.Added == "approve 1 area/5");
        var standing = await day.Box.GetCardAsync(day.Cards[0].Derive(day.Origin).Number.ToString(), default);
        Assert.Equal(CardState.Spent, standing.State);
    }

    [Fact]
    public async Task The_answers_page_has_the_vote_opened_for_who_ticks_that_it_is_given_up()
    {
        var day = await OpenAsync();
        var (_, voted) = await PostAsync(day, await NonceAsync(day), day.Cards[0].Code, "1", "area/5");
        var fields = voted.QuerySelectorAll("#open-vote input[type=hidden]").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")!);

        var (status, page) = await OpenVoteAsync(day, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("Tick the box first", page.QuerySelector("#problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#sure", page.QuerySelector("#problem a")!.GetAttribute("href"));
        Assert.Equal("true", page.QuerySelector("#sure")!.GetAttribute("aria-invalid"));
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[action$='handler=Open']"));
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Challenges);

        (status, page) = await OpenVoteAsync(day, new(fields) { ["random"] = Ledger.Digest.Random().ToString(), ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Challenges);

        foreach (var _ in new[] { 1, 2 })
        {
            (status, page) = await OpenVoteAsync(day, new(fields) { ["sure"] = "true" });
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("This vote does not count", page.QuerySelector("#opened h1")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(2, page.QuerySelectorAll("#opened ul li").Length);
            Assert.Contains("ballot approve 1 area/5\n", page.QuerySelector("#opened-entry")!.TextContent, StringComparison.Ordinal);
        }
        var box = await day.Box.GetStatusAsync(default);
        Assert.Equal((1, 0), (box.Challenges, box.Ballots));
    }

    [Fact]
    public async Task Whoever_sends_a_receipt_of_their_own_making_is_not_told_that_a_vote_is_cast()
    {
        var day = await OpenAsync();
        var (_, voted) = await PostAsync(day, await NonceAsync(day), day.Cards[0].Code, "1");
        var receipt = voted.QuerySelector("#receipt-text")!.TextContent;
        foreach (var sure in new[] { "", "true" })
        {
            var (status, page) = await OpenVoteAsync(day, new() { ["card"] = "a", ["proof"] = "b", ["random"] = "c", ["receipt"] = receipt, ["sure"] = sure });
            Assert.InRange((int)status, 400, 499);
            Assert.Null(page.QuerySelector("#voted"));
            Assert.NotNull(page.QuerySelector("#problem"));
            Assert.DoesNotContain("is cast", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }
    }

    private async Task<(HttpStatusCode Status, IDocument Page)> OpenVoteAsync(OpenDay day, Dictionary<string, string> fields)
    {
        using var answer = await client.PostAsync($"/v/{day.Id}?handler=Open", new FormUrlEncodedContent(fields));
        return (answer.StatusCode, await PageAsync(answer));
    }

    [Fact]
    public async Task The_same_form_sent_twice_casts_once_and_shows_the_same_receipt()
    {
        var day = await OpenAsync();
        var nonce = await NonceAsync(day);
        var (_, first) = await PostAsync(day, nonce, day.Cards[0].Code, "1");
        var (_, again) = await PostAsync(day, nonce, day.Cards[0].Code, "1");
        Assert.Equal(first.QuerySelector("#receipt-text")!.TextContent, again.QuerySelector("#receipt-text")!.TextContent);
        Assert.Equal(1, (await day.Box.GetStatusAsync(default)).Casts);
    }

    [Fact]
    public async Task The_same_form_with_another_choice_gets_the_first_receipt_and_is_told_so()
    {
        var day = await OpenAsync();
        var nonce = await NonceAsync(day);
        // The answer to the first is lost; the person goes back, changes the choice and sends the form again.
        await PostAsync(day, nonce, day.Cards[0].Code, "1");
        var (status, page) = await PostAsync(day, nonce, day.Cards[0].Code, "2");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("A choice that you changed after that was not cast.", page.QuerySelector("#sent-before")!.TextContent, StringComparison.Ordinal);
        var (_, same) = await PostAsync(day, nonce, day.Cards[0].Code, "1");
        // The answer is the same whatever the form holds now: one that depended on it would tell a buyer what was cast.
        Assert.Equal(same.QuerySelector("main")!.TextContent, page.QuerySelector("main")!.TextContent);
        Assert.Equal("approve 1", Assert.Single((await day.Box.ReadCountedAsync(0, default)).Changes).Added);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_typed_is_lost()
    {
        var day = await OpenAsync();
        var good = day.Cards[0].Code;
        var wrong = good[..^1] + (good[^1] == '7' ? '8' : '7');
        var (status, page) = await PostAsync(day, "", wrong, "1", "2");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("is wrong, or two are swapped", page.QuerySelector("#problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(wrong, page.QuerySelector("#code")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("input[name=Projects][checked]").Length);
        Assert.Equal(0, (await day.Box.GetStatusAsync(default)).Casts);
        // Whoever hears the page hears first that it was refused, and goes from there to the field.
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("#code", page.QuerySelector("#problem a")!.GetAttribute("href"));
        Assert.Equal(("true", "problem-detail code-hint"), (page.QuerySelector("#code")!.GetAttribute("aria-invalid"), page.QuerySelector("#code")!.GetAttribute("aria-describedby")));
        Assert.Contains("is wrong, or two are swapped", page.GetElementById("problem-detail")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("slim", page.QuerySelector(".site-header")!.ClassList);
        using var form = await client.GetAsync($"/v/{day.Id}?plain");
        var before = await PageAsync(form);
        Assert.DoesNotContain("Error", before.Title, StringComparison.Ordinal);
        Assert.Null(before.QuerySelector("[aria-invalid]"));
    }

    [Theory]
    [InlineData(new string[0], false, "Choose at least one")]
    [InlineData(new[] { "1" }, true, "Take one or the other away")]
    [InlineData(new[] { "1", "2", "3", "4" }, false, "Choose 3 at most")]
    public async Task A_form_that_is_no_ballot_says_what_to_do(string[] projects, bool blank, string says)
    {
        var day = await OpenAsync();
        var (status, page) = await PostAsync(day, "", day.Cards[0].Code, blank, projects);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(says, page.QuerySelector("#problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("#choices", page.QuerySelector("#problem a")!.GetAttribute("href"));
        Assert.NotNull(page.GetElementById("choices"));
        Assert.Null(page.QuerySelector("#code[aria-invalid]"));
    }

    [Fact]
    public async Task A_blank_ballot_is_cast_when_it_is_meant()
    {
        var day = await OpenAsync();
        await PostAsync(day, "", day.Cards[0].Code, blank: true);
        Assert.Contains((await day.Box.ReadCountedAsync(0, default)).Changes, change => change.Added == "blank");
    }

    [Fact]
    public async Task A_used_card_and_a_paused_day_are_refused_with_their_own_sentence()
    {
        var day = await OpenAsync();
        await PostAsync(day, "", day.Cards[0].Code, "1");
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(day, "", day.Cards[0].Code, "2")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(day, "", day.Cards[^1].Code, "2")).Status);
        await day.StepAsync(DayPhase.Paused);
        Assert.Equal(HttpStatusCode.Locked, (await PostAsync(day, "", day.Cards[1].Code, "2")).Status);
    }

    [Fact]
    public async Task No_code_and_no_proof_appears_in_any_log_line_or_address()
    {
        var day = await OpenAsync();
        await PostAsync(day, "", Spoken(day.Cards[0]), "1");
        await PostAsync(day, "", day.Cards[0].Code, "2");
        using var sent = await client.PostAsync($"/api/days/{day.Id}/ballots", System.Net.Http.Json.JsonContent.Create(day.Cast(1)));
        using var bad = await client.PostAsync($"/api/days/{day.Id}/ballots?from=canary-query", System.Net.Http.Json.JsonContent.Create(day.Cast(2, "approve none")));

        Assert.NotEmpty(site.Log);
        foreach (var card in day.Cards)
        {
            var derived = card.Derive(day.Origin);
            string[] secrets = [card.Symbols, card.Code, card.Code.ToLowerInvariant(), .. Enumerable.Range(1, 7).Select(version => derived.Proof(version).ToString())];
            foreach (var secret in secrets)
                Assert.DoesNotContain(site.Log, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
        Assert.DoesNotContain(site.Log, line => line.Contains("approve none", StringComparison.Ordinal));
    }

    /// <summary>A code as people type it: lower case, spaces, O for 0 and l for 1.</summary>
    private static string Spoken(CardSecret card) =>
        card.Code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l');

    private async Task<string> NonceAsync(OpenDay day) =>
        (await PageAsync(await client.GetAsync($"/v/{day.Id}?plain"))).QuerySelector("input[name=Nonce]")!.GetAttribute("value")!;

    private Task<(HttpStatusCode Status, IDocument Page)> PostAsync(OpenDay day, string nonce, string code, params string[] projects) =>
        PostAsync(day, nonce, code, false, projects);

    private async Task<(HttpStatusCode Status, IDocument Page)> PostAsync(OpenDay day, string nonce, string code, bool blank, params string[] projects)
    {
        var fields = projects.Select(project => KeyValuePair.Create("Projects", project)).ToList();
        fields.Add(new("Code", code));
        fields.Add(new("Nonce", nonce));
        if (blank) fields.Add(new("Blank", "true"));
        using var form = new FormUrlEncodedContent(fields);
        var answer = await client.PostAsync($"/v/{day.Id}", form);
        return (answer.StatusCode, await PageAsync(answer));
    }

    private static async Task<IDocument> PageAsync(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(response => response.Content(html));
    }
}
