using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Verifier.Auditing;

/// <summary>The ballots of <c>ballots.pb</c>, each valid under the frozen rules, in a file that is exactly what the service writes for them.</summary>
/// <param name="Ballots">The ballots, in the file's order.</param>
/// <param name="Allocation">What the frozen rules make of them, with what the log changed and without.</param>
/// <param name="Pots">
/// The files that belong beside it, one a pot; none where there is one pot, or where the file has the first form.
/// </param>
internal sealed record PublishedBallots(
    ImmutableArray<Ballot> Ballots, DayAllocation Allocation, ImmutableArray<string> Pots)
{
    /// <summary>Reads the file; whatever is accepted prints back to the same bytes.</summary>
    public static bool TryRead(
        byte[] file, Paper paper, FrozenRules rules, PaperChanges changes, [NotNullWhen(true)] out PublishedBallots? published, [NotNullWhen(false)] out string? problem)
    {
        published = null;
        PabulibFile read;
        try
        {
            read = PabulibReader.Read(new MemoryStream(file), new() { KeepVotes = true });
        }
        catch (PabulibException e)
        {
            problem = e.Message;
            return false;
        }
        problem = Facts(read, out PabulibFacts? facts);
        if (problem is not null || !PublishedVotes.TryRead(read, paper, rules.Form, out ImmutableArray<Ballot> ballots, out problem))
            return false;
        DayAllocation allocation = DayAllocation.Of(paper, rules, ballots, changes);
        string printed = PabulibWriter.ToText(PabulibExport.Of(paper, rules, ballots, facts!, allocation.Outcome));
        problem = Difference.Of(file, Encoding.UTF8.GetBytes(printed));
        if (problem is not null)
            return false;
        published = new(ballots, allocation, [.. PabulibExport.OfPots(paper, rules, ballots, facts!, allocation.Outcome).Select(PabulibWriter.ToText)]);
        return true;
    }

    private static string? Facts(PabulibFile file, out PabulibFacts? facts)
    {
        facts = null;
        string[] names = ["description", "country", "unit", "instance", "date_begin", "date_end"];
        if (Array.Find(names, name => file[name] is null && name is not "country") is { } missing)
            return $"META has no {missing}";
        string[] values = [.. names.Select(name => file[name] ?? "")];
        if (!Date(values[4], out DateOnly begin) || !Date(values[5], out DateOnly end))
            return "META's date_begin and date_end are days as in 31.12.2026";
        facts = new(values[0], values[1], values[2], values[3], begin, end);
        return null;
    }

    private static bool Date(string text, out DateOnly date) => DateOnly.TryParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
