using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// A client is generated from the description that the service serves, compiled strictly, and takes a rehearsal from a
/// token to its result.
/// </summary>
public sealed class GeneratedClientTests(RunningSite site) : IClassFixture<RunningSite>, IDisposable
{
    private const string Day = "generated";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_generated_client_takes_a_day_from_a_token_to_its_result()
    {
        var (generated, compiled, said) = await GenerateAsync(await ReadAsync());
        Assert.True(generated == 0 && compiled == 0, said);

        var grains = site.Services.GetRequiredService<IGrainFactory>();
        var organisation = grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key);
        var token = await organisation.IssueRehearsalTokenAsync("player", default);
        var second = await organisation.IssueRehearsalTokenAsync("witness", default);
        var address = site.Client().BaseAddress!.ToString().TrimEnd('/');
        var (code, told) = await Strangers.RunAsync(_folder.Path, "out/day.js", address, Day, token, second);
        Assert.True(code == 0, told);

        var standings = await site.Client().GetFromJsonAsync<JsonElement>($"/api/days/{Day}/standings");
        Assert.Equal("declared", standings.GetProperty("phase").GetString());
        Assert.Equal(2, standings.GetProperty("ballots").GetInt32());
        var result = JsonDocument.Parse(standings.GetProperty("result").GetString()!).RootElement;
        Assert.Equal(JsonDocument.Parse(told).RootElement.GetRawText(), result.GetRawText());
    }

    [Fact]
    public async Task The_client_does_not_compile_where_the_description_says_otherwise()
    {
        var document = await ReadAsync();
        var cast = document["components"]!["schemas"]!["CastBallotRequest"]!;
        cast["properties"]!["choice"] = cast["properties"]!["ballot"]!.DeepClone();
        cast["properties"]!.AsObject().Remove("ballot");
        cast["required"] = new JsonArray("choice");
        var (generated, compiled, said) = await GenerateAsync(document);
        Assert.Equal(0, generated);
        Assert.NotEqual(0, compiled);
        Assert.Contains("'choice'", said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<JsonObject> ReadAsync() =>
        (await JsonNode.ParseAsync(await site.Client().GetStreamAsync("/openapi/v1.json")))!.AsObject();

    private async Task<(int Generated, int Compiled, string Said)> GenerateAsync(JsonObject document)
    {
        await File.WriteAllTextAsync(_folder.File("v1.json"), document.ToJsonString());
        await File.WriteAllTextAsync(_folder.File("package.json"), """{"type":"module"}""");
        foreach (var name in new[] { "day.ts", "tsconfig.json" })
            File.Copy(Path.Combine(Strangers.Folder, name), _folder.File(name));
        Directory.CreateSymbolicLink(_folder.File("node_modules"), Strangers.Script(""));
        var (generated, first) = await Strangers.RunAsync(
            _folder.Path, Strangers.Script("openapi-typescript/bin/cli.js"), "v1.json", "-o", "schema.d.ts");
        var (compiled, second) = await Strangers.RunAsync(
            _folder.Path, Strangers.Script("typescript/bin/tsc"), "--pretty", "false", "-p", ".");
        return (generated, compiled, first + second);
    }
}
