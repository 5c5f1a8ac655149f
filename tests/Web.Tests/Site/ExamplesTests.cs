using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Every example of a request in the API's description is sent and accepted. Only what nobody can know beforehand is
/// put in its place: cards,
/// their proofs, attempts, tokens and codes.
/// </summary>
public sealed class ExamplesTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient _everyone = site.Client();
    private readonly HttpClient _organiser = site.Client();
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    private JsonObject _document = [];
    private readonly Digest _random = Digest.Random();
    private string _secondToken = "";

    private IOrganisationGrain Organisation =>
        site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);

    [Fact]
    public async Task Every_example_of_a_request_is_accepted()
    {
        await BeginAsync();
        await PlayAsync();
        await PlayWithRegisterAsync();
        await VoteInEachFormAsync();
        await RollAsync();

        var all = Operations()
            .SelectMany(operation => Examples(operation.Schema).Select((_, at) => $"{operation.Id} {at}"))
            .Order(StringComparer.Ordinal).ToArray();
        Assert.True(all.Length >= 20, string.Join(", ", all));
        Assert.Equal(all, _sent.Order(StringComparer.Ordinal));
        Assert.All(Operations(), operation => Assert.NotEmpty(Examples(operation.Schema)));
    }

    [Fact]
    public async Task Rules_in_any_order_are_frozen_in_one()
    {
        await BeginAsync();
        var rules = _document["components"]!["schemas"]!["Rules"]!["examples"]!.AsArray();
        Assert.True(rules.Count >= 5);
        for (var at = 0; at < rules.Count; at++)
        {
            var hashes = new List<string>();
            var (one, other, loud) = (rules[at]!.DeepClone(), Backwards(rules[at]!), WithNothings(rules[at]!));
            foreach (var (name, written) in new[] { ("one", one), ("other", other), ("loud", loud) })
            {
                var day = $"order-{at}-{name}";
                await MakeAsync(day, written);
                await SendAsync(_organiser, "TakeStep", 0, day);
                var made = (await _everyone.GetFromJsonAsync<JsonObject>($"/api/days/{day}"))!;
                hashes.Add(made["rulesHash"]!.GetValue<string>());
            }
            Assert.Single(hashes.Distinct(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"colour":"red"}""", 400)]
    [InlineData("""{"form":{"kind":"approve","least":1,"colour":"red"}}""", 400)]
    [InlineData("""{"allocation":{"rule":"most-votes","marginal":"skip","ties":["id"],"utility":"cost"}}""", 422)]
    [InlineData("""{"form":{"kind":"approve","least":1,"most":"3"}}""", 422)]
    [InlineData("""{"replacement":null}""", 422)]
    public async Task Rules_with_what_nobody_knows_or_what_says_nothing_there_are_refused(string change, int status)
    {
        await BeginAsync();
        var request = Example("CreateDayRequest", 0);
        foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
            request["rules"]![member] = value?.DeepClone();
        request["day"] = "refused-rules";
        using var answer = await _organiser.PostAsJsonAsync("/api/days", request);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    // A day with cards alone, from its making to its count.
    private async Task PlayAsync()
    {
        var day = (await SendAsync(_organiser, "CreateDay", 0))["day"]!.GetValue<string>();
        await SendAsync(_organiser, "TakeStep", 0, day);
        var cards = await CardsAsync(day, 3);
        await SendAsync(_organiser, "AddBatch", 0, day, ("cards", Numbers(cards)));
        var sheets = (await SendAsync(_organiser, "MakeShares", 0, day, ("secondToken", _secondToken)))["texts"]!.AsArray();
        await SendAsync(_organiser, "ReadShareBack", 0, day, ("text", sheets[0]!));
        var brought = Example("RestoreRequest", 0)["shares"]!.AsArray();
        (brought[0]!["text"], brought[1]!["text"]) = (sheets[0]!.DeepClone(), sheets[2]!.DeepClone());
        await SendAsync(_organiser, "RestoreOpeningsKey", 0, day, ("shares", brought));
        await SendAsync(_organiser, "AnnounceLog", 0, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "AnnounceLog", 0, day, ("secondToken", _secondToken), ("log", "library"));
        await SendAsync(_organiser, "ChangePot", 0, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "WithdrawProposal", 0, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "AddBatch", 0, day, ("batch", "printed-2"), ("cards", Numbers(await CardsAsync(day, 1))));
        await SendAsync(_organiser, "SpoilBatch", 0, day);
        var door = await DoorAsync(day);
        // The door settles cards of its own pile.
        var stations = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IDecisionDayGrain>(day).GetAsync(default))!.Stations;
        var pile = $"{AddBatch.PileOf(Assert.Single(stations).Station)}1";
        await SendAsync(_organiser, "AddBatch", 0, day, ("batch", pile), ("cards", Numbers(await CardsAsync(day, 2))));
        await SendAsync(_organiser, "ActivateBatch", 0, day, ("batch", pile));
        await SendAsync(_organiser, "TakeStep", 1, day, ("secondToken", _secondToken));
        foreach (var card in cards) await SendAsync(door, "CheckIn", 0, day, ("card", Outside(card)));
        await SendAsync(door, "FindInRegister", 0, day);
        await SendAsync(door, "CallOrganiser", 0, day);
        for (var at = 0; at < 2; at++) await SendAsync(door, "SayQueue", at, day);
        // Codes that are nobody's are answered as such: what is asked is read.
        await SendAsync(door, "UndoAtDoor", 0, day, ("card", Outside(cards[1])));
        await SendAsync(door, "ReplaceLostCard", 0, day, ("strip", Outside(cards[1])), ("card", Outside(cards[2])));
        await SendAsync(door, "GetDoorPart", 0, day);
        await SendAsync(door, "SettleDoor", 1, day);

        await SendAsync(_everyone, "AskCard", 0, day, ("card", $"{cards[0].Number}"));
        await CastAsync(day, cards[0], 0);
        await SendAsync(_everyone, "ChallengeCard", 0, day, [.. OfCard(cards[0], 2)[..3], ("random", $"{_random}")]);
        await SendAsync(door, "ExchangeCard", 0, day, ("card", $"{cards[0].Number}"), ("inside", $"{cards[0].Inside}"));
        await SendAsync(_everyone, "SurrenderCard", 0, day, OfCard(cards[1], 7));
        await SendAsync(_organiser, "TakeStep", 2, day);
        await SendAsync(_organiser, "VoidCard", 0, day, ("card", Outside(cards[2])), ("secondToken", _secondToken));
        await SendAsync(_organiser, "TakeStep", 1, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "TakeStep", 1, day, ("secondToken", _secondToken), ("to", "closed"));
        await SendAsync(_organiser, "JoinLog", 0, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "LeaveOutLog", 0, day, ("secondToken", _secondToken));
        await SendAsync(_organiser, "EnterPaperBallot", 0, day);
        var counting = site.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaperCountGrain>(day);
        Assert.Equal(DayRefusal.None, (await counting.OpenAsync(new OpenPaperBatch("library", 0, "first"), default)).Refusal);
        await SendAsync(_organiser, "FinishPaperBatch", 0, day);
        // Two cards of the door's pile are printed too.
        await SendAsync(_organiser, "CloseAccount", 0, day, ("venues", new JsonArray(new JsonObject { ["venue"] = "hall", ["received"] = 5, ["unused"] = 1, ["destroyed"] = 0, ["slips"] = 1 })));
    }

    private async Task PlayWithRegisterAsync()
    {
        const string day = "with-register";
        var (create, asked) = (Operations().Single(one => one.Id == "CreateDay"), Example("CreateDayRequest", 0));
        (asked["day"], asked["checkIn"], asked["entryQuestion"]) = (day, "register", "Do you live here?");
        using var made = await _organiser.PostAsJsonAsync(create.Path, asked);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        await SendAsync(_organiser, "TakeStep", 0, day);
        await SendAsync(_organiser, "AddBatch", 0, day, ("cards", Numbers(await CardsAsync(day, 1))));
        await SendAsync(_organiser, "AddToRegister", 0, day);
        await SendAsync(_organiser, "ActivateBatch", 0, day);
        var door = await DoorAsync(day);
        var line = (await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IRegisterGrain>(day).FindAsync("Isla", default))[0].Line;
        await SendAsync(door, "GetLine", 0, day, ("line", line));
        await SendAsync(door, "AddAtDoor", 0, day);
        await SendAsync(door, "SettleDoor", 0, day, ("marks", new JsonArray(new JsonObject { ["id"] = "c6a7d1f0", ["line"] = line })));
    }

    // Each ballot of the examples on a day with rules of the examples that ask for its form.
    private async Task VoteInEachFormAsync()
    {
        var rules = _document["components"]!["schemas"]!["Rules"]!["examples"]!.AsArray();
        for (var at = 0; at < rules.Count; at++)
        {
            var kind = rules[at]!["form"]!["kind"]!.GetValue<string>();
            var day = $"form-{at}";
            await MakeAsync(day, rules[at]!.DeepClone());
            await SendAsync(_organiser, "TakeStep", 0, day);
            var mine = Examples("CastBallotRequest")
                .Select((example, number) => (Ballot: example!["ballot"]!.GetValue<string>(), Number: number))
                .Where(ballot => ballot.Ballot == "blank" || ballot.Ballot.Split(' ')[0] == kind).ToArray();
            Assert.Equal(2, mine.Length);
            var cards = await CardsAsync(day, mine.Length);
            await SendAsync(_organiser, "AddBatch", 0, day, ("cards", Numbers(cards)));
            await SendAsync(_organiser, "TakeStep", 1, day, ("secondToken", _secondToken));
            var door = await DoorAsync(day);
            foreach (var (card, ballot) in cards.Zip(mine))
            {
                await SendAsync(door, "CheckIn", 0, day, ("card", Outside(card)));
                await CastAsync(day, card, ballot.Number);
            }
        }
    }

    // Thirty ballots or more, so that there are dice to enter.
    private async Task RollAsync()
    {
        var open = await OpenDay.CreateAsync(site.Services, "with-dice", cards: 32);
        await open.EveryoneVotesAsync();
        await open.StepAsync(DayPhase.Closed);
        await open.StepAsync(DayPhase.Counted);
        await SendAsync(_organiser, "RecordDice", 0, open.Id, ("secondToken", _secondToken));
    }

    private async Task BeginAsync()
    {
        _document = (await JsonNode.ParseAsync(await _everyone.GetStreamAsync("/openapi/v1.json")))!.AsObject();
        var token = await Organisation.IssueRehearsalTokenAsync("player", default);
        _organiser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _secondToken = await Organisation.IssueRehearsalTokenAsync("witness", default);
    }

    private Task MakeAsync(string day, JsonNode rules) =>
        SendAsync(_organiser, "CreateDay", 0, "", ("day", day), ("rules", rules));

    private async Task<HttpClient> DoorAsync(string day)
    {
        var code = (await SendAsync(_organiser, "OfferStation", 0, day))["code"]!.GetValue<string>();
        var door = site.Client();
        await SendAsync(door, "PairStation", 0, "", ("code", code), ("day", day));
        return door;
    }

    private Task CastAsync(string day, DerivedCard card, int example) =>
        SendAsync(_everyone, "CastBallot", example, day, [.. OfCard(card, 1)[..3], ("attempt", $"{Attempt.Of(_random.ToBytes())}")]);

    private static (string, JsonNode)[] OfCard(DerivedCard card, int version) =>
    [
        ("card", $"{card.Number}"), ("version", version), ("proof", $"{card.Proof(version)}"),
        ("attempt", $"{Digest.Random()}"),
    ];

    /// <summary>Sends an example with some of its members replaced, and sees it accepted.</summary>
    private async Task<JsonObject> SendAsync(
        HttpClient client, string operation, int example, string day = "",
        params (string Member, JsonNode Value)[] instead)
    {
        var (id, path, schema) = Operations().Single(one => one.Id == operation);
        var body = Example(schema, example);
        foreach (var (member, value) in instead)
        {
            Assert.True(body.ContainsKey(member), $"The example of {schema} has no {member}.");
            body[member] = value.DeepClone();
        }
        using var answer = await client.PostAsJsonAsync(path.Replace("{day}", day, StringComparison.Ordinal).Replace("{log}", id == "JoinLog" ? "care-home" : "library", StringComparison.Ordinal), body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{id} {example}: {answer.StatusCode} {text} for {body}");
        _sent.Add($"{id} {example}");
        return text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [];
    }

    private IEnumerable<(string Id, string Path, string Schema)> Operations() =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        let body = operation.Value!["requestBody"]
        where body is not null
        let schema = body["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>()
        select (operation.Value!["operationId"]!.GetValue<string>(), path.Key, schema.Split('/')[^1]);

    private JsonArray Examples(string schema) =>
        _document["components"]!["schemas"]![schema]!["examples"]?.AsArray() ?? [];

    private JsonObject Example(string schema, int at) => Examples(schema)[at]!.DeepClone().AsObject();

    private async Task<DerivedCard[]> CardsAsync(string day, int number)
    {
        var made = (await _everyone.GetFromJsonAsync<JsonObject>($"/api/days/{day}"))!;
        var origin = made["origin"]!.GetValue<string>();
        return [.. Enumerable.Range(0, number).Select(_ => CardSecret.Draw().Derive(origin))];
    }

    private static JsonArray Numbers(DerivedCard[] cards) => [.. cards.Select(card => (JsonNode)$"{card.Number}")];

    private static string Outside(DerivedCard card) => ShortNumber.Of(card.Number).Symbols;

    private static JsonNode Backwards(JsonNode node) => node is JsonObject fields
        ? new JsonObject(fields.Reverse().Select(
            field => KeyValuePair.Create(field.Key, (JsonNode?)Backwards(field.Value!))))
        : node.DeepClone();

    // The same rules with every member that says nothing.
    private static JsonNode WithNothings(JsonNode rules)
    {
        var loud = rules.DeepClone();
        loud["form"]!["top"] ??= 0; // "most": 0 would say the opposite of no limit, and is refused.
        foreach (var member in new[] { "per_pot", "knapsack" }) loud["form"]![member] ??= false;
        foreach (var member in new[] { "threshold", "threshold_percent", "floor_hundredths", "cap_percent" })
            loud["allocation"]![member] ??= 0;
        loud["allocation"]!["funds_unsupported"] ??= false;
        loud["allocation"]!["completion_ties"] ??= new JsonArray();
        return loud;
    }
}
