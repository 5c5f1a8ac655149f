using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// The rules of a rehearsal from a Pabulib file: the file's own ballot form and limits, and its rule as far as META names it. What a day cannot ask as the
/// file did is said in a note. Source: pabulib.org/format.
/// </summary>
internal static class PabulibRules
{
    private const int UsualTop = 5, UsualPoints = 10;

    /// <summary>The rules, and what was done otherwise than in the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="projects">How many of its projects stand on the paper.</param>
    public static (RulesForm Rules, IReadOnlyList<string> Notes) Of(PabulibFile file, int projects)
    {
        var notes = new List<string>();
        var rules = Form(file, Math.Max(1, projects), notes);
        rules.Marginal = file["rule"] == "greedy-no-skip" ? MarginalKind.Stop : MarginalKind.Skip;
        rules.Rule = file["rule"]?.StartsWith("equalshares", StringComparison.Ordinal) == true ? AllocationRule.EqualShares
            : rules.Kind == BallotKind.Approve ? AllocationRule.MostVotes
            : AllocationRule.Score;
        rules.Utility = rules.Kind switch { BallotKind.Approve => Utility.Cost, BallotKind.Rank => Utility.Borda, _ => Utility.Points };
        rules.Completion = file["rule"] == "equalshares" ? Completion.None : Completion.Add1Greedy;
        rules.Threshold = Number(file["min_project_score_threshold"]) ?? 1;
        return (rules, notes);
    }

    private static RulesForm Form(PabulibFile file, int projects, List<string> notes)
    {
        var most = Number(file["max_length"]) is { } named ? Math.Min(named, projects) : 0;
        var least = Math.Min(Number(file["min_length"]) ?? 1, most > 0 ? most : projects);
        switch (file.Election.Ballots.Kind)
        {
            case BallotKind.Rank:
                return new RulesForm { Choose = "rank", Fewest = least, Most = most };
            case BallotKind.Score:
                if (Number(file["max_points"]) is null) notes.Add($"The file does not name the best mark: {UsualTop} is taken.");
                return new RulesForm { Choose = "score", Fewest = least, Most = most, TopMark = Math.Min(Number(file["max_points"]) ?? UsualTop, Ballot.MaxValue) };
            case BallotKind.Points:
                var points = Math.Min(Number(file["max_sum_points"]) ?? UsualPoints, Ballot.MaxValue);
                if (Number(file["max_sum_points"]) is null) notes.Add($"The file does not name the points of a ballot: {UsualPoints} are taken.");
                if (Number(file["min_sum_points"]) != points) notes.Add($"In the file a ballot may leave points over; here all {points} are shared out.");
                if (Number(file["max_points"]) is { } cap && cap < points) notes.Add($"In the file a project gets at most {cap} points of one ballot; here there is no such limit.");
                return new RulesForm { Choose = "points", Fewest = Math.Min(least, points), Most = most, Points = points };
            default:
                return Approvals(file, projects, least, most);
        }
    }

    private static RulesForm Approvals(PabulibFile file, int projects, int least, int most)
    {
        // Without a limit in META one may choose them all; one choice is what the vote type says.
        var upTo = most > 0 ? most : file["vote_type"]?.Trim() == "choose-1" ? 1 : projects;
        var form = new RulesForm { Number = upTo, Fewest = least, Most = most };
        form.Choose = file["max_sum_cost"] is { Length: > 0 } ? "knapsack"
            : most == 0 && least > 1 ? "at-least"
            : least == upTo && upTo > 1 ? "exactly"
            : least > 1 ? "between"
            : "up-to";
        if (form.Choose == "at-least") form.Number = least;
        return form;
    }

    private static int? Number(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
