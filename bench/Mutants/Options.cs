using System.Collections.Immutable;
using System.Globalization;

namespace PbDecisionDay.Mutants;

/// <summary>What one round changes and which tests have to notice. Source: the command line; <c>@file</c> stands for the file's words.</summary>
/// <param name="Seed">Decides which changes are drawn.</param>
/// <param name="Count">How many changes that compile are tried.</param>
/// <param name="Sources">Folders and files below the repository's root, each inside one project of <c>src</c>.</param>
/// <param name="Tests">The folder of the test project.</param>
/// <param name="Filter">What the test runner gets: <c>-class NAME</c> and the like.</param>
/// <param name="Only">The numbers to try again, or none for all of the round.</param>
/// <param name="Work">A folder for the copy that outlives the round, or null for a temporary one.</param>
/// <param name="AtOnce">How many runs of the tests go on at the same time.</param>
/// <param name="Report">Where the list is written.</param>
internal sealed record Options(
    int Seed,
    int Count,
    ImmutableArray<string> Sources,
    string Tests,
    ImmutableArray<string> Filter,
    ImmutableHashSet<int> Only,
    string? Work,
    int AtOnce,
    string Report)
{
    public const string Usage =
        "mutants --seed N --count N --source PATH... --tests FOLDER --report FILE [--only N,N] [--work FOLDER] [--at-once N] [-class NAME]... [@FILE]";

    public static Options Read(IEnumerable<string> arguments)
    {
        var words = new Queue<string>(arguments.SelectMany(Expanded));
        var options = new Options(1, 44, [], "", [], [], null, 2, "mutants.txt");
        while (words.TryDequeue(out var word))
            options = word switch
            {
                "--seed" => options with { Seed = Number(words.Dequeue()) },
                "--count" => options with { Count = Number(words.Dequeue()) },
                "--source" => options with { Sources = options.Sources.Add(words.Dequeue()) },
                "--tests" => options with { Tests = words.Dequeue().TrimEnd('/') },
                "--only" => options with { Only = [.. words.Dequeue().Split(',').Select(Number)] },
                "--work" => options with { Work = words.Dequeue() },
                "--at-once" => options with { AtOnce = Number(words.Dequeue()) },
                "--report" => options with { Report = words.Dequeue() },
                "-class" or "-method" or "-namespace" or "-class-" or "-method-" =>
                    options with { Filter = options.Filter.AddRange(word, words.Dequeue()) },
                _ => throw new ArgumentException($"'{word}' is unknown. {Usage}"),
            };
        return options.Sources.IsEmpty || options.Tests.Length == 0 ? throw new ArgumentException(Usage) : options;
    }

    private static IEnumerable<string> Expanded(string word) =>
        word.StartsWith('@')
            ? File.ReadAllText(word[1..]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            : [word];

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
