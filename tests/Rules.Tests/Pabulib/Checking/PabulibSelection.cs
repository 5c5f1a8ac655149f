namespace PbDecisionDay.Rules.Tests.Pabulib.Checking;

/// <summary>
/// Whether what is selected follows from the rule that META names, as Pabulib's checker reckons it, restated by us.
/// Source: <c>verify_selected</c>,
/// <c>verify_greedy_selected</c>, <c>verify_greedy_no_skip_selected</c>, <c>verify_equalshares_selected</c> and
/// <c>check_budgets</c> (unused money)
/// in <c>pabulib/checker.py</c> of 1180aca. It does not look at <c>unknown</c> and only warns under
/// <c>greedy-custom</c>.
/// </summary>
internal static class PabulibSelection
{
    public static IEnumerable<string> Problems(PabulibSheet sheet)
    {
        string rule = sheet["rule"]!;
        decimal threshold = sheet["min_project_score_threshold"] is { } text ? PabulibCheck.Number(text) : 0;
        if (rule is "unknown" or "greedy-custom")
            return sheet["comment"] is null ? [$"{rule} without a comment"] : [];
        if ((rule == "greedy" && threshold > 0) || (rule == "greedy-threshold" && threshold == 0))
            return [$"{rule} with the threshold {threshold}"];
        if (rule is "equalshares" or "equalshares/add1")
            return sheet["vote_type"] == "approval" ? Differ(sheet, PabulibShares.Winners(sheet,
                rule == "equalshares/add1")) : [];
        string[] winners = Greedy(sheet, threshold, rule == "greedy-no-skip");
        return [.. Differ(sheet, winners), .. rule == "greedy-no-skip" ? [] : Unused(sheet, threshold)];
    }

    private static IEnumerable<string> Differ(PabulibSheet sheet, string[] winners)
    {
        string[] selected = [.. sheet.Projects.Where(project => project["selected"] == "1").Select(project =>
            project["project_id"])];
        if (!selected.Order(StringComparer.Ordinal).SequenceEqual(winners.Order(StringComparer.Ordinal)))
            yield return $"by {sheet["rule"]} {string.Join(' ', winners)} win, but {string.Join(' ', selected)} are selected";
    }

    private static string[] Greedy(PabulibSheet sheet, decimal threshold, bool stops)
    {
        string measure = PabulibCheck.Measure(sheet);
        // Sorting is stable, in both: equal ones keep the order of the file. Amounts are floating point there.
        double left = (double)PabulibCheck.Number(sheet["budget"]!);
        var winners = new List<string>();
        foreach (Dictionary<string, string> project in sheet.Projects.OrderByDescending(project =>
            PabulibCheck.Number(project[measure])))
        {
            double cost = (double)PabulibCheck.Number(project["cost"]);
            if (PabulibCheck.Number(project[measure]) < threshold)
                continue;
            if (left >= cost)
            {
                winners.Add(project["project_id"]);
                left -= cost;
            }
            else if (stops)
                break;
        }
        return [.. winners];
    }

    private static IEnumerable<string> Unused(PabulibSheet sheet, decimal threshold)
    {
        decimal left = Math.Floor(PabulibCheck.Number(sheet["budget"]!))
            - sheet.Projects.Where(project => project["selected"] == "1").Sum(project =>
                Math.Floor(PabulibCheck.Number(project["cost"])));
        string measure = PabulibCheck.Measure(sheet);
        return sheet["fully_funded"] == "1" ? [] : sheet.Projects
            .Where(project => project["selected"] == "0" && (threshold == 0
                || PabulibCheck.Number(project[measure]) > threshold))
            .Where(project => Math.Floor(PabulibCheck.Number(project["cost"])) <= left)
            .Select(project => $"{project["project_id"]} could be funded from what is left");
    }
}
