// Changes the source at random, one place at a time, and says which changes no test notices: bench/mutants.md has the figures.
using System.Globalization;
using PbDecisionDay.Mutants;

var options = Options.Read(args);
using var copy = await TreeCopy.MakeAsync(options.Work);

// Some changes do not compile, so a few more are drawn than are tried.
var all = options.Sources.SelectMany(copy.Sources).Distinct().SelectMany(path => Sites.Of(path, copy.Read(path))).ToArray();
new Random(options.Seed).Shuffle(all);
var drawn = all.Take(options.Count * 3 / 2).Select((mutant, at) => mutant with { Number = at + 1 }).ToList();
Console.WriteLine($"{all.Length} changes could be made; {drawn.Count} are drawn with the seed {options.Seed}.");

var built = (await Build.WithAsync(copy, options.Tests, drawn)).Take(options.Count);
var outcomes = await new Round(copy, options)
    .RunAsync([.. built.Where(mutant => options.Only.IsEmpty || options.Only.Contains(mutant.Number))]);

string[] lines =
[
    string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}: {string.Join(' ', options.Sources)} with {options.Tests}"),
    .. outcomes.OrderByDescending(outcome => outcome.Fate).ThenBy(outcome => outcome.Mutant.Number).Select(Report.Line),
    Report.Totals(outcomes),
];
File.WriteAllLines(options.Report, lines);
Console.WriteLine(lines[^1]);
