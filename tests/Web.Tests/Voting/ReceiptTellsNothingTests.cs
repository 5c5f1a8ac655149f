using System.Net;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Voting;

/// <summary>What somebody can show or find out of a vote afterwards, for whoever asks for a proof: not which one it was.</summary>
public sealed partial class ReceiptTellsNothingTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task Receipts_of_any_two_ballots_differ_in_place_and_signature_alone()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        string[] ballots = ["approve 1 2 3", "approve area/5", "blank"];
        var answers = new List<string>();
        for (var card = 0; card < ballots.Length; card++) answers.Add(await SentAsync(day, JsonSerializer.SerializeToNode(day.Cast(card, ballots[card]))!, HttpStatusCode.Created));

        // Place, hash and signature are of every receipt's own; whatever is left is the same to the letter.
        Assert.Single(answers.Select(answer => OfItsOwn().Replace(answer, "_")).Distinct(StringComparer.Ordinal));
        Assert.Equal(5, OfItsOwn().Count(answers[0]));
        Assert.All(answers, answer => Assert.DoesNotMatch("approve|blank", answer));
        Assert.Equal(ballots.Length, answers.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Asking_again_with_any_choice_is_answered_alike()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"day-{Guid.NewGuid():n}"[..24]);
        var cast = JsonSerializer.SerializeToNode(day.Cast(0, "approve 1 2"))!;
        var receipt = await SentAsync(day, cast, HttpStatusCode.Created);
        var refusals = new List<string>();
        foreach (var ballot in new[] { "approve 1 2", "approve 3", "blank" })
        {
            // The page's own attempt, and one that somebody drew who has the card.
            var again = cast.DeepClone();
            again["ballot"] = ballot;
            Assert.Equal(receipt, await SentAsync(day, again, HttpStatusCode.Created));
            refusals.Add(await SentAsync(day, JsonSerializer.SerializeToNode(day.Cast(0, ballot))!, HttpStatusCode.Conflict));
        }
        Assert.Single(refusals.Distinct(StringComparer.Ordinal));
    }

    private async Task<string> SentAsync(OpenDay day, JsonNode cast, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync($"/api/days/{day.Id}/ballots", cast);
        Assert.Equal(expected, answer.StatusCode);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        body.Remove("traceId"); // Each request's own.
        return body.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    // In the receipt's text and beside it: the place, the hash, and the signature at the end of the text.
    [GeneratedRegex(@"(?<=\\n|""index"":)[0-9]+|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{80,}=*")]
    private static partial Regex OfItsOwn();
}
