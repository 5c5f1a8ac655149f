using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PbDecisionDay.Tests.Support;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Screens;

/// <summary>The program in <c>docs/api.md</c> that follows a day, run by Node as it stands there.</summary>
public sealed partial class FeedExampleTests(RunningSite site) : IClassFixture<RunningSite>
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    [Fact]
    public async Task The_example_of_the_live_feed_follows_a_day()
    {
        var http = site.Client();
        var day = await OpenDay.CreateAsync(site.Services, "followed");
        using var folder = new TemporaryFolder();
        var example = Assert.Single(Script().Matches(await File.ReadAllTextAsync(Path.Combine(Repository, "docs/api.md")))).Groups[1].Value;
        await File.WriteAllTextAsync(folder.File("follow.mjs"), example);
        // The package as the pages' own scripts have it.
        Directory.CreateSymbolicLink(folder.File("node_modules"), Path.Combine(Repository, "src/Web/Client/node_modules"));

        using var node = Start(folder, site.ClientOptions.BaseAddress.ToString().TrimEnd('/'), "followed");
        Assert.Matches("^[0-9]+ open 0 votes$", await LineAsync(node, "0 votes"));
        Assert.True((await http.PostAsJsonAsync("/api/days/followed/ballots", day.Cast(0))).IsSuccessStatusCode);
        Assert.Matches("^[0-9]+ open 1 votes$", await LineAsync(node, "1 votes"));
        await day.StepAsync(Contracts.Days.DayPhase.Closed);
        Assert.Matches("^[0-9]+ closed 1 votes$", await LineAsync(node, "closed"));
        node.Kill();
    }

    [Fact]
    public async Task The_example_says_that_there_is_no_such_day()
    {
        site.Client().Dispose();
        using var folder = new TemporaryFolder();
        var example = Assert.Single(Script().Matches(await File.ReadAllTextAsync(Path.Combine(Repository, "docs/api.md")))).Groups[1].Value;
        await File.WriteAllTextAsync(folder.File("follow.mjs"), example);
        Directory.CreateSymbolicLink(folder.File("node_modules"), Path.Combine(Repository, "src/Web/Client/node_modules"));
        using var node = Start(folder, site.ClientOptions.BaseAddress.ToString().TrimEnd('/'), "nowhere");
        await node.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);
        Assert.NotEqual(0, node.ExitCode);
        Assert.Contains("no-such-day", await node.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static Process Start(TemporaryFolder folder, string site, string day) => Process.Start(new ProcessStartInfo("node", ["follow.mjs", site, day])
    {
        WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    private static async Task<string> LineAsync(Process node, string part)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await node.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException($"It ended. {await node.StandardError.ReadToEndAsync(patience.Token)}");
    }

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex("```js follow.mjs\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();
}
