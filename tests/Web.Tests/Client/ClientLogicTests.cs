using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PbDecisionDay.Web.Tests.Client;

public sealed class ClientLogicTests
{
    [Fact]
    public async Task What_the_pages_compute_agrees_with_the_published_vectors_and_sees_every_lie()
    {
        var (code, output) = await NodeAsync("--test", "--test-reporter=tap", Path.Combine(Path.GetDirectoryName(Here())!, "logic.mjs"));
        Assert.True(code == 0, output);
        Assert.Matches(@"(?m)^# pass [1-9]\d*$", output);
    }

    private static async Task<(int Code, string Output)> NodeAsync(params string[] arguments)
    {
        using var node = new Process { StartInfo = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
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
        return (node.ExitCode, await output + await errors);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
