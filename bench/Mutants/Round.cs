using System.Globalization;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Mutants;

/// <summary>The tests of a round, run once for each change, two at a time unless told otherwise.</summary>
internal sealed partial class Round(TreeCopy copy, Options options)
{
    private static readonly TimeSpan s_longestBaseline = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<Outcome>> RunAsync(IReadOnlyList<Mutant> mutants)
    {
        var file = Path.Combine(copy.Folder, "artifacts", "mutants-reached");
        File.Delete(file);
        var unchanged = await TestAsync(s_longestBaseline, ("MUTANTS_REACHED", file));
        if (unchanged.Exit != 0) throw new InvalidOperationException($"The tests fail without any change:\n{unchanged.Output}");
        var reached = File.Exists(file) ? File.ReadLines(file).Select(Number).ToHashSet() : [];
        Console.WriteLine($"  unchanged: {Total().Match(unchanged.Output).Value.Trim()}, {unchanged.Took.TotalSeconds:0} s; "
            + $"{mutants.Count(mutant => reached.Contains(mutant.Number))} of {mutants.Count} places reached");

        // A busy machine makes a run several times longer; only a loop without an end takes longer than this.
        var limit = TimeSpan.FromSeconds(15) + 4 * unchanged.Took;
        var outcomes = new Outcome[mutants.Count];
        await Parallel.ForAsync(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce }, async (at, _) =>
        {
            var mutant = mutants[at];
            outcomes[at] = reached.Contains(mutant.Number) ? await OneAsync(mutant, limit) : new Outcome(mutant, Fate.Unreached, "");
            Console.WriteLine(Report.Line(outcomes[at]));
        });
        return outcomes;
    }

    private async Task<Outcome> OneAsync(Mutant mutant, TimeSpan limit)
    {
        var ended = await TestAsync(limit, ("MUTANT", mutant.Number.ToString(CultureInfo.InvariantCulture)));
        return ended.Exit switch
        {
            null => new Outcome(mutant, Fate.Timeout, ""),
            0 => new Outcome(mutant, Fate.Survived, ""),
            _ => new Outcome(mutant, Fate.Killed, Failed().Match(ended.Output) is { Success: true } test ? test.Groups[1].Value : "the process ended"),
        };
    }

    private Task<Ended> TestAsync(TimeSpan limit, params (string, string)[] environment)
    {
        var name = Path.GetFileName(options.Tests);
        var runner = Path.Combine(copy.Folder, "artifacts", "bin", name, "debug", $"PbDecisionDay.{name}");
        return Commands.RunAsync(copy.Folder, [runner, "-noColor", "-noLogo", "-stopOnFail", .. options.Filter], limit, environment);
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:\[[^\]]*\] )?(\S.*) \[FAIL\]", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"Total: .*")]
    private static partial Regex Total();
}
