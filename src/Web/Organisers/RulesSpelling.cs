using System.Text.Json;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Organisers;

/// <summary>Writes rules that came as part of a request in the one spelling that is frozen. The order of the fields is the document's own.</summary>
internal static class RulesSpelling
{
    /// <summary>The canonical text, or why these are no rules.</summary>
    public static bool TryRead(JsonElement rules, out string text, out string? problem)
    {
        text = "";
        if (rules.ValueKind == JsonValueKind.String) text = rules.GetString()!;
        else if (rules.ValueKind == JsonValueKind.Object) text = Write(new CanonicalJson().Open(), rules).Close().ToString();
        try
        {
            return FrozenRules.TryParse(text, out _, out problem);
        }
        catch (InvalidOperationException)
        {
            // Rules in a text are JSON inside JSON, where half of a surrogate pair can still hide.
            problem = "a text in them is broken";
            return false;
        }
    }

    private static CanonicalJson Write(CanonicalJson json, JsonElement element)
    {
        foreach (var field in element.EnumerateObject())
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

    private static string Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}
