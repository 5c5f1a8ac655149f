using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>
/// Fills the META keys that Pabulib knows, in its order. Source: pabulib.org/format, and META_FIELDS_ORDER in the
/// checker's fields.py.
/// </summary>
internal static class PabulibMeta
{
    public static ImmutableArray<KeyValuePair<string, string>> Of(ExportedPart part, PabulibFacts facts)
    {
        NamedRule rule = NamedRule.Of(part);
        var lengths = Lengths.Of(part);
        return [.. new (string Key, string? Value)[]
        {
            ("description", PabulibText.Of(facts.Description)),
            ("country", Filled(PabulibText.Of(facts.Country))),
            ("unit", PabulibText.Of(facts.Unit)),
            ("subunit", part.Pot is { } pot ? Filled(PabulibText.Of(part.Paper.Pots[pot].Title)) : null),
            ("instance", PabulibText.Of(facts.Instance)),
            ("num_projects", Number(part.Proposals.Length)),
            ("num_votes", Number(part.Ballots.Length)),
            ("budget", PabulibNumber.Print(part.Budget, part.Election.Unit)),
            ("vote_type", VoteType(part.Form.Kind, lengths)),
            ("rule", rule.Name),
            ("date_begin", Date(facts.DateBegin)),
            ("date_end", Date(facts.DateEnd)),
            ("min_length", lengths.Least is { } least ? Number(least) : null),
            ("max_length", lengths.Most is { } most ? Number(most) : null),
            ("max_sum_cost", part.Form.Knapsack ? PabulibNumber.Print(part.BudgetOnPaper, part.Election.Unit) : null),
            ("min_points", part.Form.Kind == BallotKind.Score ? "0" : null),
            ("max_points", part.Form.Kind == BallotKind.Score ? Number(part.Form.Top) : null),
            ("min_sum_points", LeastSum(part) is { } sum ? Number(sum) : null),
            ("max_sum_points", part.Form.Kind == BallotKind.Points ? Number(MostSum(part)) : null),
            ("min_project_score_threshold", rule.Threshold > 0 ? Number(rule.Threshold) : null),
            ("language", Language(part.Paper.Language)),
            ("currency", part.Paper.Currency),
            ("fully_funded", part.IsFullyFunded ? "1" : null),
            ("comment", ExportedComment.Of(part, rule, lengths)),
        }.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!))];
    }

    private static string VoteType(BallotKind kind, Lengths lengths) => kind switch
    {
        BallotKind.Approve => lengths is { Least: 1, Most: 1 } ? "choose-1" : "approval",
        BallotKind.Rank => "ordinal",
        BallotKind.Points => "cumulative",
        BallotKind.Score => "scoring",
        BallotKind.Blank => throw new ArgumentException("A form is never blank."),
    };

    private static long MostSum(ExportedPart part) =>
        part.Form.PerPot ? (long)part.Form.Top * part.Election.Pots.Length : part.Form.Top;

    /// <summary>
    /// The points that every ballot deals out, where that can be said: none is blank, and no points went to another
    /// pot.
    /// </summary>
    private static long? LeastSum(ExportedPart part) =>
        part.Form.Kind == BallotKind.Points && part.BlankBallots == 0 && (part.Pot is null || part.Form.PerPot)
            ? part.Form.Top
            : null;

    /// <summary>The two letters of ISO 639-1 that a language tag begins with, or null.</summary>
    private static string? Language(string tag) =>
        tag.Split('-')[0] is { Length: 2 } letters && letters.All(char.IsAsciiLetterLower) ? letters : null;

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static string Date(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
