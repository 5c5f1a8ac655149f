using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Rules.Tests.Pabulib.Checking;

/// <summary>
/// The fields that the checker knows, in its order, and what each may hold. An unknown field is an error, as is one
/// that may not be empty and is.
/// Source: <c>pabulib_helpers/fields.py</c> and <c>fields_validations.py</c>, and <c>check_fields</c> in
/// <c>pabulib/checker.py</c>, of 1180aca.
/// </summary>
internal static partial class PabulibFields
{
    private const string Needed = "description country unit instance num_projects num_votes budget vote_type "
        + "rule date_begin date_end";

    private const string MetaOrder = "description country unit district subunit instance num_projects num_votes "
        + "budget vote_type rule date_begin date_end "
        + "min_length max_length min_sum_cost max_sum_cost min_points max_points min_sum_points max_sum_points "
        + "default_score min_project_cost "
        + "max_project_cost min_project_score_threshold neighborhoods subdistricts categories edition language "
        + "currency fully_funded experimental comment "
        + "acknowledgments";

    private const string ProjectOrder = "project_id cost votes score name category beneficiaries selected "
        + "neighborhood subunit district description proposer "
        + "public_id latitude longitude";

    private const string VoteOrder = "voter_id vote points age sex voting_method district neighborhood education";

    private const string WholeNumbers = " num_projects num_votes min_length max_length min_points max_points "
        + "min_sum_points max_sum_points default_score "
        + "min_project_score_threshold fully_funded votes score selected ";

    private const string MayBeEmpty = " category beneficiaries latitude longitude age sex district education ";

    private const string Rules = " greedy greedy-no-skip greedy-threshold greedy-exclusive greedy-custom "
        + "equalshares equalshares-comparison equalshares/add1 "
        + "equalshares/add1-comparison unknown ";

    /// <summary>What is wrong with the fields of a file.</summary>
    public static IEnumerable<string> Problems(PabulibSheet sheet)
    {
        foreach (string missing in Needed.Split(' ').Where(key => sheet[key] is null))
            yield return $"META has no {missing}";
        foreach (string problem in Order("META", [.. sheet.Meta.Select(pair => pair.Key)], MetaOrder)
            .Concat(Order("PROJECTS", sheet.Columns["projects"], ProjectOrder))
            .Concat(Order("VOTES", sheet.Columns["votes"], VoteOrder)))
            yield return problem;
        var cells = sheet.Meta.Concat(sheet.Projects.Concat(sheet.Votes).SelectMany(record => record));
        foreach ((string field, string value) in cells)
            if (Problem(field, value) is { } problem)
                yield return $"{field} '{value}': {problem}";
    }

    /// <summary>Fields in another order are a warning there, and wrong here.</summary>
    private static IEnumerable<string> Order(string section, string[] found, string known)
    {
        string[] order = known.Split(' ');
        foreach (string field in found.Except(order))
            yield return $"{section} has the unknown field {field}";
        if (!found.OrderBy(field => Array.IndexOf(order, field)).SequenceEqual(found))
            yield return $"the fields of {section} are in another order: {string.Join(' ', found)}";
    }

    private static string? Problem(string field, string value)
    {
        if (value.Length == 0)
            return MayBeEmpty.Contains($" {field} ", StringComparison.Ordinal) ? null : "cannot be empty";
        if (WholeNumbers.Contains($" {field} ", StringComparison.Ordinal) && !int.TryParse(value,
            NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return "is no whole number";
        bool good = field switch
        {
            "country" => value == "Worldwide" || IsCountry(value),
            "vote_type" => value is "ordinal" or "approval" or "cumulative" or "scoring" or "choose-1",
            "rule" => Rules.Contains($" {value} ", StringComparison.Ordinal),
            "date_begin" or "date_end" => DateOnly.TryParseExact(value, "dd.MM.yyyy", CultureInfo.InvariantCulture,
                DateTimeStyles.None, out _),
            "language" => value.Length == 2 && CultureInfo.GetCultures(CultureTypes.NeutralCultures).Any(culture =>
                culture.Name == value),
            "currency" => Currencies.DigitsOf(value) is not null,
            "fully_funded" => value == "1",
            "selected" => value is "0" or "1" or "2" or "3",
            "comment" => value.StartsWith("#1: ", StringComparison.Ordinal) && InTurn([.. Markers().Matches(value)
                .Select(marker => marker.Groups[1].Value)]),
            _ => true,
        };
        return good ? null : "is not allowed";
    }

    private static bool InTurn(string[] markers) =>
        markers.SequenceEqual(Enumerable.Range(1, markers.Length).Select(i =>
            i.ToString(CultureInfo.InvariantCulture)));

    private static bool IsCountry(string value)
    {
        try
        {
            return value == "United Kingdom" || (value.Length == 2
                && new RegionInfo(value).TwoLetterISORegionName == value);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"#(\d+):")]
    private static partial Regex Markers();
}
