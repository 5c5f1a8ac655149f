using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Console;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Cards;

/// <summary>Cards made by <c>pbdd cards</c> as the console says, registered by their numbers, and voted with.</summary>
public sealed partial class CardsMadeElsewhereTests(RunningSite site) : IClassFixture<RunningSite>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_consoles_own_command_makes_a_batch_that_it_registers_and_whose_cards_vote()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"made-{Guid.NewGuid():n}"[..24], upTo: DayPhase.Published);
        var browser = await ConsoleBrowser.SignedInAsync(site);
        await browser.OpenAsync($"/console/days/{day.Id}/cards");
        var command = browser.Page.QuerySelector("pre.command")!.TextContent;
        Assert.StartsWith($"pbdd cards make \\\n  --site http://localhost:5301 \\\n  --day {day.Id} \\\n  --origin {day.Origin} \\\n", command, StringComparison.Ordinal);
        Assert.Contains("--rehearsal", command, StringComparison.Ordinal);
        var said = Shell(command.Replace("--count 500", "--count 12", StringComparison.Ordinal).Replace("/dev/shm/cards", folder.Path, StringComparison.Ordinal));
        var root = Root().Match(said).Groups[1].Value;

        await browser.SendAsync("form[action*='Import']", ("ImportBatch", "printed-2"), ("Numbers", await File.ReadAllTextAsync(folder.File("printed-2.secrets"))));
        Assert.Contains("destroy that batch", browser.Text, StringComparison.Ordinal);
        await browser.SendAsync("form[action*='Import']", ("ImportBatch", "printed-2"), ("Numbers", await File.ReadAllTextAsync(folder.File("printed-2.numbers.txt"))));
        Assert.Contains($"Cards registered: 12. Their root (a check value) is {root}.", browser.Text, StringComparison.Ordinal);
        var batch = Assert.Single((await day.Box.GetStatusAsync(default)).Batches, batch => batch.Batch == "printed-2");
        Assert.Equal((12, false), (batch.Cards, batch.MadeByService));

        await day.StepAsync(DayPhase.Open);
        Assert.Contains($"pbdd/1 batch\nbatch printed-2\nlog main\nroot {root}\nsize 12\nmaker offline\n", await LogAsync(day), StringComparison.Ordinal);
        var card = (await SecretsAsync("printed-2"))[5].Derive(day.Origin);
        var cast = new { card = card.Number.ToString(), version = 1, proof = card.Proof(1).ToString(), ballot = "approve 1", attempt = Digest.Random().ToString() };
        using var phone = site.Client();
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.PostAsJsonAsync($"/api/days/{day.Id}/ballots", cast)).StatusCode);
        Assert.Equal(IssueResult.Issued, await day.Box.IssueAsync(ShortNumber.Of(card.Number).Symbols, default));
        Assert.Equal(HttpStatusCode.Created, (await phone.PostAsJsonAsync($"/api/days/{day.Id}/ballots", cast)).StatusCode);
    }

    [Fact]
    public async Task A_program_registers_the_same_list()
    {
        var day = await OpenDay.CreateAsync(site.Services, $"made-{Guid.NewGuid():n}"[..24], upTo: DayPhase.Published);
        Shell($"pbdd cards make --site http://localhost:5301 --day {day.Id} --origin {day.Origin} --batch shop --count 3 --out {folder.Path}");
        var token = await site.Services.GetRequiredService<IGrainFactory>().GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).IssueRehearsalTokenAsync("maker", default);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{day.Id}/batches") { Content = JsonContent.Create(new { batch = "shop", cards = await File.ReadAllLinesAsync(folder.File("shop.numbers.txt")) }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var program = site.Client();
        Assert.Equal(HttpStatusCode.NoContent, (await program.SendAsync(request)).StatusCode);
        Assert.Equal(3, (await day.Box.GetStatusAsync(default)).Batches.Single(batch => batch.Batch == "shop").Cards);
    }

    private async Task<CardSecret[]> SecretsAsync(string batch) =>
        [.. (await File.ReadAllLinesAsync(folder.File($"{batch}.secrets"))).Skip(6).Select(code => CardSecret.TryRead(code, out var secret, out _) ? secret : throw new FormatException("not a code"))];

    private async Task<string> LogAsync(OpenDay day)
    {
        using var anyone = site.Client();
        var size = (await anyone.GetStringAsync($"/api/days/{day.Id}/logs/main/checkpoint")).Split('\n')[1];
        return await anyone.GetStringAsync($"/api/days/{day.Id}/logs/main/tile/entries/000.p/{size}");
    }

    // As it stands on the page, quoting and line ends included.
    private static string Shell(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"pbdd() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "pbdd.dll")}' \"$@\"; }}; {command}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, error.Result);
        return output;
    }

    [GeneratedRegex("^  root +([A-Za-z0-9+/=]{44})$", RegexOptions.Multiline)]
    private static partial Regex Root();
}
