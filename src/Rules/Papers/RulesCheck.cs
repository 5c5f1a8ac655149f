using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Papers;

/// <summary>Whether a form and a rule can be used, and fit each other.</summary>
internal static partial class RulesCheck
{
    private const int MostWitnesses = 8;

    public static string? Problem(BallotForm form, RuleSettings allocation, ImmutableArray<string> languages)
    {
        if (form.Kind == BallotKind.Blank)
            return "A ballot form lets people choose something.";
        if (form.Least < 1 || form.Most < 0 || (form.Most > 0 && form.Most < form.Least))
            return "The fewest choices must be 1 or more and not above the most.";
        bool hasTop = form.Kind is BallotKind.Score or BallotKind.Points;
        if (hasTop != (form.Top > 0) || form.Top > Ballot.MaxValue)
            return $"Scores and points need a top from 1 to {Ballot.MaxValue}; the other forms have none.";
        if (form.Kind == BallotKind.Points && form.Least > form.Top)
            return "The points cannot be spread over more projects than there are points.";
        if (form.Knapsack && form.Kind != BallotKind.Approve)
            return "Only approvals can be asked to fit the pot.";
        if (form.Extra is { } extra && (extra.Votes < 1 || form.Kind != BallotKind.Approve || form.Most == 0))
            return "An extra vote is one or more further approvals beside a limit.";
        if (languages.IsEmpty || languages.Distinct(StringComparer.Ordinal).Count() != languages.Length || languages.Any(language => language.Length == 0))
            return "The rules name at least one language, each once.";
        return allocation.Problem ?? Fit(form.Kind, allocation);
    }

    /// <summary>Whether witnesses can be named so. That a key is a point on its curve is for those who check signatures.</summary>
    public static string? WitnessProblem(IReadOnlyCollection<string> keys) =>
        keys.Count > MostWitnesses ? $"A day has at most {MostWitnesses} witnesses."
        : keys.Any(key => !VerifierKey().IsMatch(key)) ? "A witness is named by its verifier key: name+id+base64."
        : keys.Distinct(StringComparer.Ordinal).Count() != keys.Count ? "A witness is named once."
        : null;

    // C2SP signed-note: the name has no spaces and no plus sign.
    [GeneratedRegex(@"\A[^\s\p{C}+]{1,200}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{1,400}={0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VerifierKey();

    private static string? Fit(BallotKind kind, RuleSettings allocation)
    {
        if (allocation.Rule == AllocationRule.AverageScore && kind != BallotKind.Score)
            return "An average score needs ballots with scores.";
        if (allocation.Rule is AllocationRule.Score or AllocationRule.ScorePerCost && kind == BallotKind.Approve)
            return "A rule that counts points needs ballots with scores, points or ranks.";
        if (allocation.Rule != AllocationRule.EqualShares)
            return null;
        return allocation.Utility switch
        {
            Utility.Points when kind is not (BallotKind.Points or BallotKind.Score) => "Utility by points needs ballots with scores or points.",
            Utility.Borda when kind != BallotKind.Rank => "Utility by Borda points needs ranked ballots.",
            _ => null,
        };
    }
}
