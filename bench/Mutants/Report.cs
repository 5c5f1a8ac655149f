using System.Globalization;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Mutants;

internal enum Fate
{
    Killed,
    Timeout,
    Survived,
    Unreached,
}

/// <summary>What became of a change, and the first test that noticed it.</summary>
internal sealed record Outcome(Mutant Mutant, Fate Fate, string By);

/// <summary>The words of a round: a line for each change, then the totals.</summary>
internal static partial class Report
{
    private const int LongestText = 110;

    public static string Line(Mutant mutant) => string.Create(
        CultureInfo.InvariantCulture, $"{mutant.Number,3} {mutant.Path}:{mutant.Line}: {Short(mutant.Before)} -> {Short(mutant.After)}");

    public static string Line(Outcome outcome) =>
        $"{outcome.Fate,-9} {Line(outcome.Mutant)}{(outcome.By.Length > 0 ? $"   by {outcome.By}" : "")}";

    public static string Totals(IReadOnlyCollection<Outcome> all)
    {
        var counts = Enum.GetValues<Fate>().Select(fate => $"{all.Count(outcome => outcome.Fate == fate)} {fate}");
        var noticed = all.Count(outcome => outcome.Fate is Fate.Killed or Fate.Timeout);
        return $"{noticed} of {all.Count} noticed ({string.Join(", ", counts).ToLowerInvariant()})";
    }

    private static string Short(string text)
    {
        var line = Space().Replace(text, " ");
        return line.Length <= LongestText ? line : line[..LongestText] + "...";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
