using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// A walk over every endpoint that the API describes and every form of every page, with bodies that nobody should send, always the same ones:
/// none is answered as if the service had failed, and every refusal to a program has its name.
/// </summary>
public sealed class BadBodyWalkTests(RunningSite site) : IClassFixture<RunningSite>
{
    private const int MostOfAnEndpoint = 80, MostOfAForm = 12, Seed = 2026;

    private readonly List<string> _failures = [];

    private IGrainFactory Grains => site.Services.GetRequiredService<IGrainFactory>();

    [Fact]
    public async Task No_body_makes_an_endpoint_of_the_API_fail_and_every_refusal_has_its_type()
    {
        var open = await OpenDay.CreateAsync(site.Services, "walk-open");
        await OpenDay.CreateAsync(site.Services, "walk-draft", upTo: DayPhase.Draft);
        var organiser = site.Client();
        organiser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await Grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).IssueRehearsalTokenAsync("walker", default));
        var offer = await Grains.GetGrain<IDecisionDayGrain>(open.Id).OfferPairingAsync(new OfferPairing(Ledger.Entries.StationRole.Door, "Door", "hall", "organiser-a"), default);
        var door = site.Client();
        Assert.Equal(HttpStatusCode.OK, (await door.PostAsJsonAsync("/api/stations/pair", new { code = offer!.Code, day = open.Id })).StatusCode);

        var document = (await site.Client().GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var walked = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
            foreach (var (method, operation) in operations!.AsObject())
            {
                var client = path.Contains("checkins", StringComparison.Ordinal) || path.Contains("/find", StringComparison.Ordinal)
                    || path.EndsWith("/door", StringComparison.Ordinal) ? door : organiser;
                foreach (var address in Addresses(path))
                    await SendAsync(client, method, address, null, "");
                if (operation!["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema) continue;
                var good = Example(schema, document, "", 0)!;
                var address1 = Fill(path, open.Id);
                var bodies = BadBodies.Spoilt(good).ToArray();
                new Random(Seed).Shuffle(bodies);
                foreach (var body in bodies.Take(MostOfAnEndpoint))
                    await SendAsync(client, method, address1, new StringContent(body, Encoding.UTF8, "application/json"), body);
                foreach (var raw in BadBodies.Raw(good.ToJsonString())) await SendAsync(client, method, address1, raw, "raw");
                await SendAsync(client, method, Fill(path, "walk-draft"), new StringContent(good.ToJsonString(), Encoding.UTF8, "application/json"), "good");
                await SendAsync(site.Client(), method, address1, new StringContent(good.ToJsonString(), Encoding.UTF8, "application/json"), "nobody's");
                walked++;
            }
        Assert.True(walked >= 13, $"only {walked}");
        Assert.True(_failures.Count == 0, string.Join("\n", _failures.Take(5)));
    }

    [Fact]
    public async Task No_body_makes_a_form_of_a_page_fail()
    {
        var open = await OpenDay.CreateAsync(site.Services, "walk-forms");
        var draft = await OpenDay.CreateAsync(site.Services, "walk-forms-draft", upTo: DayPhase.Draft);
        var http = site.Client();
        await ConsoleBrowser.SignedInAsync(site);
        var organiser = new ConsoleBrowser(http);
        await organiser.OpenAsync("/console/sign-in");
        await organiser.SendAsync("form.sheet", ("Name", "Morag"), ("Password", ConsoleBrowser.Password));

        var patterns = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct(StringComparer.Ordinal)
            .OrderBy(pattern => pattern.Contains("sign-out", StringComparison.Ordinal)).ThenBy(pattern => pattern, StringComparer.Ordinal).ToArray();
        Assert.True(patterns.Length > 20, $"only {patterns.Length}");
        var forms = new List<(string Action, KeyValuePair<string, string>[] Fields)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in patterns.SelectMany(pattern => new[] { Fill(pattern, open.Id), Fill(pattern, draft.Id) }).Distinct(StringComparer.Ordinal))
        {
            using var answer = await http.GetAsync(address);
            Note("get", address, answer, "");
            if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = await BrowsingContext.New().OpenAsync(
                async into => into.Content(await answer.Content.ReadAsStringAsync()).Address($"http://localhost{address}"));
            foreach (var form in page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(form => form.Method == "post"))
            {
                var action = form.GetAttribute("action") is { Length: > 0 } given ? given : address;
                var fields = form.Elements.OfType<IHtmlElement>().Select(field => field.GetAttribute("name") ?? "").Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)
                    .Select(name => KeyValuePair.Create(name, form.Elements.OfType<IHtmlInputElement>().FirstOrDefault(input => input.Name == name)?.Value ?? "")).ToArray();
                if (seen.Add(action + string.Join(',', fields.Select(field => field.Key)))) forms.Add((action, fields));
            }
        }
        Assert.True(forms.Count > 20, $"only {forms.Count}");
        // What ends the walker's own right to walk comes last.
        foreach (var (action, fields) in forms.OrderBy(form => form.Action.Contains("sign-out", StringComparison.Ordinal) || form.Action.Contains("/organisers", StringComparison.Ordinal)))
            await WalkAsync(http, action, fields);
        Assert.True(_failures.Count == 0, string.Join("\n", _failures.Take(5)));
    }

    private async Task WalkAsync(HttpClient http, string action, KeyValuePair<string, string>[] fields)
    {
        var own = fields.Where(field => field.Key != "__RequestVerificationToken").Select(field => field.Key).ToArray();
        var tries = own.SelectMany(name => BadBodies.Texts.Select(text => (Name: name, Text: text))).ToArray();
        new Random(Seed).Shuffle(tries);
        // Each field left empty, and some of the rest.
        foreach (var (name, text) in own.Select(name => (Name: name, Text: "")).Concat(tries.Take(MostOfAForm)))
        {
            using var answer = await http.PostAsync(action, new FormUrlEncodedContent(fields.Select(field => field.Key == name ? KeyValuePair.Create(name, text) : field)));
            Note("post", action, answer, $"{name}={text}");
        }
        foreach (var raw in BadBodies.RawForms(fields))
        {
            using var answer = await http.PostAsync(action, raw);
            Note("post", action, answer, $"{raw.Headers.ContentType}");
        }
    }

    private async Task SendAsync(HttpClient client, string method, string address, HttpContent? body, string what)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address) { Content = body };
        using var answer = await client.SendAsync(request);
        Note(method, address, answer, what);
        if (method == "head" || (int)answer.StatusCode is < 400 or >= 500 || !address.StartsWith("/api/", StringComparison.Ordinal)) return;
        var text = await answer.Content.ReadAsStringAsync();
        if (!text.Contains("\"type\":\"/problems/", StringComparison.Ordinal)) _failures.Add($"{method} {address} {(int)answer.StatusCode} has no type of ours: {text} for {what}");
    }

    private void Note(string method, string address, HttpResponseMessage answer, string what)
    {
        if ((int)answer.StatusCode >= 500) _failures.Add($"{method} {address} {(int)answer.StatusCode} for {what[..Math.Min(what.Length, 300)]}");
    }

    private static IEnumerable<string> Addresses(string path) =>
        new[] { "walk-open", "nowhere", "Troon", "-", "%ED%A0%80", "%EF%BF%BE", "9223372036854775808", new string('x', 2_000) }
            .Select(value => Fill(path, "walk-open", value)).Append(Fill(path, "Troon")).Distinct(StringComparer.Ordinal);

    // A day's id, and something else in every other place.
    private static string Fill(string pattern, string day, string other = "1") => string.Join('/', pattern.Split('/').Select(part =>
        part.StartsWith("{day", StringComparison.Ordinal) ? day : part.StartsWith('{') ? other : part));

    /// <summary>A body that the schema allows, with names' own values where a name says more than its type.</summary>
    private static JsonNode? Example(JsonNode schema, JsonObject document, string name, int depth)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return Example(document["components"]!["schemas"]![reference.Split('/')[^1]]!, document, name, depth + 1);
        if (depth > 8) return null;
        if (name == "rules")
            return JsonNode.Parse(FrozenRules.Create(BallotForm.ApproveUpTo(2), new RuleSettings(), LiveResults.Turnout, true, "en").Text);
        if (Known.TryGetValue(name, out var known)) return known;
        if (schema["oneOf"] is JsonArray { Count: > 0 } either) return Example(either[^1]!, document, name, depth + 1);
        if (schema["properties"] is JsonObject fields)
            return new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Example(field.Value!, document, field.Key, depth + 1))));
        if (schema["items"] is { } item)
            return new JsonArray(name == "languages" ? "en" : Example(item, document, "", depth + 1));
        var type = schema["type"] is JsonArray several ? string.Join(' ', several.Select(one => one!.GetValue<string>())) : schema["type"]?.GetValue<string>() ?? "";
        return type.Contains("integer", StringComparison.Ordinal) ? 1 : type.Contains("boolean", StringComparison.Ordinal) ? true : "a";
    }

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["day"] = "walk-made", ["title"] = "A title", ["checkIn"] = "cards-only", ["currency"] = "GBP", ["date"] = "2026-11-28", ["hours"] = "10 to 12",
        ["timeZone"] = "Europe/London", ["summary"] = "We meet.", ["easyRead"] = "We meet.", ["picture"] = "garden", ["role"] = "door", ["venue"] = "hall",
        ["to"] = "published", ["reason"] = "lost", ["digits"] = "40817263", ["ballot"] = "approve 1", ["check"] = "slips", ["pot"] = "a",
    };
}
