using System.Diagnostics;
using System.Text.RegularExpressions;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Faults.Tests;

/// <summary>
/// The walk of <c>docs/api.md</c>, line by line as it stands there, against a service of its own: each block is run by a shell, and what it
/// prints is held against the block below it.
/// </summary>
public sealed partial class ApiWalkthroughTests
{
    private const string Mark = "--- end of block";

    [Fact]
    public async Task A_stranger_who_follows_the_page_gets_from_a_token_to_a_result_that_verifies()
    {
        using var service = new ServiceProcess();
        using var folder = new TemporaryFolder();
        await service.StartAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(ServiceProcess.Repository(), "docs/api.md"));
        var blocks = Block().Matches(page).Select(block => (Kind: block.Groups[1].Value, Text: block.Groups[2].Value)).ToList();
        foreach (var (kind, text) in blocks)
            if (kind.StartsWith("js ", StringComparison.Ordinal)) await File.WriteAllTextAsync(folder.File(kind[3..]), text);
        var steps = blocks.Where(block => block.Kind == "sh").Select(block => block.Text).ToList();
        Assert.InRange(steps.Count, 16, int.MaxValue);
        var prelude = $"set -o pipefail\npbdd() {{ dotnet '{ServiceProcess.Built("Verifier", "pbdd.dll")}' \"$@\"; }}\n";
        await File.WriteAllTextAsync(folder.File("walk.sh"), prelude + string.Concat(steps.Select(step => $"{step}echo '{Mark}'\n")));

        var (printed, said) = await RunAsync(folder, service);

        var answers = printed.Split(Mark + "\n");
        Assert.True(answers.Length == steps.Count + 1, $"The walk ended early.\n{printed}\n{said}");
        var at = -1;
        var held = 0;
        foreach (var (kind, text) in blocks)
        {
            if (kind == "sh") at++;
            if (kind != "text") continue;
            // Three dots stand for whatever it is this time, on one line.
            var expected = "^" + Regex.Escape(text).Replace("…", "[^\n]*", StringComparison.Ordinal) + "$";
            Assert.True(Regex.IsMatch(answers[at], expected, RegexOptions.None, TimeSpan.FromSeconds(5)), $"After\n{steps[at]}\nthe page says\n{text}\nand there came\n{answers[at]}\n{said}");
            held++;
        }
        Assert.InRange(held, 15, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage("{0} blocks were run, and {1} answers were as the page says.", steps.Count, held);
    }

    private static async Task<(string Printed, string Said)> RunAsync(TemporaryFolder folder, ServiceProcess service)
    {
        var start = new ProcessStartInfo("bash", ["walk.sh"])
        {
            WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["SITE"] = service.Site.ToString().TrimEnd('/'), ["DATA"] = Path.GetDirectoryName(service.TokenFile),
            },
        };
        using var shell = Process.Start(start)!;
        var (printed, said) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await shell.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
        }
        return (await printed, await said);
    }

    [GeneratedRegex("^```([a-z]+(?: [a-z.]+)?)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
