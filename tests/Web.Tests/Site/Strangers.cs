using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>
/// Public programs that others wrote (<c>Strangers/package.json</c>), run by Node. They report to nobody and look for
/// no newer version.
/// </summary>
internal static class Strangers
{
    /// <summary>The folder of their packages.</summary>
    public static readonly string Folder =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../Strangers"));

    /// <summary>A script of a package.</summary>
    public static string Script(string path) => Path.Combine(Folder, "node_modules", path);

    /// <summary>Runs a script to its end.</summary>
    /// <returns>Its exit code, and all that it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        (string Name, string Value)[] quiet =
        [
            ("REDOCLY_TELEMETRY", "off"), ("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true"), ("SCARF_ANALYTICS", "false"),
            ("DO_NOT_TRACK", "1"), ("NO_UPDATE_NOTIFIER", "1"), ("NO_COLOR", "1"), ("CI", "true"),
        ];
        foreach (var (name, value) in quiet) start.Environment[name] = value;
        using var node = new Process { StartInfo = start };
        try
        {
            node.Start();
        }
        catch (Win32Exception)
        {
            Assert.Fail("node is not on the path. This project needs Node 20: install it and run the tests again.");
        }
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        return (node.ExitCode, $"{await output}{await errors}");
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
