using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PbDecisionDay.Web.Tests.Client;

/// <summary>The pages' own logic: vitest runs the <c>*.test.ts</c> files beside the code once, and each file counts as a test here.</summary>
public sealed class ClientLogicTests(ClientLogicTests.Run run) : IClassFixture<ClientLogicTests.Run>
{
    private static readonly string Client = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/Web/Client"));

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Client, "*.test.ts", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Client, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file)
    {
        var tests = Assert.Contains(file, run.Tests);
        Assert.NotEmpty(tests);
        var failed = tests.Where(test => test.Status != "passed").Select(test => $"{test.Name} ({test.Status})\n{test.Message}");
        Assert.True(tests.All(test => test.Status == "passed"), string.Join('\n', failed));
    }

    private static string Here([CallerFilePath] string file = "") => file;

    public sealed record Outcome(string Name, string Status, string Message);

    /// <summary>One run of vitest, read from its JSON report.</summary>
    public sealed class Run : IAsyncLifetime
    {
        public Dictionary<string, Outcome[]> Tests { get; } = new(StringComparer.Ordinal);

        public async ValueTask InitializeAsync()
        {
            var report = Path.GetTempFileName();
            string[] arguments = ["node_modules/vitest/vitest.mjs", "run", "--testTimeout=60000", "--reporter=json", $"--outputFile={report}"];
            var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Client, RedirectStandardOutput = true, RedirectStandardError = true };
            using var node = new Process { StartInfo = start };
            try
            {
                node.Start();
            }
            catch (Win32Exception)
            {
                Assert.Fail("node is not on the path. Node 20 is a prerequisite of this project: install it and run the tests again.");
            }
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync();
            var text = await File.ReadAllTextAsync(report);
            File.Delete(report);
            if (text.Length == 0) Assert.Fail($"vitest ended with {node.ExitCode} and wrote no report.\n{await output}{await errors}");
            foreach (var file in JsonDocument.Parse(text).RootElement.GetProperty("testResults").EnumerateArray())
                Tests.Add(Path.GetRelativePath(Client, file.GetProperty("name").GetString()!).Replace('\\', '/'), [.. Read(file)]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static IEnumerable<Outcome> Read(JsonElement file)
        {
            // A file that could not be loaded has no tests, only a message.
            if (file.GetProperty("status").GetString() != "passed" && file.GetProperty("assertionResults").GetArrayLength() == 0)
                yield return new Outcome("the file", "failed", file.GetProperty("message").GetString() ?? "");
            foreach (var test in file.GetProperty("assertionResults").EnumerateArray())
                yield return new Outcome(
                    test.GetProperty("fullName").GetString()!,
                    test.GetProperty("status").GetString()!,
                    string.Join('\n', test.GetProperty("failureMessages").EnumerateArray().Select(message => message.GetString())));
        }
    }
}
