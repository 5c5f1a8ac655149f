using System.Collections.Frozen;
using System.Text.Json;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// Writes rules that came as part of a request in the one spelling that is frozen: whoever asks may give the fields in any order, and those
/// that say nothing. Rules that came as a text are that spelling already, or are refused.
/// </summary>
internal static class RulesSpelling
{
    // As in docs/formats/rules.md: each object by its place, with its members in order.
    private static readonly (string Place, string[] Names)[] Members =
    [
        ("", ["format", "languages", "form", "allocation", "live", "replacement", "money", "withdrawal", "witnesses"]),
        (".form", ["kind", "least", "most", "top", "per_pot", "knapsack", "extra"]),
        (".form.extra", ["group", "votes"]),
        (".allocation",
        [
            "rule", "utility", "completion", "add1_start", "add1_stop", "marginal", "threshold", "threshold_percent", "floor_hundredths",
            "cap_percent", "funds_unsupported", "ties", "completion_ties",
        ]),
    ];

    private static readonly string[] Order = [.. Members.SelectMany(one => one.Names)];

    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create(
        StringComparer.Ordinal, "most", "top", "per_pot", "knapsack", "extra", "threshold", "threshold_percent", "floor_hundredths", "cap_percent",
        "funds_unsupported", "completion_ties", "money", "withdrawal", "witnesses");

    /// <summary>The place of what no rules have: a member that is unknown, or the whole where it is neither an object nor a text; <c>null</c> if none.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="place">Where they stand in the request.</param>
    public static string? Unknown(JsonElement rules, string place) => rules.ValueKind switch
    {
        JsonValueKind.String => null,
        JsonValueKind.Object => Unknown(rules, place, ""),
        _ => place,
    };

    private static string? Unknown(JsonElement element, string place, string path)
    {
        // What stands where no object belongs is told by the reader.
        if (element.ValueKind != JsonValueKind.Object || Array.Find(Members, one => one.Place == path).Names is not { } names) return null;
        return element.EnumerateObject()
            .Select(member => names.Contains(member.Name, StringComparer.Ordinal)
                ? Unknown(member.Value, place, $"{path}.{member.Name}")
                : $"{place}{path}{JsonText.Step(member.Name)}")
            .FirstOrDefault(found => found is not null);
    }

    /// <summary>The canonical text, or why these are no rules.</summary>
    public static bool TryRead(JsonElement rules, out string text, out string? problem)
    {
        text = "";
        if (HasMostOfNought(rules))
        {
            problem = "'form.most' is 1 or more; leave it out where there is no limit";
            return false;
        }
        if (rules.ValueKind == JsonValueKind.String) text = rules.GetString()!;
        else if (rules.ValueKind == JsonValueKind.Object) text = Write(new CanonicalJson().Open(), rules).Close().ToString();
        try
        {
            // The reader of JSON would say it in its own words.
            using (JsonDocument.Parse(text)) return FrozenRules.TryParse(text, out _, out problem);
        }
        catch (JsonException)
        {
            problem = "they are neither an object nor the text of one";
            return false;
        }
        catch (InvalidOperationException)
        {
            // Rules in a text are JSON inside JSON, where half of a surrogate pair can still hide.
            problem = "a text in them is broken";
            return false;
        }
    }

    // "Up to 0" would be frozen as "no limit", its opposite.
    private static bool HasMostOfNought(JsonElement rules) =>
        rules.ValueKind == JsonValueKind.Object && rules.TryGetProperty("form", out var form) && form.ValueKind == JsonValueKind.Object
        && form.TryGetProperty("most", out var most) && most.ValueKind == JsonValueKind.Number && most.TryGetInt64(out var number) && number == 0;

    private static CanonicalJson Write(CanonicalJson json, JsonElement element)
    {
        foreach (var field in element.EnumerateObject().Where(Says).OrderBy(Place))
            _ = field.Value.ValueKind switch
            {
                JsonValueKind.Object => Write(json.Open(field.Name), field.Value).Close(),
                JsonValueKind.Array => json.Field(field.Name, field.Value.EnumerateArray().Select(Text)),
                JsonValueKind.Number when field.Value.TryGetInt64(out var number) => json.Field(field.Name, number),
                JsonValueKind.True => json.Field(field.Name, true),
                JsonValueKind.False => json.Field(field.Name, false),
                _ => json.Field(field.Name, Text(field.Value)),
            };
        return json;
    }

    private static bool Says(JsonProperty field) => !LeftOut.Contains(field.Name) || field.Value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Number => !field.Value.TryGetInt64(out var number) || number != 0,
        JsonValueKind.Array => field.Value.GetArrayLength() > 0,
        JsonValueKind.String when field.Name is "money" or "withdrawal" => field.Value.GetString() != "never",
        _ => true,
    };

    private static int Place(JsonProperty field) => Array.IndexOf(Order, field.Name) is var at and >= 0 ? at : Order.Length;

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
