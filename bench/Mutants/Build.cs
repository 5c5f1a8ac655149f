using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Mutants;

/// <summary>One build that holds all drawn changes behind switches; changes that do not compile are taken out.</summary>
internal static partial class Build
{
    private const int MostBuilds = 20;

    private const string Switch = """
        internal static class MutantSwitch
        {
            private static readonly int s_on = int.Parse(System.Environment.GetEnvironmentVariable("MUTANT") ?? "0");
            private static readonly bool[] s_reached = new bool[100_000];

            static MutantSwitch()
            {
                if (System.Environment.GetEnvironmentVariable("MUTANTS_REACHED") is { Length: > 0 } file)
                    System.AppDomain.CurrentDomain.ProcessExit += (_, _) =>
                    {
                        for (var number = 0; number < s_reached.Length; number++)
                            if (s_reached[number]) System.IO.File.AppendAllText(file, number + "\n");
                    };
            }

            public static bool On(int number)
            {
                s_reached[number] = true;
                return number == s_on;
            }
        }
        """;

    public static async Task<IReadOnlyList<Mutant>> WithAsync(TreeCopy copy, string tests, IReadOnlyList<Mutant> drawn)
    {
        foreach (var project in drawn.Select(mutant => string.Join('/', mutant.Path.Split('/').Take(2))).Distinct())
            copy.Write($"{project}/MutantSwitch.cs", Encoding.UTF8.GetBytes(Switch));
        // A kept copy remembers what did not compile, so that the same round is built once.
        var known = Path.Combine(copy.Folder, "artifacts", "mutants-that-do-not-compile");
        HashSet<string> useless = File.Exists(known) ? [.. File.ReadLines(known)] : [];
        drawn = [.. drawn.Where(mutant => !useless.Contains(Report.Line(mutant)))];
        var paths = drawn.Select(mutant => mutant.Path).Distinct().ToList();
        for (var build = 1; build <= MostBuilds; build++)
        {
            var sources = paths.ToDictionary(
                path => Path.Combine(copy.Folder, path),
                path => new SwitchedSource(copy.Read(path), drawn.Where(mutant => mutant.Path == path)));
            foreach (var path in paths)
                copy.Write(path, Encoding.UTF8.GetBytes(sources[Path.Combine(copy.Folder, path)].Text.ToString()));
            var ended = await Commands.RunAsync(
                copy.Folder,
                [
                    "dotnet", "build", tests, "-v", "quiet", "-nologo", "-clp:ErrorsOnly;NoSummary", "-p:TreatWarningsAsErrors=false",
                    "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false",
                ],
                TimeSpan.FromMinutes(15));
            if (ended.Exit == 0) return drawn;
            var wrong = Wrong(ended.Output, sources, drawn, copy.Folder).ToHashSet();
            if (wrong.Count == 0) throw new InvalidOperationException($"The copy does not build:\n{ended.Output}");
            foreach (var mutant in wrong) Console.WriteLine($"  does not compile: {Report.Line(mutant)}");
            File.AppendAllLines(known, wrong.Select(Report.Line));
            drawn = [.. drawn.Where(mutant => !wrong.Contains(mutant))];
        }
        throw new InvalidOperationException($"The copy does not build after {MostBuilds} attempts.");
    }

    private static IEnumerable<Mutant> Wrong(
        string output, Dictionary<string, SwitchedSource> sources, IReadOnlyList<Mutant> drawn, string folder)
    {
        foreach (Match error in Error().Matches(output))
        {
            var path = Path.GetFullPath(Path.Combine(folder, error.Groups["path"].Value));
            var (line, column) = (Number(error.Groups["line"]), Number(error.Groups["column"]));
            var found = sources.TryGetValue(path, out var source) ? source.At(line, column).ToList() : [];
            if (found.Count == 0 && File.ReadLines(path).ElementAtOrDefault(line - 1) is { } text)
                found = [.. drawn.Where(mutant => mutant.Constant is { } name && text.Contains(name, StringComparison.Ordinal))];
            foreach (var mutant in found) yield return mutant;
        }
    }

    private static int Number(Group digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?<path>\S+\.cs)\((?<line>\d+),(?<column>\d+)\): error ", RegexOptions.Multiline)]
    private static partial Regex Error();
}
