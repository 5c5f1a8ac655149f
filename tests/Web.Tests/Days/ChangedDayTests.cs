using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Organisers;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>Whoever reads a day whose money or projects were changed is told so, in the API, at the stalls and on the screens.</summary>
public sealed class ChangedDayTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient anyone = site.Client();

    [Fact]
    public async Task A_withdrawn_project_is_marked_and_a_pot_shows_what_it_holds_now()
    {
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en");
        var day = await TwoPrograms.PublishAsync(site, "changed", rules.Allowing(MoneyChanges.UntilLast, Withdrawals.UntilLast));
        var before = await anyone.GetFromJsonAsync<JsonElement>("/api/days/changed");
        Assert.Equal("""{"main":100000}""", before.GetProperty("potTotals").GetRawText());
        Assert.Equal("[]", before.GetProperty("withdrawn").GetRawText());
        Assert.DoesNotContain("Withdrawn", (await PageAsync("/days/changed")).Body!.TextContent, StringComparison.Ordinal);

        await day.DoneAsync("pots", new { pot = "main", amount = 150_000, source = "sponsor", reason = "added", secondToken = day.Second });
        await day.DoneAsync("withdrawals", new { proposal = "2", reason = "withdrawn", secondToken = day.Second });

        var after = await anyone.GetFromJsonAsync<JsonElement>("/api/days/changed");
        Assert.Equal("""{"main":150000}""", after.GetProperty("potTotals").GetRawText());
        Assert.Equal("""["2"]""", after.GetProperty("withdrawn").GetRawText());
        Assert.Equal([false, true], after.GetProperty("proposals").EnumerateArray().Select(stall => stall.GetProperty("withdrawn").GetBoolean()));
        // The frozen paper stays as it is.
        Assert.Equal(before.GetProperty("paper").GetRawText(), after.GetProperty("paper").GetRawText());

        var market = await PageAsync("/days/changed");
        Assert.Equal(["Songs"], market.QuerySelectorAll("article.stall").Where(stall => stall.QuerySelector(".badge.warn") is not null).Select(stall => stall.QuerySelector("h3")!.TextContent.Trim()));
        Assert.Contains("£1,500", market.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("on the ballot paper: £1,000", market.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await PageAsync("/days/changed/stalls/2")).QuerySelector("#withdrawn"));
        Assert.Null((await PageAsync("/days/changed/stalls/1")).QuerySelector("#withdrawn"));

        var snapshot = await anyone.GetFromJsonAsync<JsonElement>("/api/days/changed/standings");
        Assert.Equal("""[{"pot":"main","amount":150000}]""", snapshot.GetProperty("pots").GetRawText());
        Assert.Equal("""["2"]""", snapshot.GetProperty("withdrawn").GetRawText());
        var pot = JsonSerializer.Deserialize<JsonElement>((await PageAsync("/screen/changed")).QuerySelector("#screen-data")!.TextContent).GetProperty("pots")[0];
        Assert.Equal((150_000, "£1,500"), (pot.GetProperty("amount").GetInt32(), pot.GetProperty("amountText").GetString()));

        await day.DoneAsync("withdrawals", new { proposal = "2", reason = "restored", secondToken = day.Second });
        Assert.Equal("[]", (await anyone.GetFromJsonAsync<JsonElement>("/api/days/changed")).GetProperty("withdrawn").GetRawText());
    }

    private async Task<IDocument> PageAsync(string path) => await new HtmlParser().ParseDocumentAsync(await anyone.GetStringAsync(path));
}
