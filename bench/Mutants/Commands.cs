using System.Diagnostics;
using System.Text;

namespace PbDecisionDay.Mutants;

/// <summary>What a command ended with; no exit code where its time was up.</summary>
internal sealed record Ended(int? Exit, string Output, TimeSpan Took);

/// <summary>Commands at low priority, so that whoever works beside a round hardly notices it.</summary>
internal static class Commands
{
    public static async Task<Ended> RunAsync(
        string folder, IEnumerable<string> command, TimeSpan limit, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("nice", ["-n", "10", .. command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var late = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return new Ended(null, Text(output), watch.Elapsed);
        }
        return new Ended(process.ExitCode, Text(output), watch.Elapsed);
    }

    private static void Keep(StringBuilder output, string? line)
    {
        lock (output) output.AppendLine(line);
    }

    private static string Text(StringBuilder output)
    {
        lock (output) return output.ToString();
    }
}
