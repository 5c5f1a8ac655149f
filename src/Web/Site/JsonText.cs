using System.Text.Json;
using System.Text.Unicode;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// What no JSON body may hold, whoever reads it: bytes that are no UTF-8, half of a surrogate pair, and <c>null</c> in a list. Our messages have
/// no list that means anything by a null, and the reader would hand one on to code that was promised there is none.
/// </summary>
internal static class JsonText
{
    /// <summary>The place of the first such thing, to be said in a refusal; <c>null</c> where there is none. Broken JSON is left to its reader.</summary>
    public static string? Problem(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body)) return "$ (UTF-8)";
        var reader = new Utf8JsonReader(body);
        var inList = new Stack<bool>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) inList.Push(reader.TokenType == JsonTokenType.StartArray);
                else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject) inList.Pop();
                else if (reader.TokenType == JsonTokenType.Null && inList.TryPeek(out var list) && list) return $"$ [null] @{reader.TokenStartIndex}";
                else if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) _ = reader.GetString();
            }
            return null;
        }
        catch (InvalidOperationException)
        {
            // How the reader says that an escaped half of a surrogate pair stands alone.
            return $"$ @{reader.TokenStartIndex}";
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
