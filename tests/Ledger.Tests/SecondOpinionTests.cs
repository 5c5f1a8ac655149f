using System.ComponentModel;
using System.Diagnostics;

namespace PbDecisionDay.Ledger.Tests;

public class SecondOpinionTests
{
    [Fact]
    public async Task The_generator_in_node_still_makes_the_published_vectors()
    {
        var script = Path.Combine(Vectors.Root, "tests", "Ledger.Tests", "SecondOpinion", "vectors.mjs");
        Assert.Equal(await File.ReadAllTextAsync(Vectors.Path), await Node(script));
    }

    private static async Task<string> Node(string script)
    {
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [script]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
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
        Assert.True(node.ExitCode == 0, await errors);
        return await output;
    }
}
