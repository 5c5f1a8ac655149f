using System.Text.Json;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Holds the declared result against this program's own count, made twice: by the product's rules, and naively.</summary>
internal static class ResultCheck
{
    /// <summary>What does not hold, each as a sentence.</summary>
    /// <param name="declared">The declared result's text.</param>
    /// <param name="paper">The published paper.</param>
    /// <param name="rules">The published rules.</param>
    /// <param name="ballots">The ballots that count, one a card.</param>
    /// <param name="own">What those ballots come to by the product's rules.</param>
    public static IEnumerable<string> Problems(string declared, Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, DayAllocation own)
    {
        if (!TryReadOrder(declared, out string[] order, out long counted))
        {
            yield return "No result is declared, or it cannot be read.";
            yield break;
        }
        if (counted != ballots.Count)
            yield return $"The declared result counts {counted} ballots, but {ballots.Count} were cast.";
        string text = AllocationText.Print(own, paper, rules);
        if (!string.Equals(text, declared, StringComparison.Ordinal))
            yield return $"The declared result differs from the own count in line {FirstLine(text, declared)}.";
        var support = IndependentCount.Support(ballots.Select(ballot => ballot.Canonical), paper.Proposals.ToDictionary(project => project.Id, project => project.Pot));
        List<string> naive = IndependentCount.Funded(support, paper, own.Changes);
        if (!naive.SequenceEqual(order, StringComparer.Ordinal))
            yield return $"The declared result funds {string.Join(' ', order)}, but a naive count funds {string.Join(' ', naive)}.";
    }

    /// <summary>What ballots come to by the product's rules.</summary>
    public static DayAllocation Allocate(Paper paper, FrozenRules rules, IReadOnlyCollection<Ballot> ballots, PaperChanges changes) =>
        DayAllocation.Of(paper, rules, ballots, changes);

    private static bool TryReadOrder(string declared, out string[] order, out long counted)
    {
        (order, counted) = ([], 0);
        try
        {
            using JsonDocument document = JsonDocument.Parse(declared);
            order = [.. document.RootElement.GetProperty("order").EnumerateArray().Select(id => id.GetString()!)];
            counted = document.RootElement.GetProperty("ballots").GetInt64();
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static string FirstLine(string own, string declared)
    {
        (string[] ours, string[] theirs) = (own.Split('\n'), declared.Split('\n'));
        int line = ours.Zip(theirs).TakeWhile(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        return $"{line + 1}: '{theirs.ElementAtOrDefault(line)?.Trim()}' and not '{ours.ElementAtOrDefault(line)?.Trim()}'";
    }
}
