using System.Text.Json.Nodes;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Two public linters find no error in the API's description, and would find one: Spectral's rules for OpenAPI, and
/// Redocly's recommended ones.
/// </summary>
public sealed class LintersTests(RunningSite site) : IClassFixture<RunningSite>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Spectral_finds_no_error_and_nothing_to_warn_of_but_that_nobody_is_named_to_write_to()
    {
        var (code, said) = await SpectralAsync(await ReadAsync());
        Assert.True(code == 0, said);
        var warnings = said.Split('\n').Where(line => line.Contains(" warning ", StringComparison.Ordinal)).ToArray();
        Assert.All(warnings, line => Assert.Contains("info-contact", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redocly_finds_no_error_and_nothing_to_warn_of()
    {
        var (code, said) = await RedoclyAsync(await ReadAsync());
        Assert.True(code == 0, said);
        Assert.DoesNotMatch(@"You have \d+ warning", said);
        Assert.Contains("Your API description is valid", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two operations have one id", "operation-operationId-unique", "operation-operationId-unique")]
    [InlineData("a schema is nowhere", "invalid-ref", "no-unresolved-refs")]
    [InlineData("a parameter is not described", "path-params", "path-parameters-defined")]
    public async Task Both_find_what_is_broken(string what, string bySpectral, string byRedocly)
    {
        var document = await ReadAsync();
        var paths = document["paths"]!;
        switch (what)
        {
            case "two operations have one id":
                paths["/api/days"]!["get"]!["operationId"] = "GetDay";
                break;
            case "a schema is nowhere":
                var found = paths["/api/days/{day}"]!["get"]!["responses"]!["200"]!;
                found["content"]!["application/json"]!["schema"]!["$ref"] = "#/components/schemas/Nowhere";
                break;
            default:
                paths["/api/days/{day}/receipts/{leafHash}"]!["get"]!["parameters"]!.AsArray().RemoveAt(1);
                break;
        }
        var (spectral, redocly) = (await SpectralAsync(document), await RedoclyAsync(document));
        foreach (var ((code, said), named) in new[] { (spectral, bySpectral), (redocly, byRedocly) })
        {
            Assert.True(code == 1, $"{code}: {said}");
            Assert.Contains(named, said, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<JsonObject> ReadAsync() =>
        (await JsonNode.ParseAsync(await site.Client().GetStreamAsync("/openapi/v1.json")))!.AsObject();

    private async Task<(int Code, string Said)> SpectralAsync(JsonObject document) => await Strangers.RunAsync(
        _folder.Path, Strangers.Script("@stoplight/spectral-cli/dist/index.js"), "lint", Write(document),
        "--ruleset", Path.Combine(Strangers.Folder, ".spectral.yaml"), "--fail-severity", "error");

    private async Task<(int Code, string Said)> RedoclyAsync(JsonObject document) => await Strangers.RunAsync(
        _folder.Path, Strangers.Script("@redocly/cli/bin/cli.js"), "lint", Write(document),
        "--extends", "recommended", "--format", "stylish");

    private string Write(JsonObject document)
    {
        var file = _folder.File("v1.json");
        File.WriteAllText(file, document.ToJsonString());
        return file;
    }
}
