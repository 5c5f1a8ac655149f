using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>A program that makes a day twice, and what it is told of rules that nobody knows.</summary>
public sealed class MakingAgainTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const string Two = """[{"id":"1","title":"Benches","ask":60000},{"id":"2","title":"Songs","ask":50000}]""";

    private readonly string day = $"again-{Guid.NewGuid():n}"[..24];

    [Theory]
    [InlineData("""[{"id":"1","title":"Benches","ask":60000}]""", "'2'")]
    [InlineData("[]", "'1'")]
    [InlineData("""[{"id":"3","title":"A shed","ask":30000}]""", "'1'")]
    [InlineData("""[{"id":"1","title":"Benches","ask":60000},{"id":"2","title":"Songs","ask":40000}]""", "'2'")]
    [InlineData("""[{"id":"2","title":"Songs","ask":50000},{"id":"1","title":"Benches","ask":60000}]""", "order")]
    public async Task A_corrected_day_is_refused_by_the_proposal_that_differs_and_the_first_stays(string corrected, string named)
    {
        Assert.Equal(201, (await SendAsync(Day(Two))).Status);
        Assert.Equal(201, (await SendAsync(Day(Two))).Status);
        var (status, problem) = await SendAsync(Day(corrected));
        Assert.Equal((409, "/problems/day-exists"), (status, problem["type"]!.GetValue<string>()));
        Assert.Contains(named, problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["1", "2"], (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day).GetAsync(default))!.Proposals);
        Assert.Equal(201, (await SendAsync(Day(Two))).Status);
    }

    [Theory]
    [InlineData("""{"bogus":1""", "$.rules.bogus")]
    [InlineData("""{"":1""", "$.rules['']")]
    [InlineData("""{"a b":1""", "$.rules['a b']")]
    [InlineData("""{"kind":1""", "$.rules.kind")]
    [InlineData("{\"live\":\"turnout\"", "$.rules.live")]
    public async Task An_unknown_or_repeated_member_of_the_rules_is_named_by_its_place(string begin, string at) =>
        await MalformedAsync(Rules.Replace("{\"format", begin + ",\"format", StringComparison.Ordinal), at);

    [Theory]
    [InlineData("\"form\":{", "\"form\":{\"zzz\":null,", "$.rules.form.zzz")]
    [InlineData("\"form\":{", "\"form\":{\"least\":1,", "$.rules.form.least")]
    [InlineData("\"form\":{", "\"form\":{\"extra\":{\"group\":\"g\",\"votes\":1,\"more\":2},", "$.rules.form.extra.more")]
    [InlineData("\"allocation\":{", "\"allocation\":{\"zzz\":1,", "$.rules.allocation.zzz")]
    public async Task So_is_one_deeper_inside(string before, string after, string at) => await MalformedAsync(Rules.Replace(before, after, StringComparison.Ordinal), at);

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    public async Task What_are_no_rules_at_all_is_named_by_its_place(string rules) => await MalformedAsync(rules, "$.rules");

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"null\"")]
    [InlineData("\"{\"")]
    [InlineData("\"approve\"")]
    public async Task A_text_that_is_no_rules_is_said_in_our_words(string rules)
    {
        var (status, problem) = await SendAsync(Day(Two, rules));
        Assert.Equal(422, status);
        Assert.StartsWith("The rules cannot be read: the", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("JSON token", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"a":1}}""", null)]
    [InlineData("""{"a":[{"b":1},{"b":1,"c":[],"b":2}]}""", "$.a[1].b")]
    [InlineData("""[[],{"a":1,"a":1}]""", "$[1].a")]
    [InlineData("""{"a":1,"\u0061":1}""", "$.a")]
    [InlineData("""{"a":1""", null)]
    [InlineData("", null)]
    public void A_member_that_stands_twice_is_found_by_its_place(string json, string? place) => Assert.Equal(place, JsonText.Twice(Encoding.UTF8.GetBytes(json)));

    private static string Rules { get; } =
        JsonNode.Parse(FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en").Text)!.ToJsonString();

    private string Day(string proposals, string? rules = null) => $$"""
        {"day":"{{day}}","title":"A day by program","rehearsal":true,"checkIn":"cards-only","currency":"GBP","languages":["en"],
         "pots":[{"id":"main","amount":100000}],"venues":[{"id":"hall"}],"rules":{{rules ?? Rules}},"proposals":{{proposals}}}
        """;

    private async Task MalformedAsync(string rules, string at)
    {
        var (status, problem) = await SendAsync(Day(Two, rules));
        Assert.Equal((400, "/problems/malformed", at), (status, problem["type"]!.GetValue<string>(), problem["at"]!.GetValue<string>()));
    }

    private async Task<(int Status, JsonObject Answer)> SendAsync(string body)
    {
        var organisation = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/days") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await organisation.IssueRehearsalTokenAsync("player", default));
        using var answer = await site.Client().SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }
}
