using System.Globalization;

namespace PbDecisionDay.Rules.Tests.Pabulib.Checking;

/// <summary>
/// What Pabulib's own checker calls an error in a file, restated by us rule by rule. Source of each: the function
/// named beside it, in
/// <c>pabulib/checker.py</c> of github.com/pabulib/checker, 1180aca (23 June 2026). Amounts are rounded down to whole
/// units there, as here.
/// What it only warns of is left out, but for the order of fields and of points, which a program that writes can keep
/// to.
/// </summary>
internal static class PabulibCheck
{
    private const decimal Sentinel = 999_999_999;

    /// <summary>The errors; none in a file that passes. What rests on what is wrong is not looked at.</summary>
    public static string[] Errors(string text)
    {
        PabulibSheet sheet = PabulibSheet.Read(text);
        Func<IEnumerable<string>>[] stages =
        [
            () => Lines(text), () => sheet.Errors, () => Commas(sheet), () => PabulibFields.Problems(sheet),
            () => Lengths(sheet), () => Points(sheet),
            () => Budgets(sheet).Concat(Counts(sheet)).Concat(PabulibSelection.Problems(sheet)),
        ];
        return stages.Select(stage => stage().ToArray()).FirstOrDefault(found => found.Length > 0, []);
    }

    /// <summary>The projects on a vote.</summary>
    public static string[] Named(Dictionary<string, string> vote) =>
        [.. vote["vote"].Split(',').Where(id => id.Length > 0)];

    /// <summary>
    /// Whether there is a score, by which selection goes; votes otherwise. Source: <c>process_files</c>.
    /// </summary>
    public static string Measure(PabulibSheet sheet) => sheet.Columns["projects"].Contains("score")
        ? "score" : "votes";

    /// <summary>A number of a file.</summary>
    public static decimal Number(string text) => decimal.Parse(text,
        NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static int? Whole(PabulibSheet sheet, string key) => sheet[key] is { } text ? (int)Number(text) : null;

    // check_empty_lines: an empty line is taken out and told.
    private static IEnumerable<string> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Where(line => line.Trim().Length == 0).Select(_ => "an empty line");

    // check_if_commas_in_floats.
    private static IEnumerable<string> Commas(PabulibSheet sheet) => sheet.Projects.Select(project => project["cost"])
        .Append(sheet["budget"] ?? "").Append(sheet["max_sum_cost"] ?? "")
        .Where(amount => amount.Contains(',', StringComparison.Ordinal)).Select(amount => $"a comma in {amount}");

    // check_budgets.
    private static IEnumerable<string> Budgets(PabulibSheet sheet)
    {
        decimal budget = Math.Floor(Number(sheet["budget"]!));
        decimal[] costs = [.. sheet.Projects.Select(project => Math.Floor(Number(project["cost"])))];
        if (costs.Any(cost => cost == 0))
            yield return "a project without cost";
        if (costs.Any(cost => cost > budget && cost != Sentinel))
            yield return "a project costs more than the budget";
        if (sheet.Projects.Zip(costs).Where(pair => pair.First["selected"] == "1").Sum(pair => pair.Second) > budget)
            yield return "what is selected costs more than the budget";
        if (costs.Sum() <= budget != (sheet["fully_funded"] == "1"))
            yield return "fully_funded is not true";
    }

    // check_number_of_votes, check_number_of_projects, check_if_correct_votes_number, check_if_correct_scores_number
    // (with
    // create_points_based_on_vote_length: without points, the first of n counts n and the last 1),
    // validate_date_range.
    private static IEnumerable<string> Counts(PabulibSheet sheet)
    {
        if (Whole(sheet, "num_votes") != sheet.Votes.Count || Whole(sheet, "num_projects") != sheet.Projects.Count)
            yield return "num_votes or num_projects is not true";
        var votes = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var score = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (Dictionary<string, string> vote in sheet.Votes)
        {
            string[] named = Named(vote);
            string[]? points = vote.TryGetValue("points", out string? given)
                ? [.. given.Split(',').Where(point => point.Length > 0)]
                : null;
            for (int i = 0; i < named.Length; i++)
            {
                votes[named[i]] = votes.GetValueOrDefault(named[i]) + 1;
                score[named[i]] = score.GetValueOrDefault(named[i]) + (points is null
                    ? named.Length - i : Number(points[i]));
            }
        }
        foreach (Dictionary<string, string> project in sheet.Projects)
        {
            if (Number(project["votes"]) != votes.GetValueOrDefault(project["project_id"]))
                yield return $"votes of {project["project_id"]} is {project["votes"]}";
            if (project.TryGetValue("score", out string? said)
                && Number(said) != score.GetValueOrDefault(project["project_id"]))
                yield return $"score of {project["project_id"]} is {said}";
        }
        if (Date(sheet["date_begin"]) > Date(sheet["date_end"]))
            yield return "it ends before it begins";
    }

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "dd.MM.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out DateOnly date) ? date : null;

    // check_vote_length, check_duplicated_votes, check_votes_for_invalid_projects, check_vote_type_constraints and
    // check_fields (choose-1; max_length).
    private static IEnumerable<string> Lengths(PabulibSheet sheet)
    {
        var known = sheet.Projects.Select(project => project["project_id"]).ToHashSet(StringComparer.Ordinal);
        (int? least, int? most) = (Whole(sheet, "min_length"), Whole(sheet, "max_length"));
        bool one = sheet["vote_type"] == "choose-1";
        if (most > sheet.Projects.Count || (one && (least is not (null or 1) || most is not (null or 1))))
            yield return $"min_length {least} or max_length {most} cannot be";
        foreach (string[] named in sheet.Votes.Select(Named))
        {
            if (named.Length < least || named.Length > most || (one && named.Length != 1))
                yield return $"a vote names {named.Length} projects";
            if (named.Distinct().Count() != named.Length || !named.All(known.Contains))
                yield return $"the vote {string.Join(',', named)} names a project twice or an unknown one";
        }
    }

    // check_vote_type_constraints, check_approval_cost_constraints, check_fields (max_sum_points).
    private static IEnumerable<string> Points(PabulibSheet sheet)
    {
        bool needed = sheet["vote_type"] is "cumulative" or "scoring";
        if (needed != sheet.Columns["votes"].Contains("points"))
            yield return "the column points is there without need, or missing";
        if (sheet["vote_type"] == "cumulative" && sheet["max_sum_points"] is null)
            yield return "max_sum_points is missing";
        foreach (Dictionary<string, string> vote in sheet.Votes.Where(vote => vote.ContainsKey("points")))
        {
            decimal[] points = [.. vote["points"].Split(',').Where(point => point.Length > 0).Select(Number)];
            if (points.Length != Named(vote).Length || points.Any(point => point < (Whole(sheet, "min_points") ?? 0)
                || point > (Whole(sheet, "max_points") ?? int.MaxValue)))
                yield return $"the points {vote["points"]} are more or fewer than the projects, or out of bounds";
            if (points.Sum() < Whole(sheet, "min_sum_points") || points.Sum() > Whole(sheet, "max_sum_points"))
                yield return $"the points {vote["points"]} have another sum";
            if (!points.OrderDescending().SequenceEqual(points))
                yield return $"the points {vote["points"]} do not fall";
        }
        var costs = sheet.Projects.ToDictionary(
            project => project["project_id"], project => Number(project["cost"]), StringComparer.Ordinal);
        if (sheet["max_sum_cost"] is { } limit
            && sheet.Votes.Any(vote => Named(vote).Sum(id => costs[id]) > Number(limit)))
            yield return "a vote costs more than max_sum_cost";
    }
}
