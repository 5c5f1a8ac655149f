using System.Diagnostics;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Web.Tests.Audit;

/// <summary>The two programs that check a day from its files, run in the folder that holds them.</summary>
internal static class Checkers
{
    /// <summary>The folder that the solution stands in.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PbDecisionDay.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    /// <summary>Runs <c>pbdd</c>.</summary>
    public static (int Code, string Said) Pbdd(TemporaryFolder folder, params string[] arguments) =>
        Run(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), .. arguments]);

    /// <summary>Runs the checker in Node that was written from the formats alone.</summary>
    public static (int Code, string Said) SecondOpinion(TemporaryFolder folder, params string[] files) =>
        Run(folder, "node", [Path.Combine(Repository(), "tests", "Verifier.Tests", "SecondOpinion", "check.mjs"), .. files]);

    private static (int Code, string Said) Run(TemporaryFolder folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
