using System.Diagnostics;
using System.Globalization;

// Whole processes: start, read the file, allocate, write JSON. Beside each, if a command is given, what a user would
// otherwise use, in the same run, as a ratio.
//   dotnet run -c Release --project bench/EndToEnd -- FOLDER [COMMAND with {file}]
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: FOLDER [COMMAND with {file}]");
    return 2;
}
string pbdd = Path.Combine(AppContext.BaseDirectory, "pbdd.dll");
string[] files = ["Poland_Wieliczka_2023_Green_Budget", "Poland_Warszawa_2022_Bielany", "Poland_Warszawa_2021_Mokotow", "Poland_Lodz_2022", "Poland_Wroclaw_2020"];
Console.WriteLine("file                                     wall s   cpu s   MB   beside s   ratio");
foreach (string file in files)
{
    string path = Path.Combine(args[0], file + ".pb");
    Sample own = Best(() => Run("dotnet", [pbdd, "allocate", path, "--rule", "equal-shares", "--completion", "add1", "--json"]));
    string beside = "";
    if (args.Length > 1)
    {
        Sample other = Run(args[1], args[2..].Select(part => part.Replace("{file}", path, StringComparison.Ordinal)));
        beside = string.Create(CultureInfo.InvariantCulture, $"{other.Wall.TotalSeconds,10:0.00} {other.Wall / own.Wall,7:0.0}");
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file,-40} {own.Wall.TotalSeconds,6:0.00} {own.Cpu.TotalSeconds,7:0.00} {own.Megabytes,4} {beside}"));
}
return 0;

static Sample Best(Func<Sample> run) => Enumerable.Range(0, 3).Select(_ => run()).MinBy(sample => sample.Wall)!;

static Sample Run(string command, IEnumerable<string> arguments)
{
    var watch = Stopwatch.StartNew();
    using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true })!;
    long peak = 0;
    TimeSpan cpu = default;
    Task<string> output = process.StandardOutput.ReadToEndAsync();
    while (!process.WaitForExit(5))
    {
        process.Refresh();
        try
        {
            (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            break;
        }
    }
    process.WaitForExit();
    output.Wait();
    return process.ExitCode == 0
        ? new(watch.Elapsed, cpu, peak >> 20)
        : throw new InvalidOperationException($"{command} ended with {process.ExitCode}");
}

internal sealed record Sample(TimeSpan Wall, TimeSpan Cpu, long Megabytes);
