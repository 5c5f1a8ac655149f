using System.CommandLine;
using System.Globalization;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary><c>pbdd diff A.zip B.zip</c>: two public files of one day, fetched at different times or by different people.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        Argument<string> first = new("A.zip") { Description = "a public file of the day" };
        Argument<string> second = new("B.zip") { Description = "another of the same day" };
        var command = new Command("diff", "Compares two public files of one day: the later must continue the earlier. Exit 1 on a fork, 2 where they are not of one day.") { first, second };
        command.SetAction(arguments => Run(arguments.GetValue(first)!, arguments.GetValue(second)!));
        return command;
    }

    private static int Run(string first, string second)
    {
        try
        {
            using Stream a = BundleInput.OpenPublic(first), b = BundleInput.OpenPublic(second);
            LogComparison comparison = LogComparison.Of(a, b);
            if (comparison.AreTwoDays)
                return Refusal.Say(comparison.Problems[0].Reason);
            Print(comparison, out bool fits);
            return fits ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private static void Print(LogComparison comparison, out bool fits)
    {
        fits = comparison.Problems.IsEmpty;
        if (comparison.Origin is { } origin)
        {
            Out.Line((Style.Strong, origin));
            Out.Line(string.Create(CultureInfo.InvariantCulture, $"{comparison.From:N0} entries, then {comparison.To:N0}"));
            foreach (var (kind, number) in comparison.Added)
                Out.Line(string.Create(CultureInfo.InvariantCulture, $"  + {number:N0} {kind}"));
            foreach (string file in comparison.Files)
                Out.Line((Style.Quiet, $"  {file}"));
        }
        foreach (Finding problem in comparison.Problems)
            Out.Line((Style.Bad, $"✗ {VerdictText.Of(problem)}"));
        if (fits)
            Out.Line((Style.Good, comparison.From == comparison.To ? "✓ Both have the same log." : "✓ The longer log continues the shorter."));
    }
}
